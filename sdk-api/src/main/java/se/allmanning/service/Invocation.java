/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;

/**
 * One call: for which authority, on whose behalf, in which case, how sensitive, until when. It
 * travels with the call as a value; nothing is kept in thread-locals.
 *
 * <p>The {@link #authority()} is the border of secrecy (OSL 8 kap. 1–2 §§): a knowledge base
 * belongs to one authority and answers only invocations for that one. Inside the border, {@link
 * #accessGroups()} and {@link #informationClass()} decide what is seen, and both are part of every
 * query.
 *
 * <p>Defaults: no access groups, class {@link InformationClass#DEFAULT K1R1T1}, no deadline, no
 * bound on what it uses, everything else absent. Immutable; {@code toString()} shows neither user
 * nor case.
 */
public final class Invocation {

    /** The authority of a fresh home. */
    public static final String LOCAL_AUTHORITY = "local";

    private final String authority;
    private final @Nullable String municipality;
    private final @Nullable String branch;
    private final @Nullable String caseNumber;
    private final @Nullable String user;
    private final @Nullable Purpose purpose;
    private final InformationClass informationClass;
    private final Set<String> accessGroups;
    private final @Nullable Instant deadline;
    private final Budget budget;

    private Invocation(Builder b) {
        this.authority = b.authority;
        this.municipality = b.municipality;
        this.branch = b.branch;
        this.caseNumber = b.caseNumber;
        this.user = b.user;
        this.purpose = b.purpose;
        this.informationClass = b.informationClass;
        this.accessGroups = java.util.Collections.unmodifiableSet(new TreeSet<>(b.accessGroups));
        this.deadline = b.deadline;
        this.budget = b.budget;
    }

    /** An invocation for the given authority with the defaults for the rest. */
    public static Invocation of(String authority) {
        return builder(authority).build();
    }

    /**
     * Starts an invocation for an authority (nämnd).
     *
     * @param authority its id, {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static Builder builder(String authority) {
        return new Builder(authority);
    }

    /** A builder that starts from this invocation. */
    public Builder toBuilder() {
        Builder b = new Builder(authority);
        b.municipality = municipality;
        b.branch = branch;
        b.caseNumber = caseNumber;
        b.user = user;
        b.purpose = purpose;
        b.informationClass = informationClass;
        b.accessGroups = accessGroups;
        b.deadline = deadline;
        b.budget = budget;
        return b;
    }

    /** The id of the authority (nämnd) for which the call is made. */
    public String authority() {
        return authority;
    }

    /** The municipality, as its four-digit code or name. */
    public Optional<String> municipality() {
        return Optional.ofNullable(municipality);
    }

    /** The independent branch of activity within the authority (OSL 8 kap. 2 §). */
    public Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    /** The case number (diarienummer). */
    public Optional<String> caseNumber() {
        return Optional.ofNullable(caseNumber);
    }

    /** The user on whose behalf the call is made, as the host knows him or her. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** The purpose of this call, where it is narrower than the service's. */
    public Optional<Purpose> purpose() {
        return Optional.ofNullable(purpose);
    }

    /** The highest information class that the call may see or carry. */
    public InformationClass informationClass() {
        return informationClass;
    }

    /** The access groups of the asker, sorted; empty: only what all of the authority may see. */
    public Set<String> accessGroups() {
        return accessGroups;
    }

    /** When the answer is no longer wanted. */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** The most that the call may use; {@link Budget#UNLIMITED} unless set. */
    public Budget budget() {
        return budget;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Invocation that && fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }

    private List<Object> fields() {
        return List.of(
                authority,
                municipality(),
                branch(),
                caseNumber(),
                user(),
                purpose(),
                informationClass,
                accessGroups,
                deadline(),
                budget);
    }

    @Override
    public String toString() {
        return "Invocation[authority="
                + authority
                + ", class="
                + informationClass
                + ", groups="
                + accessGroups.size()
                + "]";
    }

    /** Builds an {@link Invocation}. Not thread-safe. */
    public static final class Builder {
        private final String authority;
        private @Nullable String municipality;
        private @Nullable String branch;
        private @Nullable String caseNumber;
        private @Nullable String user;
        private @Nullable Purpose purpose;
        private InformationClass informationClass = InformationClass.DEFAULT;
        private Set<String> accessGroups = Set.of();
        private @Nullable Instant deadline;
        private Budget budget = Budget.UNLIMITED;

        private Builder(String authority) {
            this.authority = Ids.check("Authority", authority);
        }

        /** Sets the municipality. */
        public Builder municipality(String value) {
            this.municipality = Objects.requireNonNull(value, "municipality");
            return this;
        }

        /** Sets the independent branch of activity. */
        public Builder branch(String value) {
            this.branch = Objects.requireNonNull(value, "branch");
            return this;
        }

        /** Sets the case number. */
        public Builder caseNumber(String value) {
            this.caseNumber = Objects.requireNonNull(value, "caseNumber");
            return this;
        }

        /** Sets the user. */
        public Builder user(String value) {
            this.user = Objects.requireNonNull(value, "user");
            return this;
        }

        /** Sets the purpose of this call. */
        public Builder purpose(Purpose value) {
            this.purpose = Objects.requireNonNull(value, "purpose");
            return this;
        }

        /** Sets the highest information class; {@link InformationClass#DEFAULT} unless set. */
        public Builder informationClass(InformationClass value) {
            this.informationClass = Objects.requireNonNull(value, "informationClass");
            return this;
        }

        /**
         * Sets the asker's access groups; none unless set.
         *
         * @throws IllegalArgumentException if a group is blank
         */
        public Builder accessGroups(Collection<String> groups) {
            this.accessGroups = AccessGroups.checked(groups);
            return this;
        }

        /** Sets the asker's access groups; none unless set. */
        public Builder accessGroups(String... groups) {
            return accessGroups(List.of(groups));
        }

        /** Sets when the answer is no longer wanted; never unless set. */
        public Builder deadline(Instant value) {
            this.deadline = Objects.requireNonNull(value, "deadline");
            return this;
        }

        /** Sets the most that the call may use; {@link Budget#UNLIMITED} unless set. */
        public Builder budget(Budget value) {
            this.budget = Objects.requireNonNull(value, "budget");
            return this;
        }

        /** The invocation. */
        public Invocation build() {
            return new Invocation(this);
        }
    }
}
