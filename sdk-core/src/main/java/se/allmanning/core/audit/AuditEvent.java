/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/** What an {@link AuditRecord} tells of. An open value: other ids compare by id. Immutable. */
public final class AuditEvent {

    /** The first record of every chain; the trail writes it. */
    public static final AuditEvent HOST_START = new AuditEvent("host-start");

    /** The last record of a chain that was closed in order; the trail writes it. */
    public static final AuditEvent HOST_STOP = new AuditEvent("host-stop");

    /** A model was called and answered. */
    public static final AuditEvent MODEL_CALL = new AuditEvent("model-call");

    /** A call was refused by a rule. */
    public static final AuditEvent DENIED = new AuditEvent("denied");

    /** A call failed. */
    public static final AuditEvent FAILED = new AuditEvent("failed");

    /** A call was cancelled or ran out of time. */
    public static final AuditEvent CANCELLED = new AuditEvent("cancelled");

    /** A rule was asked and decided. */
    public static final AuditEvent DECISION = new AuditEvent("decision");

    /** Documents were taken into a knowledge base. */
    public static final AuditEvent INGEST_DOCUMENT = new AuditEvent("ingest-document");

    /** A knowledge base was searched. */
    public static final AuditEvent SEARCH = new AuditEvent("search");

    /** Another version of the catalog came into use. */
    public static final AuditEvent CATALOG_CHANGE = new AuditEvent("catalog-change");

    /** Crisis mode began, changed or ended. */
    public static final AuditEvent CRISIS = new AuditEvent("crisis");

    /** Records or content were disposed of by a decision; the disposal writes it. */
    public static final AuditEvent DISPOSAL = new AuditEvent("disposal");

    /** A checkpoint was taken. */
    public static final AuditEvent CHECKPOINT = new AuditEvent("checkpoint");

    private final String id;

    private AuditEvent(String id) {
        this.id = id;
    }

    /**
     * The event with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static AuditEvent of(String id) {
        return new AuditEvent(Ids.check("Event", id));
    }

    /** The id that identifies the event. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditEvent that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    @Override
    public String toString() {
        return id;
    }
}
