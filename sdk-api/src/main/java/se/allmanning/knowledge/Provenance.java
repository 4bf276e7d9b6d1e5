/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelUse;

/**
 * How a result came about: which knowledge base of which authority, which models under which
 * version of the catalog, whether a machine wrote any of it, whether crisis mode was on, and under
 * which id the audit trail tells of it. Immutable.
 */
public final class Provenance {

    private final String authority;
    private final String knowledge;
    private final List<ModelUse> models;
    private final boolean generated;
    private final @Nullable String catalog;
    private final @Nullable String record;
    private final boolean crisis;

    private Provenance(Builder b) {
        this.authority = b.authority;
        this.knowledge = b.knowledge;
        this.models = List.copyOf(b.models);
        this.generated = b.generated;
        this.catalog = b.catalog;
        this.record = b.record;
        this.crisis = b.crisis;
    }

    /** Starts the provenance of a result that quotes sources. */
    public static Builder builder(String authority, String knowledge) {
        return new Builder(authority, knowledge);
    }

    /** A builder that starts from this provenance. */
    public Builder toBuilder() {
        Builder b = new Builder(authority, knowledge);
        b.models = models;
        b.generated = generated;
        b.catalog = catalog;
        b.record = record;
        b.crisis = crisis;
        return b;
    }

    /** The authority whose documents were searched. */
    public String authority() {
        return authority;
    }

    /** The knowledge base that was searched. */
    public String knowledge() {
        return knowledge;
    }

    /** The models that took part, in the order of first use. */
    public List<ModelUse> models() {
        return models;
    }

    /** Whether a generative model wrote any of the result. */
    public boolean generated() {
        return generated;
    }

    /**
     * The version of the catalog of certified models under which the models were permitted, such as
     * {@code starter-1}; empty where no model took part.
     */
    public Optional<String> catalog() {
        return Optional.ofNullable(catalog);
    }

    /** The id of the call in the audit trail, for {@code allmanning audit record ID}. */
    public Optional<String> record() {
        return Optional.ofNullable(record);
    }

    /**
     * Whether crisis mode was on, so that the catalog may have been older than otherwise allowed.
     */
    public boolean crisis() {
        return crisis;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Provenance that
                && authority.equals(that.authority)
                && knowledge.equals(that.knowledge)
                && models.equals(that.models)
                && generated == that.generated
                && Objects.equals(catalog, that.catalog)
                && Objects.equals(record, that.record)
                && crisis == that.crisis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(authority, knowledge, models, generated, catalog, record, crisis);
    }

    @Override
    public String toString() {
        return "Provenance["
                + authority
                + "/"
                + knowledge
                + ", "
                + models
                + (generated ? ", generated" : "")
                + (crisis ? ", crisis" : "")
                + "]";
    }

    /** Builds a {@link Provenance}. Not thread-safe. */
    public static final class Builder {
        private final String authority;
        private final String knowledge;
        private List<ModelUse> models = List.of();
        private boolean generated;
        private @Nullable String catalog;
        private @Nullable String record;
        private boolean crisis;

        private Builder(String authority, String knowledge) {
            this.authority = Objects.requireNonNull(authority, "authority");
            this.knowledge = Objects.requireNonNull(knowledge, "knowledge");
        }

        /** Sets the models that took part; none unless set. */
        public Builder models(List<ModelUse> value) {
            this.models = value;
            return this;
        }

        /** Sets whether a model wrote any of it; not unless set. */
        public Builder generated(boolean value) {
            this.generated = value;
            return this;
        }

        /** Sets the version of the catalog. */
        public Builder catalog(@Nullable String value) {
            this.catalog = value;
            return this;
        }

        /** Sets the id in the audit trail. */
        public Builder record(@Nullable String value) {
            this.record = value;
            return this;
        }

        /** Sets whether crisis mode was on; not unless set. */
        public Builder crisis(boolean value) {
            this.crisis = value;
            return this;
        }

        /** The provenance. */
        public Provenance build() {
            return new Provenance(this);
        }
    }
}
