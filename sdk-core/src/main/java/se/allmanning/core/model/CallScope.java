/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.policy.PolicyCall;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelUse;
import se.allmanning.service.Invocation;

/**
 * One invocation of a service, or one piece of the host's own work, as far as models are concerned:
 * on whose behalf and for what, what it has used, and what of it is to be recorded. All calls of
 * one scope share an id in the audit trail and a budget. Thread-safe.
 */
public final class CallScope {

    private final String id;
    private final PolicyCall call;
    private final Invocation invocation;
    private final @Nullable String knowledge;
    private final boolean silent;
    private final Map<ModelUse, ModelKind> uses = new LinkedHashMap<>();
    private final List<AuditRecord> pending = new ArrayList<>();
    private @Nullable String catalog;
    private boolean crisis;
    private boolean generated;
    private long tokens;
    private BigDecimal kronor = BigDecimal.ZERO;

    /**
     * A scope.
     *
     * @param id the id that its records share
     * @param call what a policy decides on
     * @param invocation on whose behalf
     * @param knowledge the knowledge base that it works on, where there is one
     * @param silent whether calls inside the process that go well leave no records of their own,
     *     because the work that they are part of is recorded
     */
    public CallScope(
            String id,
            PolicyCall call,
            Invocation invocation,
            @Nullable String knowledge,
            boolean silent) {
        this.id = id;
        this.call = call;
        this.invocation = invocation;
        this.knowledge = knowledge;
        this.silent = silent;
    }

    /** The id that its records share. */
    public String id() {
        return id;
    }

    /** What a policy decides on. */
    public PolicyCall call() {
        return call;
    }

    /** On whose behalf. */
    public Invocation invocation() {
        return invocation;
    }

    /** A record that begins with what is known of every call of this scope. */
    public AuditRecord.Builder record(AuditEvent event) {
        AuditRecord.Builder record =
                AuditRecord.builder(event).of(invocation).invocation(id).service(call.service());
        record.purpose(call.purpose().id());
        record.informationClass(call.informationClass().toString());
        if (knowledge != null) {
            record.knowledge(knowledge);
        }
        return record;
    }

    boolean silent() {
        return silent;
    }

    /** Keeps a record until the next that must be on the disk at once, or the end of the scope. */
    public synchronized void keep(AuditRecord record) {
        pending.add(record);
    }

    /** The records kept so far; the scope then has none. */
    public synchronized List<AuditRecord> takePending() {
        List<AuditRecord> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** Takes note of a model that answered. */
    synchronized void used(ModelUse use, ModelKind kind, String catalogVersion, boolean inCrisis) {
        uses.putIfAbsent(use, kind);
        generated |= kind.equals(ModelKind.CHAT);
        catalog = catalogVersion;
        crisis |= inCrisis;
    }

    synchronized void spend(long usedTokens, BigDecimal cost) {
        tokens += usedTokens;
        kronor = kronor.add(cost);
    }

    /** Tokens used so far. */
    synchronized long tokens() {
        return tokens;
    }

    /** Cost so far, in Swedish kronor. */
    synchronized BigDecimal kronor() {
        return kronor;
    }

    /** The models that took part, in the order of first use. */
    public synchronized List<ModelUse> uses() {
        return List.copyOf(uses.keySet());
    }

    /** The models of a kind that took part, in the order of first use. */
    public synchronized List<ModelUse> uses(ModelKind kind) {
        return uses.entrySet().stream()
                .filter(e -> e.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether one of them wrote. */
    public synchronized boolean generated() {
        return generated;
    }

    /** The version of the catalog under which they were permitted; absent where none took part. */
    public synchronized @Nullable String catalog() {
        return catalog;
    }

    /** Whether crisis mode was on in one of the calls. */
    public synchronized boolean crisis() {
        return crisis;
    }

    @Override
    public String toString() {
        return "CallScope[" + id + "]";
    }
}
