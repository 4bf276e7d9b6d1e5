/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;
import se.allmanning.service.Invocation;

/**
 * One thing that happened: who, when, for what purpose, with which model, by which decision, from
 * which sources. It never holds content; of that it has keyed fingerprints ({@link ContentHmac}).
 * User and case number stand there as they are, since "who" is what an auditor asks.
 *
 * <p>Texts have 1 to 1,000 characters, numbers are 0 to 2^53 − 1, there are at most 1,000 sources
 * and 50 details. Immutable; {@code toString()} shows neither user nor case.
 */
public final class AuditRecord {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final SortedMap<String, Object> fields;

    private final @Nullable Instant time;

    /** The fields must be frozen, or belong to this record alone. */
    private AuditRecord(SortedMap<String, Object> fields, @Nullable Instant time) {
        this.fields = Collections.unmodifiableSortedMap(fields);
        this.time = time;
    }

    /** Starts a record of an event. */
    public static Builder builder(AuditEvent event) {
        return new Builder(event);
    }

    /**
     * A record from its form on disk. Fields that this version does not know are kept.
     *
     * @throws IllegalArgumentException if a known field holds something else than it should, or
     *     time or event are missing
     */
    static AuditRecord ofFields(SortedMap<String, Object> fields) {
        for (Map.Entry<String, Object> entry : fields.entrySet()) {
            Field field = Field.of(entry.getKey());
            if (field != null && !field.kind().holds(entry.getValue())) {
                throw new IllegalArgumentException(
                        "The field " + field.key() + " is not a " + field.kind().id() + ".");
            }
        }
        SortedMap<String, Object> own = frozen(fields);
        if (!(own.get(Field.TIME.key()) instanceof String time)
                || !own.containsKey(Field.EVENT.key())) {
            throw new IllegalArgumentException("A record has a time and an event.");
        }
        AuditRecord record = new AuditRecord(own, parsed(time));
        record.event();
        record.decision();
        record.sources();
        return record;
    }

    private static Instant parsed(String time) {
        try {
            return Instant.from(TIME.parse(time));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The field time is not a time in UTC.", e);
        }
    }

    static String written(Instant time) {
        return TIME.format(time);
    }

    /** The record with a time, for one that has none yet. */
    AuditRecord at(Instant now) {
        if (time != null) {
            return this;
        }
        SortedMap<String, Object> timed = new TreeMap<>(fields);
        timed.put(Field.TIME.key(), written(now));
        return new AuditRecord(timed, now.truncatedTo(ChronoUnit.MILLIS));
    }

    private static SortedMap<String, Object> frozen(Map<?, ?> object) {
        SortedMap<String, Object> copy = new TreeMap<>();
        object.forEach((key, value) -> copy.put(String.valueOf(key), frozen(value)));
        return Collections.unmodifiableSortedMap(copy);
    }

