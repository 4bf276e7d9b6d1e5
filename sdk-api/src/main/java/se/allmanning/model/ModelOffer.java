/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** That a connector can bind a model here and now. Immutable. */
public final class ModelOffer {

    private final ModelId model;
    private final ModelKind kind;
    private final String digest;
    private final boolean verified;
    private final int dimension;
    private final Set<String> languages;

    private ModelOffer(Builder b) {
        this.model = b.model;
        this.kind = b.kind;
        this.digest = Objects.requireNonNull(b.digest, "digest");
        this.verified = b.verified;
        this.dimension = b.dimension;
        this.languages = Set.copyOf(b.languages);
    }

    /** Starts an offer. A digest is required. */
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

    /** SHA-256 that identifies the model's files, 64 lower-case hexadecimal digits. */
    public String digest() {
        return digest;
    }

    /** Whether the connector checks the digest against the bytes before it runs them. */
    public boolean verified() {
        return verified;
    }

    /** The length of an embedding model's vectors; 0 for other kinds. */
    public int dimension() {
        return dimension;
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
                && digest.equals(that.digest)
                && verified == that.verified
                && dimension == that.dimension
                && languages.equals(that.languages);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, kind, digest);
    }

    @Override
    public String toString() {
        return "ModelOffer[" + model + ", " + kind + "]";
    }

    /** Builds a {@link ModelOffer}. Not thread-safe. */
    public static final class Builder {
        private final ModelId model;
        private final ModelKind kind;
        private @Nullable String digest;
        private boolean verified;
        private int dimension;
        private Set<String> languages = Set.of();

        private Builder(ModelId model, ModelKind kind) {
            this.model = Objects.requireNonNull(model, "model");
            this.kind = Objects.requireNonNull(kind, "kind");
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
