/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;

/** Leaves a record of each turn of the crisis switch. Thread-safe where its trail is. */
public final class CrisisRecords implements CrisisListener {

    private static final int LONGEST = 1000;

    private final Consumer<AuditRecord> trail;

    /**
     * @param trail puts a record on the disk
     */
    public CrisisRecords(Consumer<AuditRecord> trail) {
        this.trail = trail;
    }

    private static AuditRecord.Builder record(CrisisOrder order, String outcome) {
        return AuditRecord.builder(AuditEvent.CRISIS)
                .outcome(outcome)
                .detail("order", order.id())
                .detail("from", order.from().toString())
                .detail("until", order.until().toString())
                .detail("reason", order.reason());
    }

    private static String signed(List<String> signers) {
        String all = String.join(" ", signers);
        return all.length() > LONGEST ? all.substring(0, LONGEST) : all;
    }

    @Override
    public void started(CrisisOrder order, List<String> signers) {
        trail.accept(record(order, "started").detail("signers", signed(signers)).build());
    }

    @Override
    public void replaced(CrisisOrder order, CrisisOrder by) {
        trail.accept(record(order, "replaced").detail("by", by.id()).build());
    }

    @Override
    public void stopped(CrisisOrder order, String reason, List<String> signers) {
        trail.accept(
                record(order, "stopped")
                        .detail("why", reason)
                        .detail("signers", signed(signers))
                        .build());
    }

    @Override
    public void expired(CrisisOrder order, Instant seen) {
        trail.accept(record(order, "expired").detail("seen", seen.toString()).build());
    }
}
