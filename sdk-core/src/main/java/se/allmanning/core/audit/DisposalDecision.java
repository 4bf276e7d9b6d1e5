/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import se.allmanning.service.Ids;

/**
 * A decision on disposal (gallringsbeslut), without which nothing is removed: arkivlagen (1990:782)
 * 10 §.
 *
 * @param reference the decision's reference in the register, 1 to 200 characters
 * @param decidedOn when it was made
 * @param authority the id of the authority whose records it is about
 * @param retention how long records are kept, counted back from the day of the disposal; at least
 *     six months
 */
public record DisposalDecision(
        String reference, LocalDate decidedOn, String authority, Period retention) {

    /**
     * @throws IllegalArgumentException if the reference is blank or too long, the authority is no
     *     id, or the retention has a negative part
     */
    public DisposalDecision {
        reference = Field.text("reference", reference, 200);
        Objects.requireNonNull(decidedOn, "decidedOn");
        Ids.check("Authority", authority);
        if (retention.isNegative()) {
            throw new IllegalArgumentException("The retention " + retention + " is negative.");
        }
    }

    SortedMap<String, Object> fields() {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("reference", reference);
        fields.put("decided_on", decidedOn.toString());
        fields.put("authority", authority);
        fields.put("retention", retention.toString());
        return fields;
    }
}
