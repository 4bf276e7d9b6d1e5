/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one call.
 *
 * @param input those that went in
 * @param output those that came out
 * @param estimated whether they are estimated, because the provider reported none
 */
record Usage(long input, long output, boolean estimated) {

    /** Swedish has somewhat over three characters a token in the vocabularies in use. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    static Usage of(@Nullable TokenUsage reported, long charactersIn, long charactersOut) {
        if (reported != null
                && reported.inputTokenCount() != null
                && reported.outputTokenCount() != null) {
            return new Usage(
                    Math.max(0, reported.inputTokenCount()),
                    Math.max(0, reported.outputTokenCount()),
                    false);
        }
        return new Usage(
                (charactersIn + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN,
                (charactersOut + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN,
                true);
    }

    long total() {
        return input + output;
    }
}
