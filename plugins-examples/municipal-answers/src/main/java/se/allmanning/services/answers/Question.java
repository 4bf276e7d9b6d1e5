/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers;

import dev.langchain4j.model.output.structured.Description;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question to a municipality's documents.
 *
 * @param text the question, in any language; the documents' works best
 * @param knowledge the knowledge base to search; {@code null}: the one that the configuration
 *     names, else the only one
 * @param conversation what was asked and answered before, oldest first; empty: nothing
 * @param language the reader's language, a BCP 47 tag such as {@code en}; {@code null}: that of the
 *     question
 * @param quotesOnly whether the answer consists of quotes even where a model may write
 */
public record Question(
        @Description("The question / Frågan") String text,
        @Description("The knowledge base to search; leave out for the only one / Kunskapsbasen")
                @Nullable String knowledge,
        @Description("What was asked and answered before / Samtalet hittills")
                List<Turn> conversation,
        @Description(
                        "The reader's language, such as en; leave out for that of the question /"
                                + " Läsarens språk")
                @Nullable String language,
        @Description("Whether to answer with quotes only / Svara bara med citat")
                boolean quotesOnly) {

    /** Copies the conversation; one that a caller's format leaves out is none. */
    public Question {
        conversation = List.copyOf(Objects.requireNonNullElse(conversation, List.of()));
    }

    /** A question to the knowledge base that the configuration names, else the only one. */
    public Question(String text) {
        this(text, null);
    }

    /** A question to a knowledge base. */
    public Question(String text, @Nullable String knowledge) {
        this(text, knowledge, List.of(), null, false);
    }

    /** This question after the given conversation, oldest first. */
    public Question after(List<Turn> turns) {
        return new Question(text, knowledge, turns, language, quotesOnly);
    }

    /** This question for a reader of the given language, a BCP 47 tag. */
    public Question in(String tag) {
        return new Question(text, knowledge, conversation, tag, quotesOnly);
    }

    /** This question, to be answered with quotes only. */
    public Question withQuotesOnly() {
        return new Question(text, knowledge, conversation, language, true);
    }

    /** Shows nothing of the question. */
    @Override
    public String toString() {
        return "Question[]";
    }

    /**
     * An earlier question and its answer.
     *
     * @param question what was asked
     * @param answer the text of the answer
     */
    public record Turn(
            @Description("What was asked / Frågan") String question,
            @Description("The text of the answer / Svaret") String answer) {

        /** Shows nothing of either. */
        @Override
        public String toString() {
            return "Turn[]";
        }
    }
}
