/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.policy.Clearance;

/**
 * What a certifier says of one model: which files it is, what it can do, what it was made from, who
 * has reviewed it, and for what it may be used. What is absent is not permitted. Its written form
 * is told in {@code docs/reference/model-entry.md}. Immutable.
 */
public final class ModelEntry {

    private final ModelId id;
    private final ModelKind kind;
    private final String publisher;
    private final String version;
    private final List<ModelDigest> digests;
    private final List<ModelFile> files;
    private final String licence;
    private final Openness openness;
    private final Set<String> languages;
    private final Set<ModelFeature> features;
    private final int contextLength;
    private final List<Ancestor> lineage;
    private final List<Review> reviews;
    private final List<EvaluationResult> evaluations;
    private final Clearance clearance;
    private final Permission sectors;
    private final Permission purposes;
    private final Permission riskClasses;
    private final List<Condition> conditions;
    private final @Nullable Instant validFrom;
    private final @Nullable Instant validUntil;
    private final CrisisLimits crisis;
    private final @Nullable AncestorWaiver ancestorWaiver;

    private ModelEntry(Builder b) {
        this.id = b.id;
        this.kind = b.kind;
        this.publisher = b.publisher;
        this.version = b.version;
        this.digests = b.digests;
        this.files = b.files;
        this.licence = b.licence;
        this.openness = b.openness;
        this.languages = b.languages;
        this.features = b.features;
        this.contextLength = b.contextLength;
        this.lineage = b.lineage;
        this.reviews = b.reviews;
        this.evaluations = b.evaluations;
        this.clearance = b.clearance;
        this.sectors = b.sectors;
        this.purposes = b.purposes;
        this.riskClasses = b.riskClasses;
        this.conditions = b.conditions;
        this.validFrom = b.validFrom;
        this.validUntil = b.validUntil;
        this.crisis = b.crisis;
        this.ancestorWaiver = b.ancestorWaiver;
    }

    /** Starts an entry. */
    public static Builder builder(ModelId id, ModelKind kind) {
        return new Builder(id, kind);
    }

    /** The model. */
    public ModelId id() {
        return id;
    }

    /** What the model does. */
    public ModelKind kind() {
        return kind;
    }

    /** Who publishes the model, by name. */
    public String publisher() {
        return publisher;
    }

    /** The version, as the publisher writes it. */
    public String version() {
        return version;
    }

    /** The digests of the model's variants; empty for a model whose files nobody sees. */
    public List<ModelDigest> digests() {
        return digests;
    }

    /** The files of a local model; empty where the certifier lists none. */
    public List<ModelFile> files() {
        return files;
    }

    /** The licence, as SPDX writes it. */
    public String licence() {
        return licence;
    }

    /** How open the model is. */
    public Openness openness() {
        return openness;
    }

    /** The languages that it is certified for, as BCP 47 tags. */
    public Set<String> languages() {
        return languages;
    }

    /** The features that it is certified for. */
    public Set<ModelFeature> features() {
        return features;
    }

    /** How many tokens a call may hold; 0 where unknown. */
    public int contextLength() {
        return contextLength;
    }

    /** The models that it was made from. */
    public List<Ancestor> lineage() {
        return lineage;
    }

    /** The reviews that the certification rests on. */
    public List<Review> reviews() {
        return reviews;
    }

    /** How well it did in evaluations. */
    public List<EvaluationResult> evaluations() {
        return evaluations;
    }

    /**
     * What the certifier cleared it for; what counts is the {@linkplain Certification#clearance()
     * effective} clearance.
     */
    public Clearance clearance() {
        return clearance;
    }

    /** The sectors in which it may be used. */
    public Permission sectors() {
        return sectors;
    }

    /** The purposes for which it may be used. */
    public Permission purposes() {
        return purposes;
    }

    /** The risk classes after the AI Act in which it may be used. */
    public Permission riskClasses() {
        return riskClasses;
    }

    /** The conditions that people keep. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** From when it is certified. */
    public Optional<Instant> validFrom() {
        return Optional.ofNullable(validFrom);
    }

