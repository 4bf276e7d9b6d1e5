/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.ArrayList;
import java.util.List;
import se.allmanning.service.AllmanningException;

/**
 * No model may be used in a call. Carries the decision on each candidate, so that the caller can
 * show why, in Swedish or English, and what would be permitted.
 */
public final class PolicyDeniedException extends AllmanningException {

    private static final long serialVersionUID = 1L;

    private final transient List<PolicyDecision> decisions;

    /**
     * Made by the host.
     *
     * @param message what was asked for, and the first reason of each candidate
     * @param decisions one for each candidate; empty where there was none
     */
    public PolicyDeniedException(String message, List<PolicyDecision> decisions) {
        super("ALM-POL-001", Category.DENIED, message);
        this.decisions = new ArrayList<>(decisions);
    }

    /** The decision on each candidate, in the order of preference. */
    public List<PolicyDecision> decisions() {
        return decisions == null ? List.of() : List.copyOf(decisions);
    }
}
