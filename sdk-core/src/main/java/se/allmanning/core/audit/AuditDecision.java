/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.List;

/**
 * What a rule decided, as it stands in a record.
 *
 * @param permitted whether the call was permitted
 * @param reasons the codes of the reasons, in their order; each 1 to 200 characters
 */
public record AuditDecision(boolean permitted, List<String> reasons) {

    static final String PERMIT = "permit";
    static final String DENY = "deny";

    /**
     * @throws IllegalArgumentException if a reason is blank or too long, or there are more than 100
     */
    public AuditDecision {
        if (reasons.size() > Field.MAX_REASONS) {
            throw new IllegalArgumentException(
                    reasons.size() + " reasons; at most " + Field.MAX_REASONS + ".");
        }
        reasons = reasons.stream().map(r -> Field.text("reason", r, 200)).toList();
    }

    /** A permission with the codes of its reasons. */
    public static AuditDecision permit(String... reasons) {
        return new AuditDecision(true, List.of(reasons));
    }

    /** A denial with the codes of its reasons. */
    public static AuditDecision deny(String... reasons) {
        return new AuditDecision(false, List.of(reasons));
    }

    /** {@code permit} or {@code deny}. */
    public String outcome() {
        return permitted ? PERMIT : DENY;
    }
}
