/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.model.guard.GuardReport;
import se.allmanning.core.model.guard.Masking;
import se.allmanning.core.model.guard.OutputGuard;
import se.allmanning.core.model.guard.StreamingGuard;

/**
 * What stands between a model's answer and who asked: takes out the host's secrets, echoes of the
 * system text, addresses and identifiers that stand in nothing that was asked, and then puts masked
 * identifiers back. For one attempt; not thread-safe.
 */
final class AnswerGuard {

    private final OutputGuard guard;
    private final @Nullable Masking masking;
    private final boolean restore;
    private GuardReport report = GuardReport.empty();

    private AnswerGuard(OutputGuard guard, @Nullable Masking masking, boolean restore) {
        this.guard = guard;
        this.masking = masking;
        this.restore = restore;
    }

    static AnswerGuard of(ModelCalls calls, CallAttempt attempt, ChatRequest request) {
        OutputGuard.Builder guard =
                OutputGuard.builder()
                        .secrets(calls.secrets())
                        .systemText(ChatTexts.system(request));
        List<String> texts =
                ChatTexts.of(
                        ChatRequest.builder()
                                .messages(
                                        request.messages().stream()
                                                .filter(m -> !(m instanceof SystemMessage))
                                                .toList())
                                .build());
        texts.forEach(guard::source);
        return new AnswerGuard(
                guard.build(), attempt.masking(), calls.tools().settings().restore());
    }

    /** Guards a whole text. */
    String whole(String text) {
        StreamingGuard stream = stream();
        String out = stream.accept(text) + stream.finish();
        report = report.plus(stream.report());
        return out;
    }

    /** Guards a text that comes in pieces; its report is asked for at the end. */
    StreamingGuard stream() {
        Masking session = masking;
        return session != null && restore ? guard.stream(session.restorer()) : guard.stream();
    }

    /** What was found in the whole texts so far. */
    GuardReport report() {
        return report;
    }
}