    /** Until when it is certified, exclusive. */
    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    /** How far a crisis may stretch its freshness. */
    public CrisisLimits crisis() {
        return crisis;
    }

    /** Why it is certified though ancestors are unknown. */
    public Optional<AncestorWaiver> ancestorWaiver() {
        return Optional.ofNullable(ancestorWaiver);
    }

    /** Whether one of the variants has the given digest. */
    public boolean hasDigest(String digest) {
        for (ModelDigest own : digests) {
            if (own.digest().equals(digest)) {
                return true;
            }
        }
        return false;
    }

    /** A builder that starts from this entry. */
    public Builder toBuilder() {
        Builder b = new Builder(id, kind);
        b.publisher = publisher;
        b.version = version;
        b.digests = digests;
        b.files = files;
        b.licence = licence;
        b.openness = openness;
        b.languages = languages;
        b.features = features;
        b.contextLength = contextLength;
        b.lineage = lineage;
        b.reviews = reviews;
        b.evaluations = evaluations;
        b.clearance = clearance;
        b.sectors = sectors;
        b.purposes = purposes;
        b.riskClasses = riskClasses;
        b.conditions = conditions;
        b.validFrom = validFrom;
        b.validUntil = validUntil;
        b.crisis = crisis;
        b.ancestorWaiver = ancestorWaiver;
        return b;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelEntry that
                && id.equals(that.id)
                && kind.equals(that.kind)
                && publisher.equals(that.publisher)
                && version.equals(that.version)
                && digests.equals(that.digests)
                && files.equals(that.files)
                && licence.equals(that.licence)
                && openness.equals(that.openness)
                && languages.equals(that.languages)
                && features.equals(that.features)
                && contextLength == that.contextLength
                && lineage.equals(that.lineage)
                && reviews.equals(that.reviews)
                && evaluations.equals(that.evaluations)
                && clearance.equals(that.clearance)
                && sectors.equals(that.sectors)
                && purposes.equals(that.purposes)
                && riskClasses.equals(that.riskClasses)
                && conditions.equals(that.conditions)
                && Objects.equals(validFrom, that.validFrom)
                && Objects.equals(validUntil, that.validUntil)
                && crisis.equals(that.crisis)
                && Objects.equals(ancestorWaiver, that.ancestorWaiver);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, digests, clearance);
    }

    @Override
    public String toString() {
        return "ModelEntry[" + id + ", " + clearance + "]";
    }

    /** Builds a {@link ModelEntry}. Not thread-safe. */
    public static final class Builder {
        private final ModelId id;
        private final ModelKind kind;
        private String publisher;
        private String version;
        private List<ModelDigest> digests = List.of();
        private List<ModelFile> files = List.of();
        private String licence = "NOASSERTION";
        private Openness openness = Openness.CLOSED;
        private Set<String> languages = Set.of();
        private Set<ModelFeature> features = Set.of();
        private int contextLength;
        private List<Ancestor> lineage = List.of();
        private List<Review> reviews = List.of();
        private List<EvaluationResult> evaluations = List.of();
        private Clearance clearance = Clearance.NONE;
        private Permission sectors = Permission.NONE;
        private Permission purposes = Permission.NONE;
        private Permission riskClasses = Permission.NONE;
        private List<Condition> conditions = List.of();
        private @Nullable Instant validFrom;
        private @Nullable Instant validUntil;
        private CrisisLimits crisis = CrisisLimits.NONE;
        private @Nullable AncestorWaiver ancestorWaiver;

        private Builder(ModelId id, ModelKind kind) {
            this.id = Objects.requireNonNull(id, "id");
            this.kind = Objects.requireNonNull(kind, "kind");
            this.publisher = id.publisher();
            this.version = id.version();
        }

        /** Sets who publishes the model, by name; the id's publisher unless set. */
        public Builder publisher(String value) {
            this.publisher = Objects.requireNonNull(value, "publisher");
            return this;
        }

        /** Sets the version, as the publisher writes it; the id's unless set. */
        public Builder version(String value) {
            this.version = Objects.requireNonNull(value, "version");
            return this;
        }

        /** Sets the digests of the variants; none unless set. */
        public Builder digests(List<ModelDigest> value) {
            this.digests = List.copyOf(value);
            return this;
        }

        /** Sets the files of a local model; none unless set. */
        public Builder files(List<ModelFile> value) {
            this.files = List.copyOf(value);
            return this;
        }

        /** Sets the licence as SPDX writes it; {@code NOASSERTION} unless set. */
        public Builder licence(String value) {
            this.licence = Objects.requireNonNull(value, "licence");
            return this;
        }

        /** Sets how open the model is; closed unless set. */
        public Builder openness(Openness value) {
            this.openness = Objects.requireNonNull(value, "openness");
            return this;
        }

        /** Sets the languages that it is certified for; none unless set. */
        public Builder languages(Set<String> value) {
            this.languages = Set.copyOf(value);
            return this;
        }

        /** Sets the features that it is certified for; none unless set. */
        public Builder features(Set<ModelFeature> value) {
            this.features = Set.copyOf(value);
            return this;
        }

        /**
         * Sets how many tokens a call may hold; 0, unknown, unless set.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder contextLength(int value) {
            if (value < 0) {
                throw new IllegalArgumentException(
                        "A context length is 0 or more, found " + value + ".");
            }
            this.contextLength = value;
            return this;
        }

        /** Sets the models that it was made from; none unless set. */
        public Builder lineage(List<Ancestor> value) {
            this.lineage = List.copyOf(value);
            return this;
        }

        /** Sets the reviews that the certification rests on; none unless set. */
        public Builder reviews(List<Review> value) {
            this.reviews = List.copyOf(value);
            return this;
        }

        /** Sets how well it did in evaluations; none unless set. */
        public Builder evaluations(List<EvaluationResult> value) {
            this.evaluations = List.copyOf(value);
            return this;
        }

        /** Sets the clearance; {@link Clearance#NONE} unless set. */
        public Builder clearance(Clearance value) {
            this.clearance = Objects.requireNonNull(value, "clearance");
            return this;
        }

        /** Sets the sectors in which it may be used; none unless set. */
        public Builder sectors(Permission value) {
            this.sectors = Objects.requireNonNull(value, "sectors");
            return this;
        }

        /** Sets the purposes for which it may be used; none unless set. */
        public Builder purposes(Permission value) {
            this.purposes = Objects.requireNonNull(value, "purposes");
            return this;
        }

        /** Sets the risk classes in which it may be used; none unless set. */
        public Builder riskClasses(Permission value) {
            this.riskClasses = Objects.requireNonNull(value, "riskClasses");
            return this;
        }

        /** Sets the conditions that people keep; none unless set. */
        public Builder conditions(List<Condition> value) {
            this.conditions = List.copyOf(value);
            return this;
        }

        /** Sets from when it is certified; always unless set. */
        public Builder validFrom(@Nullable Instant value) {
            this.validFrom = value;
            return this;
        }

        /** Sets until when it is certified, exclusive; for good unless set. */
        public Builder validUntil(@Nullable Instant value) {
            this.validUntil = value;
            return this;
        }

        /** Sets how far a crisis may stretch its freshness; not at all unless set. */
        public Builder crisis(CrisisLimits value) {
            this.crisis = Objects.requireNonNull(value, "crisis");
            return this;
        }

        /** Sets why it is certified though ancestors are unknown; no waiver unless set. */
        public Builder ancestorWaiver(@Nullable AncestorWaiver value) {
            this.ancestorWaiver = value;
            return this;
        }

        /**
         * The entry.
         *
         * @throws IllegalArgumentException if its validity ends before it begins
         */
        public ModelEntry build() {
            if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
                throw new IllegalArgumentException(
                        "The validity of " + id + " ends before it begins.");
            }
            return new ModelEntry(this);
        }
    }
}
