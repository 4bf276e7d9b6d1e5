/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as a provider understands it.
 *
 * @param streaming whether a stream is asked for
 * @param turns the conversation, in order
 * @param temperature null where none is sent
 * @param maxTokens the most tokens of the answer; null where none is sent
 * @param stop the stop sequences, in order
 * @param tools the names of the tools that are described, in order
 * @param schema the JSON schema that is asked for, as JSON; null where none is sent
 * @param images the images, as base64, in order
 */
public record AskedChat(
        boolean streaming,
        List<Turn> turns,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        List<String> stop,
        List<String> tools,
        @Nullable String schema,
        List<String> images) {

    /**
     * One message.
     *
     * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
     * @param text its whole text
     * @param toolCalls the ids of the tool calls that it makes or answers
     */
    public record Turn(String role, String text, List<String> toolCalls) {
        @Override
        public String toString() {
            return "Turn[" + role + ", " + text.length() + " characters]";
        }
    }

    @Override
    public String toString() {
        return "AskedChat[" + turns.size() + " turns]";
    }
}
