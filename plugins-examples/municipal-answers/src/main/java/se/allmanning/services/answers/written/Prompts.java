/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a model is told. The words stand in resources, so that they can be read and reviewed. */
final class Prompts {

    /** A page and a half of Swedish; a model that never ends is stopped there. */
    private static final int MOST_TOKENS = 1000;

    /** The version of the words; it stands in the resources' names. */
    static final String VERSION = "1";

    static final String ANSWER = resource("answer");
    static final String UNDERSTAND = resource("understand");

    private static final int LONGEST_QUESTION = 2_000;
    private static final int LONGEST_TURN = 600;
    private static final int MOST_TURNS = 4;

    private Prompts() {}

    private static String resource(String name) {
        String file = name + "-" + VERSION + ".sv.txt";
        try (InputStream in = Prompts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its prompt " + file + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The prompt " + file + " cannot be read.", e);
        }
    }

    /** Asks for an answer. */
    static ChatRequest answer(String question, String language, Sources sources, String boundary) {
        return request(
                ANSWER,
                "FRÅGA: "
                        + Neutral.line(question, LONGEST_QUESTION)
                        + "\nSVARA PÅ: "
                        + language(language)
                        + "\n\n"
                        + sources.framed(boundary)
                        + "\nSkriv svaret på "
                        + language(language)
                        + ". Varje rad: Mening. [nummer: \"ord ur källan\"]");
    }

    /** Asks for the question in Swedish, standing on its own. */
    static ChatRequest understand(Asked asked, String boundary) {
        StringBuilder out = new StringBuilder();
        List<Asked.Turn> turns = asked.conversation();
        for (Asked.Turn turn :
                turns.subList(Math.max(0, turns.size() - MOST_TURNS), turns.size())) {
            out.append(boundary)
                    .append(" FRÅGA\n")
                    .append(Neutral.line(turn.question(), LONGEST_TURN))
                    .append('\n')
                    .append(boundary)
                    .append(" SVAR\n")
                    .append(
                            Instructions.in(turn.answer())
                                    ? "…"
                                    : Neutral.line(turn.answer(), LONGEST_TURN))
                    .append('\n');
        }
        out.append(boundary)
                .append(" DEN SISTA FRÅGAN\n")
                .append(Neutral.line(asked.text(), LONGEST_QUESTION))
                .append('\n')
                .append(boundary)
                .append(" SLUT");
        return request(UNDERSTAND, out.toString());
    }

    private static ChatRequest request(String system, String user) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(system), UserMessage.from(user))
                .temperature(0.0)
                .maxOutputTokens(MOST_TOKENS)
                .build();
    }

    /** How a language is called in Swedish. */
    private static String language(String tag) {
        if (tag.equals("und")) {
            return "frågans språk";
        }
        String name = Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag("sv"));
        return name.isBlank() || name.equals(tag) ? "språket med koden " + tag : name;
    }
}
