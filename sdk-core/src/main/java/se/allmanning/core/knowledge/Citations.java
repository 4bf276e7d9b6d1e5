/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.answer.Extract.Quote;
import se.allmanning.core.knowledge.answer.RankedPassage;
import se.allmanning.core.knowledge.ingest.TextArchive;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.StoreResult.Hit;

/** Makes citations, each checked against the stored text before it leaves. Thread-safe. */
final class Citations {

    private final TextArchive texts;

    Citations(TextArchive texts) {
        this.texts = texts;
    }

    Citation of(RankedPassage ranked) {
        return cite(ranked.hit(), 0, ranked.hit().passage().text().length(), ranked.score());
    }

    Citation of(Quote quote) {
        return cite(quote.hit(), quote.start(), quote.end(), quote.score());
    }

    private Citation cite(Hit hit, int from, int to, double score) {
        String passage = hit.passage().text();
        String words = passage.substring(from, to);
        int start = hit.passage().start() + passage.codePointCount(0, from);
        int end = start + words.codePointCount(0, words.length());
        OptionalInt page = hit.passage().page();
        Citation citation =
                Citation.builder()
                        .document(hit.document().id())
                        .digest(hit.document().textDigest())
                        .title(hit.document().title())
                        .section(hit.passage().section())
                        .page(page.isPresent() ? page.getAsInt() : null)
                        .quote(start, end, words)
                        .score(Math.clamp(score, 0.0, 1.0))
                        .asOf(date(hit.document().asOf()))
                        .build();
        CanonicalText text =
                texts.read(hit.document().textDigest())
                        .orElseThrow(() -> unresolved(citation, "the text is not in the archive"));
        if (!citation.resolvesIn(text)) {
            throw unresolved(citation, "the words do not stand there");
        }
        return citation;
    }

    private static @Nullable LocalDate date(@Nullable String iso) {
        return iso == null ? null : LocalDate.parse(iso);
    }

    private static AllmanningException unresolved(Citation citation, String why) {
        return new AllmanningException(
                "ALM-KNO-012",
                Category.FAULT,
                "A citation at "
                        + citation.start()
                        + " to "
                        + citation.end()
                        + " of text "
                        + citation.digest()
                        + " does not resolve: "
                        + why
                        + ". The knowledge base is damaged; remove its folder and ingest its sources again.");
    }
}
