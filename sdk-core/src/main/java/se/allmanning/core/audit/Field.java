/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record: their names on disk, what they hold, and what they are called. The order
 * is that of the columns of an export.
 */
enum Field {
    TIME("time", Kind.TEXT, "Tidpunkt", "Time", "UTC, ISO 8601 with milliseconds"),
    EVENT("event", Kind.TEXT, "Händelse", "Event", "what happened; an open list of ids"),
    INVOCATION("invocation", Kind.TEXT, "Anrop", "Invocation", "groups the records of one call"),
    MUNICIPALITY("municipality", Kind.TEXT, "Kommun", "Municipality", "code or name"),
    AUTHORITY("authority", Kind.TEXT, "Myndighet (nämnd)", "Authority", "id of the authority"),
    BRANCH("branch", Kind.TEXT, "Verksamhetsgren", "Branch", "independent branch, OSL 8:2"),
    CASE_NUMBER("case_number", Kind.TEXT, "Diarienummer", "Case number", "the case"),
    USER("user", Kind.TEXT, "Användare", "User", "who asked, as the host knows him or her"),
    PURPOSE("purpose", Kind.TEXT, "Ändamål", "Purpose", "what the service uses the model for"),
    SERVICE("service", Kind.TEXT, "Tjänst", "Service", "id of the service"),
    KNOWLEDGE("knowledge", Kind.TEXT, "Kunskapsbas", "Knowledge base", "its name"),
    INFORMATION_CLASS(
            "information_class",
            Kind.TEXT,
            "Informationsklass",
            "Information class",
            "K, R and T, as in K2R2T1"),
    MODEL("model", Kind.TEXT, "Modell", "Model", "publisher/name@version"),
    MODEL_DIGEST(
            "model_digest", Kind.TEXT, "Modellens kontrollsumma", "Model digest", "SHA-256, hex"),
    DIGEST_STATUS(
            "digest_status",
            Kind.TEXT,
            "Kontrollsumman är",
            "The digest is",
            "verified (computed here from the model's files) or claimed (by who runs it)"),
    DEPLOYMENT("deployment", Kind.TEXT, "Driftställe", "Deployment", "id of where it ran"),
    CATALOG_VERSION(
            "catalog_version", Kind.TEXT, "Katalogversion", "Catalog version", "in use then"),
    DECISION("decision", Kind.OBJECT, "Beslut", "Decision", "permit or deny, and reason codes"),
    OUTCOME("outcome", Kind.TEXT, "Utfall", "Outcome", "how it ended; an open list of ids"),
    SOURCES("sources", Kind.LIST, "Källor", "Sources", "digests and offsets, no text"),
    INPUT_TOKENS("input_tokens", Kind.NUMBER, "Tokens in", "Input tokens", "count"),
    OUTPUT_TOKENS("output_tokens", Kind.NUMBER, "Tokens ut", "Output tokens", "count"),
    DURATION_MS("duration_ms", Kind.NUMBER, "Tid (ms)", "Duration (ms)", "milliseconds"),
    MARK(
            "mark",
            Kind.TEXT,
            "Maskinläsbar märkning",
            "Machine-readable mark",
            "present where a machine wrote the result"),
    REVIEW("review", Kind.FLAG, "Ska granskas av en människa", "Review by a person", "true, false"),
    CRISIS("crisis", Kind.FLAG, "Krisläge", "Crisis mode", "true, false"),
    INPUT_HMAC("input_hmac", Kind.TEXT, "Fingeravtryck in", "Input HMAC", "HMAC-SHA-256, hex"),
    OUTPUT_HMAC("output_hmac", Kind.TEXT, "Fingeravtryck ut", "Output HMAC", "HMAC-SHA-256, hex"),
    DETAILS("details", Kind.OBJECT, "Uppgifter", "Details", "short names and values, no content"),
    DISPOSAL("disposal", Kind.OBJECT, "Gallring", "Disposal", "the decision and what it removed");

    /** What a field holds. */
    enum Kind {
        TEXT("text", String.class),
        NUMBER("number", Long.class),
        FLAG("flag", Boolean.class),
        LIST("list", List.class),
        OBJECT("object", Map.class);

        private final String id;
        private final Class<?> type;

        Kind(String id, Class<?> type) {
            this.id = id;
            this.type = type;
        }

        String id() {
            return id;
        }

        boolean holds(Object value) {
            return type.isInstance(value);
        }
    }

    /** The longest text of a field, in UTF-16 code units. */
    static final int MAX_TEXT = 1_000;

    /** The most sources of a record. */
    static final int MAX_SOURCES = 1_000;

    /** The most reasons of a decision. */
    static final int MAX_REASONS = 100;

    /** The most details of a record. */
    static final int MAX_DETAILS = 50;

    /** The largest whole number that every reader of JSON keeps exact, 2^53 − 1. */
    static final long MAX_NUMBER = (1L << 53) - 1;

    private static final Map<String, Field> BY_KEY = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_KEY.put(field.key, field);
        }
    }

    private final String key;
    private final Kind kind;
    private final String swedish;
    private final String english;
    private final String meaning;

    Field(String key, Kind kind, String swedish, String english, String meaning) {
        this.key = key;
        this.kind = kind;
        this.swedish = swedish;
        this.english = english;
        this.meaning = meaning;
    }

    /** The field with the given name, or null where this version knows none. */
    static @Nullable Field of(String key) {
        return BY_KEY.get(key);
    }

    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    String swedish() {
        return swedish;
    }

    String english() {
        return english;
    }

    String meaning() {
        return meaning;
    }

    /**
     * The text as it is kept. Half of a surrogate pair is no character and has no UTF-8; it becomes
     * U+FFFD.
     *
     * @throws IllegalArgumentException if it is blank or too long
     */
    static String text(String what, String value, int max) {
        if (value.isBlank() || value.length() > max) {
            throw new IllegalArgumentException(
                    "The audit field "
                            + what
                            + " has "
                            + value.length()
                            + " characters or is blank. Use 1 to "
                            + max
                            + ".");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return repaired(value);
            }
        }
        return value;
    }

    private static String repaired(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException if the number is negative or beyond 2^53 − 1
     */
    static Long number(String what, long value) {
        if (value < 0 || value > MAX_NUMBER) {
            throw new IllegalArgumentException(
                    "The audit field " + what + " is " + value + ". Use 0 to 2^53 - 1.");
        }
        return value;
    }
}
