/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * Where a model runs, and the agreements that carry it: who operates it under whose law, in which
 * country it stands, in what kind of place, on which processor agreement, on which ground data
 * leaves the EEA, whether data is used for training, whether the operator only processes and stores
 * technically under a duty of silence. Attested by a certifier's catalog or by the municipality's
 * own configuration; a connector never attests its own. What is absent is taken as not there.
 * Immutable.
 */
public final class Deployment {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final String id;
    private final HostingKind kind;
    private final @Nullable String operator;
    private final @Nullable String jurisdiction;
    private final @Nullable String country;
    private final @Nullable String processorAgreement;
    private final @Nullable String transferGround;
    private final @Nullable String procurement;
    private final boolean noTraining;
    private final boolean technicalProcessingOnly;
    private final boolean dutyOfSilence;

    private Deployment(Builder b) {
        this.id = b.id;
        this.kind = b.kind;
        this.operator = b.operator;
        this.jurisdiction = b.jurisdiction;
        this.country = b.country;
        this.processorAgreement = b.processorAgreement;
        this.transferGround = b.transferGround;
        this.procurement = b.procurement;
        this.noTraining = b.noTraining;
        this.technicalProcessingOnly = b.technicalProcessingOnly;
        this.dutyOfSilence = b.dutyOfSilence;
    }

    /**
     * Starts a deployment.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String id, HostingKind kind) {
        return new Builder(id, kind);
    }

    /** The deployment inside a host's own process: nothing leaves it, so no agreement is needed. */
    public static Deployment inProcess() {
        return builder("local", HostingKind.IN_PROCESS).build();
    }

    /** The id. */
    public String id() {
        return id;
    }

    /** In what kind of place it runs. */
    public HostingKind kind() {
        return kind;
    }

    /** Whether information stays with the municipality: in the process, or on its own machines. */
    public boolean stays() {
        return kind.equals(HostingKind.IN_PROCESS) || kind.equals(HostingKind.ON_PREMISES);
    }

    /** Who operates it. */
    public Optional<String> operator() {
        return Optional.ofNullable(operator);
    }

    /** The country whose law the operator obeys, parents included, ISO 3166-1 alpha-2. */
    public Optional<String> jurisdiction() {
        return Optional.ofNullable(jurisdiction);
    }

    /** The country in which the machines stand, ISO 3166-1 alpha-2. */
    public Optional<String> country() {
        return Optional.ofNullable(country);
    }

    /** The processor agreement (GDPR art. 28), as it is cited. */
    public Optional<String> processorAgreement() {
        return Optional.ofNullable(processorAgreement);
    }

    /** The ground on which personal data leaves the EEA (GDPR art. 44–49), as it is cited. */
    public Optional<String> transferGround() {
        return Optional.ofNullable(transferGround);
    }

    /** The procurement or agreement under which it is bought, as it is cited. */
    public Optional<String> procurement() {
        return Optional.ofNullable(procurement);
    }

    /** Whether what is sent is never used for training. */
    public boolean noTraining() {
        return noTraining;
    }

    /** Whether the operator only processes and stores technically (OSL 10 kap. 2 a §). */
    public boolean technicalProcessingOnly() {
        return technicalProcessingOnly;
    }

    /** Whether the operator's staff is under the duty of silence of law 2020:914. */
    public boolean dutyOfSilence() {
        return dutyOfSilence;
    }

    /** A builder that starts from this deployment. */
    public Builder toBuilder() {
        Builder b = new Builder(id, kind);
        b.operator = operator;
        b.jurisdiction = jurisdiction;
        b.country = country;
        b.processorAgreement = processorAgreement;
        b.transferGround = transferGround;
        b.procurement = procurement;
        b.noTraining = noTraining;
        b.technicalProcessingOnly = technicalProcessingOnly;
        b.dutyOfSilence = dutyOfSilence;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Deployment that
                && id.equals(that.id)
                && kind.equals(that.kind)
                && Objects.equals(operator, that.operator)
                && Objects.equals(jurisdiction, that.jurisdiction)
                && Objects.equals(country, that.country)
                && Objects.equals(processorAgreement, that.processorAgreement)
                && Objects.equals(transferGround, that.transferGround)
                && Objects.equals(procurement, that.procurement)
                && noTraining == that.noTraining
                && technicalProcessingOnly == that.technicalProcessingOnly
                && dutyOfSilence == that.dutyOfSilence;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, kind, operator, jurisdiction, country);
    }

    @Override
    public String toString() {
        return "Deployment[" + id + ", " + kind + "]";
    }

    /** Builds a {@link Deployment}; everything but id and kind is absent unless set. */
    public static final class Builder {
        private final String id;
        private final HostingKind kind;
        private @Nullable String operator;
        private @Nullable String jurisdiction;
        private @Nullable String country;
        private @Nullable String processorAgreement;
        private @Nullable String transferGround;
        private @Nullable String procurement;
        private boolean noTraining;
        private boolean technicalProcessingOnly;
        private boolean dutyOfSilence;

        private Builder(String id, HostingKind kind) {
            this.id = Ids.check("Deployment", id);
            this.kind = Objects.requireNonNull(kind, "kind");
        }

        /** Sets who operates it. */
        public Builder operator(String value) {
            this.operator = text("operator", value);
            return this;
        }

        /** Sets the country whose law the operator obeys, ISO 3166-1 alpha-2. */
        public Builder jurisdiction(String value) {
            this.jurisdiction = country("jurisdiction", value);
            return this;
        }

        /** Sets the country in which the machines stand, ISO 3166-1 alpha-2. */
        public Builder country(String value) {
            this.country = country("country", value);
            return this;
        }

        /** Sets the processor agreement, as it is cited. */
        public Builder processorAgreement(String value) {
            this.processorAgreement = text("processor agreement", value);
            return this;
        }

        /** Sets the ground on which personal data leaves the EEA, as it is cited. */
        public Builder transferGround(String value) {
            this.transferGround = text("transfer ground", value);
            return this;
        }

        /** Sets the procurement, as it is cited. */
        public Builder procurement(String value) {
            this.procurement = text("procurement", value);
            return this;
        }

        /** Sets whether what is sent is never used for training. */
        public Builder noTraining(boolean value) {
            this.noTraining = value;
            return this;
        }

        /** Sets whether the operator only processes and stores technically. */
        public Builder technicalProcessingOnly(boolean value) {
            this.technicalProcessingOnly = value;
            return this;
        }

        /** Sets whether the operator's staff is under the duty of silence. */
        public Builder dutyOfSilence(boolean value) {
            this.dutyOfSilence = value;
            return this;
        }

        /** The deployment. */
        public Deployment build() {
            return new Deployment(this);
        }

        private static String text(String what, String value) {
            if (value.isBlank() || value.length() > 200) {
                throw new IllegalArgumentException(
                        "The " + what + " of a deployment is 1 to 200 characters.");
            }
            return value;
        }

        private static String country(String what, String value) {
            if (!COUNTRY.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "The "
                                + what
                                + " of a deployment is an ISO 3166-1 alpha-2 code such as SE, found"
                                + " \""
                                + value
                                + "\".");
            }
            return value;
        }
    }
}
