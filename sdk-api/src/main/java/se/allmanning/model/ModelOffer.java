/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * That a connector can bind a model here and now, at a deployment. What the deployment is
 * (operator, jurisdiction, agreements) is attested by the catalog or by the municipality's
 * configuration, never by the connector that profits from it; the offer only names it. Immutable.
 */
public final class ModelOffer {

    /** The deployment of a model that runs inside the process of the host. */
    public static final String LOCAL = "local";

    private final ModelId model;
    private final ModelKind kind;
    private final String deployment;
    private final @Nullable String digest;
    private final boolean verified;
    private final int dimension;
    private final int contextLength;
    private final Set<String> languages;
    private final Set<ModelFeature> features;

    private ModelOffer(Builder b) {
        this.model = b.model;
        this.kind = b.kind;
        this.deployment = b.deployment;
        this.digest = b.digest;
        this.verified = b.verified;
        this.dimension = b.dimension;
        this.contextLength = b.contextLength;
        this.languages = Set.copyOf(b.languages);
        this.features = Set.copyOf(b.features);
    }

    /** Starts an offer. */
    public static Builder builder(ModelId model, ModelKind kind) {
        return new Builder(model, kind);
    }

    /** The model. */
    public ModelId model() {
        return model;
    }

    /** What it does. */
    public ModelKind kind() {
        return kind;
    }

    /** The id of the deployment where it runs; {@link #LOCAL}: inside this process. */
    public String deployment() {
        return deployment;
    }

    /**
     * SHA-256 that identifies the model's files, 64 lower-case hexadecimal digits; empty where the
     * provider claims none.
     */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    /** Whether the connector checks the digest against the bytes before it runs them. */
    public boolean verified() {
        return verified;
    }

    /** The length of an embedding model's vectors; 0 for other kinds. */
    public int dimension() {
        return dimension;
    }

    /** How many tokens a call may hold, question and answer together; 0 where unknown. */
    public int contextLength() {
        return contextLength;
    }

    /** What it can do beyond the least of its kind. */
    public Set<ModelFeature> features() {
        return features;
    }

    /** The languages that the model is made for, as BCP 47 tags; empty where unknown. */
    public Set<String> languages() {
        return languages;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelOffer that
                && model.equals(that.model)
                && kind.equals(that.kind)
                && deployment.equals(that.deployment)
                && Objects.equals(digest, that.digest)
                && verified == that.verified
                && dimension == that.dimension
                && contextLength == that.contextLength
                && languages.equals(that.languages)
                && features.equals(that.features);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, kind, deployment, digest);
    }

    @Override
    public String toString() {
        return "ModelOffer[" + model + ", " + kind + ", " + deployment + "]";
    }

    /** Builds a {@link ModelOffer}. Not thread-safe. */
    public static final class Builder {
        private final ModelId model;
        private final ModelKind kind;
        private String deployment = LOCAL;
        private @Nullable String digest;
        private boolean verified;
        private int dimension;
        private int contextLength;
        private Set<String> languages = Set.of();
        private Set<ModelFeature> features = Set.of();

        private Builder(ModelId model, ModelKind kind) {
            this.model = Objects.requireNonNull(model, "model");
            this.kind = Objects.requireNonNull(kind, "kind");
        }

        /**
         * Sets the id of the deployment; {@link ModelOffer#LOCAL} unless set.
         *
         * @throws IllegalArgumentException if the id has another form
         */
        public Builder deployment(String value) {
            this.deployment = Ids.check("Deployment", value);
            return this;
        }

        /** Sets the digest that is checked against the bytes before they run. */
        public Builder verifiedDigest(String value) {
            this.digest = value;
            this.verified = true;
            return this;
        }

        /** Sets the digest that the provider claims. */
        public Builder claimedDigest(String value) {
            this.digest = value;
            this.verified = false;
            return this;
        }

        /** Sets the length of the vectors; 0 unless set. */
        public Builder dimension(int value) {
            this.dimension = value;
            return this;
        }

        /** Sets how many tokens a call may hold; 0, unknown, unless set. */
        public Builder contextLength(int value) {
            this.contextLength = value;
            return this;
        }

        /** Sets what it can do beyond the least of its kind; nothing unless set. */
        public Builder features(Set<ModelFeature> value) {
            this.features = value;
            return this;
        }

        /** Sets the languages, BCP 47 tags; none unless set. */
        public Builder languages(Set<String> value) {
            this.languages = value;
            return this;
        }

        /** The offer. */
        public ModelOffer build() {
            return new ModelOffer(this);
        }
    }
}
