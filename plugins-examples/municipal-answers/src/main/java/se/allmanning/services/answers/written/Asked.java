/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked.
 *
 * @param text the question
 * @param conversation what was asked and answered before, oldest first
 * @param language the reader's language, a BCP 47 tag; {@code null}: that of the question
 * @param quotesOnly whether no model may write
 */
public record Asked(
        String text, List<Turn> conversation, @Nullable String language, boolean quotesOnly) {

    /** Copies the conversation. */
    public Asked {
        conversation = List.copyOf(conversation);
        language = language == null || language.isBlank() ? null : language.strip();
    }

    /** A question without a conversation before it. */
    public Asked(String text) {
        this(text, List.of(), null, false);
    }

    /** Shows nothing of the question. */
    @Override
    public String toString() {
        return "Asked[turns=" + conversation.size() + "]";
    }

    /**
     * A question and its answer.
     *
     * @param question what was asked
     * @param answer the text of the answer
     */
    public record Turn(String question, String answer) {
        /** Shows nothing of either. */
        @Override
        public String toString() {
            return "Turn[]";
        }
    }
}
