/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.Objects;
import se.allmanning.model.ModelId;

/**
 * That a model was made from another. Immutable.
 *
 * @param model the model that it was made from
 * @param training how
 */
public record Ancestor(ModelId model, Training training) {

    /** Checks that both are there. */
    public Ancestor {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(training, "training");
    }

    /** How a model is made from another. */
    public enum Training {
        /** Trained further. */
        FINE_TUNING,
        /** Written with fewer bits. */
        QUANTISATION,
        /** Trained to answer as the other does. */
        DISTILLATION,
        /** Computed from several models' weights. */
        MERGE,
        /** A small set of weights beside the other's. */
        ADAPTER,
        /** Not changed, only published again. */
        NONE
    }
}
