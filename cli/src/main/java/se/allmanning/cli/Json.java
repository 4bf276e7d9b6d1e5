/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.KnowledgeStatus;
import se.allmanning.knowledge.SyncReport;

/**
 * The shapes that programs read. Every key is always there, in the same order; what is absent is
 * {@code null}.
 */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Writes one document and a line break. */
    static void print(Terminal terminal, @Nullable Object document) {
        try {
            terminal.out().println(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists, texts and numbers can be written.", e);
        }
    }

    static Map<String, @Nullable Object> citation(Citation c) {
        return object(
                "document", c.document(),
                "digest", c.digest(),
                "title", c.title(),
                "section", c.section().isEmpty() ? null : String.join(" > ", c.section()),
                "page", c.page().isPresent() ? c.page().getAsInt() : null,
                "start", c.start(),
                "end", c.end(),
                "quote", c.quote(),
                "score", c.score());
    }

    static Map<String, @Nullable Object> answer(Answer answer) {
        return object(
                "answer", answer.text(),
                "found", answer.found(),
                "citations", answer.citations().stream().map(Json::citation).toList());
    }

    static Map<String, @Nullable Object> entry(SyncReport.Entry entry) {
        return object(
                "path", entry.path(),
                "status", entry.status().id(),
                "passages", entry.passages(),
                "reason", entry.reason().orElse(null));
    }

    static Map<String, @Nullable Object> status(KnowledgeStatus status) {
        return object(
                "name", status.name(),
                "authority", status.authority(),
                "documents", status.documents(),
                "passages", status.passages(),
                "model", status.model().orElse(null),
                "bytes", status.bytes(),
                "synced", status.synced().map(Object::toString).orElse(null));
    }

    static Map<String, @Nullable Object> error(String code, String message) {
        return object("error", object("code", code, "message", message));
    }

    /** An object with the given keys, each followed by its value. */
    static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
