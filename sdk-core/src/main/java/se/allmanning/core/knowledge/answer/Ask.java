/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Objects;
import java.util.Set;
import se.allmanning.core.model.CallScope;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.AccessFilter;

/**
 * A question that has been checked, and who asks it. Shows no words in {@code toString()}.
 *
 * @param question the words, without control characters and surrounding space
 * @param access who asks
 * @param withoutDocuments ids of documents to leave out, as if they were not there
 * @param scope in which it is embedded
 */
public record Ask(
        String question, AccessFilter access, Set<String> withoutDocuments, CallScope scope) {

    /** The longest question, in code points. */
    public static final int MAX_CODE_POINTS = 10_000;

    /** Takes a question as it is. */
    public Ask {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(scope, "scope");
        withoutDocuments = Set.copyOf(withoutDocuments);
    }

    /**
     * Takes a question from a caller.
     *
     * @throws AllmanningException if nothing is left of it without control characters and space, or
     *     it is too long
     */
    public static Ask of(String question, AccessFilter access, CallScope scope) {
        StringBuilder clean = new StringBuilder(question.length());
        question.codePoints()
                .map(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                                ? ' '
                                : c)
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(clean::appendCodePoint);
        String words = clean.toString().strip();
        if (words.isEmpty()) {
            throw new AllmanningException(
                    "ALM-KNO-010",
                    Category.USAGE,
                    "The question is empty. Write what you want to know.");
        }
        int length = words.codePointCount(0, words.length());
        if (length > MAX_CODE_POINTS) {
            throw new AllmanningException(
                    "ALM-KNO-011",
                    Category.USAGE,
                    "The question has "
                            + length
                            + " characters; at most "
                            + MAX_CODE_POINTS
                            + " are allowed. Ask a shorter question, or ingest the text as a"
                            + " document.");
        }
        return new Ask(words, access, Set.of(), scope);
    }

    /** This question as if the documents with these ids were not there. */
    public Ask without(Set<String> documents) {
        return new Ask(question, access, documents, scope);
    }

    @Override
    public String toString() {
        return "Ask[" + access + "]";
    }
}
