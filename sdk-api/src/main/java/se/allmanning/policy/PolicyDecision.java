/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.List;
import java.util.Objects;
import se.allmanning.model.ModelId;

/**
 * Whether one model at one deployment may be used in one call, and why. Every rule that speaks
 * against it is among the reasons, in the order of their ids; where it is permitted, there are
 * none. A decision is for the call that it was made for and outlives nothing that it depends on.
 * Immutable.
 *
 * @param model the model asked about
 * @param deployment the id of the deployment
 * @param permitted whether it may be used
 * @param reasons why not; empty where it is permitted
 * @param alternatives what would be permitted for the same call; empty where nothing would, or
 *     where the model itself is
 */
public record PolicyDecision(
        ModelId model,
        String deployment,
        boolean permitted,
        List<PolicyReason> reasons,
        List<Alternative> alternatives) {

    /**
     * A model at a deployment that would be permitted for the same call.
     *
     * @param model the model
     * @param deployment the id of the deployment
     */
    public record Alternative(ModelId model, String deployment) {

        /** Checks that both are there. */
        public Alternative {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(deployment, "deployment");
        }
    }

    /**
     * Checks that a denial has reasons and a permit has none.
     *
     * @throws IllegalArgumentException if not
     */
    public PolicyDecision {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(deployment, "deployment");
        reasons = List.copyOf(reasons);
        alternatives = List.copyOf(alternatives);
        if (permitted != reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "A denial has at least one reason, and a permit has none.");
        }
    }
}
