/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelUse;

/**
 * How a result came about: which knowledge base of which authority, which models, and whether a
 * machine wrote any of it. Immutable.
 */
public final class Provenance {

    private final String authority;
    private final String knowledge;
    private final List<ModelUse> models;
    private final boolean generated;

    private Provenance(
            String authority, String knowledge, List<ModelUse> models, boolean generated) {
        this.authority = authority;
        this.knowledge = knowledge;
        this.models = List.copyOf(models);
        this.generated = generated;
    }

    /** A result that quotes sources and holds no machine-written text. */
    public static Provenance extractive(String authority, String knowledge, List<ModelUse> models) {
        return new Provenance(authority, knowledge, models, false);
    }

    /** The authority whose documents were searched. */
    public String authority() {
        return authority;
    }

    /** The knowledge base that was searched. */
    public String knowledge() {
        return knowledge;
    }

    /** The models that took part, in the order of use. */
    public List<ModelUse> models() {
        return models;
    }

    /** Whether a generative model wrote any of the result. */
    public boolean generated() {
        return generated;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Provenance that
                && authority.equals(that.authority)
                && knowledge.equals(that.knowledge)
                && models.equals(that.models)
                && generated == that.generated;
    }

    @Override
    public int hashCode() {
        return Objects.hash(authority, knowledge, models, generated);
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
                + "]";
    }
}
