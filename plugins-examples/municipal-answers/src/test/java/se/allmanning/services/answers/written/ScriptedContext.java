/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.Provenance;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelUse;
import se.allmanning.policy.Disclosure;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceContext;
import se.allmanning.service.StructuredModel;

/** A host that lends what the test says. */
final class ScriptedContext implements ServiceContext {

    static final String SELECTED = "Citaten är valda maskinellt.";

    private final ScriptedKnowledge knowledge;
    private @Nullable ScriptedModel model;
    private @Nullable RuntimeException denial;
    private Invocation invocation = Invocation.of("local");
    private boolean foreign;
    private boolean refuses;
    private @Nullable RuntimeException emitFailure;
    final List<String> pieces = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    ScriptedContext(ScriptedKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    ScriptedContext lending(ScriptedModel value) {
        this.model = value;
        return this;
    }

    ScriptedContext denying(RuntimeException with) {
        this.denial = with;
        return this;
    }

    ScriptedContext calledWith(Invocation value) {
        this.invocation = value;
        return this;
    }

    /** The answerer takes questions without å, ä and ö for another language than Swedish. */
    ScriptedContext tellingLanguages() {
        this.foreign = true;
        return this;
    }

    ScriptedContext findingNothing() {
        this.refuses = true;
        return this;
    }

    ScriptedContext failingToShow(RuntimeException with) {
        this.emitFailure = with;
        return this;
    }

    @Override
    public Invocation invocation() {
        return invocation;
    }

    @Override
    public Knowledge knowledge() {
        return knowledge;
    }

    @Override
    public Knowledge knowledge(String name) {
        return knowledge;
    }

    @Override
    public ExtractiveAnswerer extractiveAnswerer() {
        return (question, base) -> {
            asked.add(question);
            List<Citation> found =
                    refuses ? List.of() : base.search(question).stream().limit(1).toList();
            boolean other = foreign && question.matches("[\\x00-\\x7F]*");
            return Answer.builder()
                    .text(
                            found.isEmpty()
                                    ? "Jag hittar inget svar i dokumenten."
                                    : "”" + found.get(0).quote() + "”")
                    .citations(found)
                    .confidence(0.7)
                    .crossLanguage(other)
                    .notice(found.isEmpty() ? null : SELECTED)
                    .provenance(Provenance.builder("local", "rules").build())
                    .build();
        };
    }

    private ScriptedModel model(String role) {
        if (!role.equals("answerer")) {
            throw new AssertionError("The descriptor declares another role.");
        }
        if (denial != null) {
            throw denial;
        }
        if (model == null) {
            throw new AssertionError("The test expects no call of a model.");
        }
        return model;
    }

    @Override
    public ChatModel chatModel(String role) {
        return model(role).chat();
    }

    @Override
    public StreamingChatModel streamingChatModel(String role) {
        return model(role).streaming();
    }

    @Override
    public <T> StructuredModel<T> structured(String role, Class<T> type) {
        throw new AssertionError("Not used here.");
    }

    @Override
    public ScoringModel scoringModel(String role) {
        throw new AssertionError("Not used here.");
    }

    @Override
    public AudioTranscriptionModel transcriptionModel(String role) {
        throw new AssertionError("Not used here.");
    }

    @Override
    public Provenance provenance(Knowledge base) {
        return Provenance.builder("local", base.name())
                .models(List.of(new ModelUse(ModelId.parse("test/writer@1"), "local", null, false)))
                .generated(true)
                .record("r1")
                .build();
    }

    @Override
    public Disclosure disclosure(String language) {
        return new Disclosure(
                language,
                "Skrivet av AI.",
                Disclosure.TRAINED_ALGORITHMIC_MEDIA,
                false,
                "AI Act art. 50");
    }

    @Override
    public void emit(String text) {
        if (emitFailure != null) {
            throw emitFailure;
        }
        pieces.add(text);
    }
}
