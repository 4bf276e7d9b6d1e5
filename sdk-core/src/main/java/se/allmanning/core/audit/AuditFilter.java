/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which records are wanted; all of them unless narrowed. Immutable. */
public final class AuditFilter {

    /** Every record. */
    public static final AuditFilter ALL = new AuditFilter(new Builder());

    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable String authority;
    private final @Nullable String service;
    private final @Nullable String caseNumber;
    private final @Nullable String event;
    private final @Nullable String invocation;

    private AuditFilter(Builder b) {
        this.from = b.from;
        this.to = b.to;
        this.authority = b.authority;
        this.service = b.service;
        this.caseNumber = b.caseNumber;
        this.event = b.event;
        this.invocation = b.invocation;
    }

    /** Starts a filter. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the record is wanted. */
    public boolean matches(AuditRecord record) {
        Instant time = record.time().orElse(Instant.MIN);
        return (from == null || !time.isBefore(from))
                && (to == null || time.isBefore(to))
                && is(authority, record, Field.AUTHORITY)
                && is(service, record, Field.SERVICE)
                && is(caseNumber, record, Field.CASE_NUMBER)
                && is(event, record, Field.EVENT)
                && is(invocation, record, Field.INVOCATION);
    }

    private static boolean is(@Nullable String wanted, AuditRecord record, Field field) {
        return wanted == null || wanted.equals(record.text(field).orElse(null));
    }

    @Override
    public String toString() {
        return "AuditFilter[from=" + from + ", to=" + to + ", authority=" + authority + "]";
    }

    /** Builds an {@link AuditFilter}. Not thread-safe. */
    public static final class Builder {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable String authority;
        private @Nullable String service;
        private @Nullable String caseNumber;
        private @Nullable String event;
        private @Nullable String invocation;

        private Builder() {}

        /** Wants records from this time on. */
        public Builder from(Instant value) {
            this.from = Objects.requireNonNull(value, "from");
            return this;
        }

        /** Wants records before this time. */
        public Builder to(Instant value) {
            this.to = Objects.requireNonNull(value, "to");
            return this;
        }

        /** Wants records of this authority. */
        public Builder authority(String value) {
            this.authority = Objects.requireNonNull(value, "authority");
            return this;
        }

        /** Wants records of this service. */
        public Builder service(String value) {
            this.service = Objects.requireNonNull(value, "service");
            return this;
        }

        /** Wants records of this case. */
        public Builder caseNumber(String value) {
            this.caseNumber = Objects.requireNonNull(value, "caseNumber");
            return this;
        }

        /** Wants records of this event. */
        public Builder event(AuditEvent value) {
            this.event = value.id();
            return this;
        }

        /** Wants the records of this call. */
        public Builder invocation(String value) {
            this.invocation = Objects.requireNonNull(value, "invocation");
            return this;
        }

        /** The filter. */
        public AuditFilter build() {
            return new AuditFilter(this);
        }
    }
}
