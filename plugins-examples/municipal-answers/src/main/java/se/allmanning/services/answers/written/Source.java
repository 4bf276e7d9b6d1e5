/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;

/**
 * A passage that the model may quote, by its number.
 *
 * @param number from 1
 * @param passage where it stands
 * @param text the document's stored text
 * @param words the passage's words, as stored
 * @param finder finds quotes in them
 */
record Source(int number, Citation passage, CanonicalText text, String words, QuoteFinder finder) {

    static Source of(int number, Citation passage, CanonicalText text) {
        String words = text.slice(passage.start(), passage.end());
        return new Source(number, passage, text, words, new QuoteFinder(words));
    }

    /** The citation of a place in the passage. */
    Citation cite(QuoteFinder.Span span) {
        int start = passage.start() + words.codePointCount(0, span.from());
        String quote = words.substring(span.from(), span.to());
        return Citation.builder()
                .document(passage.document())
                .digest(passage.digest())
                .title(passage.title())
                .section(passage.section())
                .page(passage.page().isPresent() ? passage.page().getAsInt() : null)
                .quote(start, start + quote.codePointCount(0, quote.length()), quote)
                .score(passage.score())
                .asOf(passage.asOf().orElse(null))
                .build();
    }

    @Override
    public String toString() {
        return "Source[" + number + "]";
    }
}
