/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question with what is known of its answer.
 *
 * @param id what relevance judgements call it
 * @param text the question
 * @param answer words that an answer must quote, where they are annotated
 * @param relevant the relevant passages with their grades, 1 or more
 * @param withoutAnswer all passages to take away so that the pool no longer answers: every passage
 *     of a relevant passage's document, or the relevant passage alone where it has none
 */
public record TestQuery(
        String id,
        String text,
        @Nullable String answer,
        Map<String, Integer> relevant,
        Set<String> withoutAnswer) {

    /** Copies the collections. */
    public TestQuery {
        relevant = Map.copyOf(relevant);
        withoutAnswer = Set.copyOf(withoutAnswer);
    }

    @Override
    public String toString() {
        return "TestQuery[" + id + "]";
    }
}
