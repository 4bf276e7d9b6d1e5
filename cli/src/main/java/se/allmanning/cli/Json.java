/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.KnowledgeStatus;
import se.allmanning.knowledge.Provenance;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.model.ModelUse;
import se.allmanning.policy.Disclosure;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyReason;

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
                "citations", answer.citations().stream().map(Json::citation).toList(),
                "statements",
                        answer.statements().stream()
                                .map(s -> object("text", s.text(), "citations", s.citations()))
                                .toList(),
                "removed",
                        answer.removed().stream()
                                .map(r -> object("text", r.text(), "reason", r.reason()))
                                .toList(),
                "warnings", answer.warnings(),
                "understood_as", answer.understoodAs().orElse(null),
                "disclosure", answer.disclosure().map(Json::disclosure).orElse(null),
                "notice", answer.notice().orElse(null),
                "provenance", provenance(answer.provenance()));
    }

    private static Map<String, @Nullable Object> disclosure(Disclosure disclosure) {
        return object(
                "language", disclosure.language(),
                "text", disclosure.text(),
                "mark", disclosure.mark(),
                "review", disclosure.review(),
                "legal", disclosure.legal());
    }

    private static Map<String, @Nullable Object> provenance(Provenance provenance) {
        return object(
                "models", provenance.models().stream().map(Json::use).toList(),
                "catalog", provenance.catalog().orElse(null),
                "record", provenance.record().orElse(null),
                "generated", provenance.generated(),
                "crisis", provenance.crisis());
    }

    private static Map<String, @Nullable Object> use(ModelUse use) {
        return object(
                "model", use.model().toString(),
                "deployment", use.deployment(),
                "digest", use.digest().orElse(null),
                "verified", use.verified());
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

    static Map<String, @Nullable Object> decisions(List<PolicyDecision> decisions) {
        return object("decisions", decisions.stream().map(Json::decision).toList());
    }

    private static Map<String, @Nullable Object> decision(PolicyDecision decision) {
        return object(
                "model",
                decision.model().toString(),
                "deployment",
                decision.deployment(),
                "permitted",
                decision.permitted(),
                "reasons",
                decision.reasons().stream().map(Json::reason).toList(),
                "alternatives",
                decision.alternatives().stream()
                        .map(a ->
                                object("model", a.model().toString(), "deployment", a.deployment()))
                        .toList());
    }

    private static Map<String, @Nullable Object> reason(PolicyReason reason) {
        return object(
                "code", reason.code(),
                "rule", reason.rule(),
                "needed", reason.needed(),
                "found", reason.found(),
                "legal", reason.legal(),
                "sv", reason.sv(),
                "en", reason.en());
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
