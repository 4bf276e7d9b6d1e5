/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers;

import dev.langchain4j.model.output.structured.Description;
import org.jspecify.annotations.Nullable;

/**
 * A question to a municipality's documents.
 *
 * @param text the question, in any language; the documents' works best
 * @param knowledge the knowledge base to search; {@code null}: the one that the configuration
 *     names, else the only one
 */
public record Question(
        @Description("The question / Frågan") String text,
        @Description("The knowledge base to search; leave out for the only one / Kunskapsbasen")
                @Nullable String knowledge) {

    /** A question to the knowledge base that the configuration names, else the only one. */
    public Question(String text) {
        this(text, null);
    }

    /** Shows nothing of the question. */
    @Override
    public String toString() {
        return "Question[]";
    }
}