    private static Object frozen(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(AuditRecord::frozen).toList();
        }
        return value instanceof Map<?, ?> object ? frozen(object) : value;
    }

    /** The names of all fields that this version knows, in the order of an export's columns. */
    public static List<String> fieldNames() {
        return Arrays.stream(Field.values()).map(Field::key).toList();
    }

    /**
     * The fields that are there, by their names on disk: texts, {@link Long}s, {@link Boolean}s,
     * lists and maps, none of which can be changed.
     */
    public SortedMap<String, Object> fields() {
        return fields;
    }

    Optional<Object> value(Field field) {
        return Optional.ofNullable(fields.get(field.key()));
    }

    Optional<String> text(Field field) {
        return Optional.ofNullable((String) fields.get(field.key()));
    }

    private OptionalLong number(Field field) {
        Long number = (Long) fields.get(field.key());
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private boolean flag(Field field) {
        return Boolean.TRUE.equals(fields.get(field.key()));
    }

    /** When it happened, to the millisecond; empty until the trail has stamped it. */
    public Optional<Instant> time() {
        return Optional.ofNullable(time);
    }

    /** What happened. */
    public AuditEvent event() {
        return AuditEvent.of(text(Field.EVENT).orElseThrow());
    }

    /** The id that the records of one call share. */
    public Optional<String> invocation() {
        return text(Field.INVOCATION);
    }

    /** The id of the authority (nämnd). */
    public Optional<String> authority() {
        return text(Field.AUTHORITY);
    }

    /** The municipality. */
    public Optional<String> municipality() {
        return text(Field.MUNICIPALITY);
    }

    /** The independent branch within the authority. */
    public Optional<String> branch() {
        return text(Field.BRANCH);
    }

    /** The case number (diarienummer). */
    public Optional<String> caseNumber() {
        return text(Field.CASE_NUMBER);
    }

    /** The user on whose behalf it happened. */
    public Optional<String> user() {
        return text(Field.USER);
    }

    /** The purpose. */
    public Optional<String> purpose() {
        return text(Field.PURPOSE);
    }

    /** The service. */
    public Optional<String> service() {
        return text(Field.SERVICE);
    }

    /** The knowledge base. */
    public Optional<String> knowledge() {
        return text(Field.KNOWLEDGE);
    }

    /** The information class, as {@code K2R2T1}. */
    public Optional<String> informationClass() {
        return text(Field.INFORMATION_CLASS);
    }

    /** The model, {@code publisher/name@version}. */
    public Optional<String> model() {
        return text(Field.MODEL);
    }

    /** The SHA-256 of the model. */
    public Optional<String> modelDigest() {
        return text(Field.MODEL_DIGEST);
    }

    /** Whether the model's digest was computed here; otherwise it is only claimed. */
    public boolean digestVerified() {
        return text(Field.DIGEST_STATUS).filter(Builder.VERIFIED::equals).isPresent();
    }

    /** Where the model ran. */
    public Optional<String> deployment() {
        return text(Field.DEPLOYMENT);
    }

    /** The version of the catalog in use. */
    public Optional<String> catalogVersion() {
        return text(Field.CATALOG_VERSION);
    }

    /** What was decided, and why. */
    public Optional<AuditDecision> decision() {
        return value(Field.DECISION)
                .map(value -> {
                    Map<?, ?> decision = (Map<?, ?>) value;
                    if (decision.get("outcome") instanceof String outcome
                            && decision.get("reasons") instanceof List<?> reasons) {
                        return new AuditDecision(
                                outcome.equals(AuditDecision.PERMIT),
                                reasons.stream().map(String::valueOf).toList());
                    }
                    throw new IllegalArgumentException("The field decision has another form.");
                });
    }

    /** How it ended. */
    public Optional<String> outcome() {
        return text(Field.OUTCOME);
    }

    /** What it rests on. */
    public List<AuditSource> sources() {
        List<AuditSource> sources = new ArrayList<>();
        for (Object value : (List<?>) value(Field.SOURCES).orElse(List.of())) {
            if (value instanceof Map<?, ?> source
                    && source.get("digest") instanceof String digest
                    && source.get("start") instanceof Long start
                    && source.get("end") instanceof Long end) {
                sources.add(new AuditSource(digest, start, end));
            } else {
                throw new IllegalArgumentException("The field sources has another form.");
            }
        }
        return List.copyOf(sources);
    }

    /** Tokens that went in. */
    public OptionalLong inputTokens() {
        return number(Field.INPUT_TOKENS);
    }

    /** Tokens that came out. */
    public OptionalLong outputTokens() {
        return number(Field.OUTPUT_TOKENS);
    }

    /** How long it took, in milliseconds. */
    public OptionalLong durationMillis() {
        return number(Field.DURATION_MS);
    }

    /** The machine-readable mark of the result, where a machine wrote it. */
    public Optional<String> mark() {
        return text(Field.MARK);
    }

    /** Whether a person must review the result. */
    public boolean review() {
        return flag(Field.REVIEW);
    }

    /** Whether crisis mode was on. */
    public boolean crisis() {
        return flag(Field.CRISIS);
    }

    /** The keyed fingerprint of what went in. */
    public Optional<String> inputHmac() {
        return text(Field.INPUT_HMAC);
    }

    /** The keyed fingerprint of what came out. */
    public Optional<String> outputHmac() {
        return text(Field.OUTPUT_HMAC);
    }

    /** Further facts by their short names, sorted; never content. */
    public SortedMap<String, String> details() {
        SortedMap<String, String> details = new TreeMap<>();
        ((Map<?, ?>) value(Field.DETAILS).orElse(Map.of()))
                .forEach((key, value) -> details.put(String.valueOf(key), String.valueOf(value)));
        return Collections.unmodifiableSortedMap(details);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditRecord that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "AuditRecord[" + text(Field.EVENT).orElse("") + ", fields=" + fields.size() + "]";
    }

    /** Builds an {@link AuditRecord}. What is not set is absent. Not thread-safe. */
    public static final class Builder {

        static final String VERIFIED = "verified";
        static final String CLAIMED = "claimed";

        private final SortedMap<String, Object> fields = new TreeMap<>();
        private @Nullable Instant time;

        private Builder(AuditEvent event) {
            fields.put(Field.EVENT.key(), event.id());
        }

        private Builder set(Field field, String value) {
            fields.put(field.key(), Field.text(field.key(), value, Field.MAX_TEXT));
            return this;
        }

        private Builder set(Field field, long value) {
            fields.put(field.key(), Field.number(field.key(), value));
            return this;
        }

        Builder put(Field field, Object value) {
            fields.put(field.key(), value);
            return this;
        }

        /** Sets authority, municipality, branch, case, user, purpose and class from a call. */
        public Builder of(Invocation invocation) {
            authority(invocation.authority());
            invocation.municipality().ifPresent(this::municipality);
            invocation.branch().ifPresent(this::branch);
            invocation.caseNumber().ifPresent(this::caseNumber);
            invocation.user().ifPresent(this::user);
            invocation.purpose().ifPresent(purpose -> purpose(purpose.id()));
            return informationClass(invocation.informationClass().toString());
        }

        /** Sets the time; when it is appended, by the trail's clock, unless set. */
        public Builder time(Instant time) {
            this.time = time.truncatedTo(ChronoUnit.MILLIS);
            return put(Field.TIME, written(this.time));
        }

        /** Sets the id that the records of one call share. */
        public Builder invocation(String id) {
            return set(Field.INVOCATION, id);
        }

        /** Sets the authority's id. */
        public Builder authority(String id) {
            return set(Field.AUTHORITY, Ids.check("Authority", id));
        }

        /** Sets the municipality. */
        public Builder municipality(String value) {
            return set(Field.MUNICIPALITY, value);
        }

        /** Sets the independent branch. */
        public Builder branch(String value) {
            return set(Field.BRANCH, value);
        }

        /** Sets the case number. */
        public Builder caseNumber(String value) {
            return set(Field.CASE_NUMBER, value);
        }

        /** Sets the user. */
        public Builder user(String value) {
            return set(Field.USER, value);
        }

        /** Sets the purpose. */
        public Builder purpose(String value) {
            return set(Field.PURPOSE, value);
        }

        /** Sets the service's id. */
        public Builder service(String id) {
            return set(Field.SERVICE, id);
        }

        /** Sets the knowledge base's name. */
        public Builder knowledge(String name) {
            return set(Field.KNOWLEDGE, name);
        }

        /** Sets the information class. */
        public Builder informationClass(String value) {
            return set(Field.INFORMATION_CLASS, value);
        }

        /**
         * Sets the model.
         *
         * @param id {@code publisher/name@version}
         * @param digest its SHA-256
         * @param verified whether the digest was computed here from the model's files; otherwise
         *     who runs the model claims it
         */
        public Builder model(String id, String digest, boolean verified) {
            return set(Field.MODEL, id)
                    .set(Field.MODEL_DIGEST, digest)
                    .set(Field.DIGEST_STATUS, verified ? VERIFIED : CLAIMED);
        }

        /** Sets a model of which no digest is known. */
        public Builder model(String id) {
            return set(Field.MODEL, id);
        }

        /** Sets where the model ran. */
        public Builder deployment(String id) {
            return set(Field.DEPLOYMENT, id);
        }

        /** Sets the catalog's version. */
        public Builder catalogVersion(String value) {
            return set(Field.CATALOG_VERSION, value);
        }

        /** Sets what was decided. */
        public Builder decision(AuditDecision decision) {
            return put(
                    Field.DECISION,
                    new TreeMap<>(
                            Map.of("outcome", decision.outcome(), "reasons", decision.reasons())));
        }

        /** Sets how it ended. */
        public Builder outcome(String id) {
            return set(Field.OUTCOME, id);
        }

        /**
         * Sets the sources.
         *
         * @throws IllegalArgumentException if there are more than 1,000
         */
        public Builder sources(Collection<AuditSource> sources) {
            if (sources.size() > Field.MAX_SOURCES) {
                throw new IllegalArgumentException(
                        sources.size() + " sources; at most " + Field.MAX_SOURCES + ".");
            }
            List<Object> list = new ArrayList<>();
            for (AuditSource s : sources) {
                list.add(
                        new TreeMap<String, Object>(
                                Map.of("digest", s.digest(), "start", s.start(), "end", s.end())));
            }
            return put(Field.SOURCES, list);
        }

        /** Sets how many tokens went in and came out. */
        public Builder tokens(long input, long output) {
            return set(Field.INPUT_TOKENS, input).set(Field.OUTPUT_TOKENS, output);
        }

        /** Sets how long it took, in milliseconds. */
        public Builder durationMillis(long value) {
            return set(Field.DURATION_MS, value);
        }

        /** Sets the machine-readable mark, for what a machine wrote. */
        public Builder mark(String value) {
            return set(Field.MARK, value);
        }

        /** Sets whether a person must review the result. */
        public Builder review(boolean value) {
            return put(Field.REVIEW, value);
        }

        /** Sets whether crisis mode was on. */
        public Builder crisis(boolean value) {
            return put(Field.CRISIS, value);
        }

        /** Sets the fingerprint of what went in, from {@link ContentHmac}. */
        public Builder inputHmac(String hmac) {
            return set(Field.INPUT_HMAC, Hashes.check("The input's HMAC", hmac));
        }

        /** Sets the fingerprint of what came out, from {@link ContentHmac}. */
        public Builder outputHmac(String hmac) {
            return set(Field.OUTPUT_HMAC, Hashes.check("The output's HMAC", hmac));
        }

        /**
         * Adds a fact that has no field of its own. Never content.
         *
         * @param name an id, {@code [a-z][a-z0-9-]{1,63}}
         * @param value 1 to 200 characters
         */
        @SuppressWarnings("unchecked")
        public Builder detail(String name, String value) {
            Map<String, Object> details =
                    (Map<String, Object>)
                            fields.computeIfAbsent(
                                    Field.DETAILS.key(), key -> new TreeMap<String, Object>());
            details.put(Ids.check("Detail", name), Field.text("detail", value, 200));
            if (details.size() > Field.MAX_DETAILS) {
                throw new IllegalArgumentException("At most " + Field.MAX_DETAILS + " details.");
            }
            return this;
        }

        /** The record. */
        public AuditRecord build() {
            return new AuditRecord(frozen(fields), time);
        }
    }
}
