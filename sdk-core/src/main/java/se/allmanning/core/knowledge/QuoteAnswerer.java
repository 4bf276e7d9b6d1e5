/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.core.knowledge.answer.Extract;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.ExtractiveAnswerer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.Provenance;
import se.allmanning.model.ModelKind;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Answers with quotes. Stateless. */
final class QuoteAnswerer implements ExtractiveAnswerer {

    private static final String NOTHING = "Jag hittar inget svar i dokumenten.";
    private static final String SELECTED =
            "Citaten är valda maskinellt ur dokumenten. Läs dem i sitt sammanhang.";
    private static final String WORDS_ALONE =
            "Frågan har informationsklass på nivå 4 och lämnas inte till någon modell. Sökningen gick på orden"
                    + " och inte på vad de betyder, och är mindre säker.";
    private static final String ACROSS_LANGUAGES =
            "Frågan är inte ställd på dokumentens språk. Sökningen gick över språkgränsen och är"
                    + " mindre säker. / The question is not in the language of the documents, so the"
                    + " search is less sure.";

    @Override
    public Answer answer(String question, Knowledge knowledge) {
        if (!(knowledge instanceof LocalKnowledge local)) {
            throw new AllmanningException(
                    "ALM-SVC-006",
                    Category.USAGE,
                    "The answerer was given a knowledge base that this host did not lend. Give it"
                            + " one from the same service context.");
        }
        return local.scoped(
                scope -> answer(Ask.of(question, local.access(), scope), local.runtime()),
                Answer::citations);
    }

    private static Answer answer(Ask ask, BaseRuntime runtime) {
        Extract extract = runtime.extract(ask);
        List<Citation> citations =
                extract.answers() ? runtime.citations(extract.quotes()) : List.of();
        return Answer.builder()
                .text(citations.isEmpty() ? NOTHING : text(citations.get(0)))
                .citations(citations)
                .confidence(extract.confidence())
                .crossLanguage(extract.crossLanguage())
                .notice(notice(extract, !citations.isEmpty()))
                .provenance(
                        Provenance.builder(runtime.authority(), runtime.name())
                                .models(ask.scope().uses(ModelKind.EMBEDDING))
                                .catalog(ask.scope().catalog())
                                .record(ask.scope().id())
                                .crisis(ask.scope().crisis())
                                .build())
                .build();
    }

    private static @Nullable String notice(Extract extract, boolean found) {
        if (extract.wordsAlone()) {
            return found ? WORDS_ALONE + " " + SELECTED : WORDS_ALONE;
        }
        if (extract.crossLanguage()) {
            return ACROSS_LANGUAGES;
        }
        return found ? SELECTED : null;
    }

    private static String text(Citation best) {
        return "”" + best.quote() + "” (" + best.label() + ")";
    }
}
