/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.rag.content.retriever.ContentRetriever;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.SearchRequest;

/** Documents in memory; a passage is a paragraph, found by the words that it shares. */
final class ScriptedKnowledge implements Knowledge {

    private final Map<String, CanonicalText> texts = new HashMap<>();
    private final List<Citation> passages = new ArrayList<>();
    final List<String> searches = new ArrayList<>();

    ScriptedKnowledge document(String title, String text) {
        return document(title.toLowerCase(Locale.ROOT) + ".md", title, null, text);
    }

    ScriptedKnowledge document(String id, String title, @Nullable LocalDate asOf, String text) {
        CanonicalText canonical = CanonicalText.of(text);
        texts.put(canonical.digest(), canonical);
        String value = canonical.value();
        int from = 0;
        int section = 1;
        for (String paragraph : value.split("\n\n", -1)) {
            int start = value.indexOf(paragraph, from);
            from = start + paragraph.length();
            int first = value.codePointCount(0, start);
            passages.add(
                    Citation.builder()
                            .document(id)
                            .digest(canonical.digest())
                            .title(title)
                            .section(List.of(section++ + " §"))
                            .asOf(asOf)
                            .quote(
                                    first,
                                    first + paragraph.codePointCount(0, paragraph.length()),
                                    paragraph)
                            .score(0.5)
                            .build());
        }
        return this;
    }

    /** The text is no longer there, as after a disposal. */
    ScriptedKnowledge forgetTexts() {
        texts.clear();
        return this;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String authority() {
        return "local";
    }

    @Override
    public List<Citation> search(SearchRequest request) {
        searches.add(request.text());
        return passages.stream()
                .filter(p -> shared(request.text(), p) > 0)
                .sorted((a, b) -> shared(request.text(), b) - shared(request.text(), a))
                .limit(request.limit())
                .toList();
    }

    private static int shared(String question, Citation passage) {
        Set<String> words = words(question);
        words.retainAll(words(passage.label() + " " + passage.quote()));
        return words.size();
    }

    private static Set<String> words(String text) {
        Set<String> out = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+", -1)) {
            if (word.length() > 3) {
                out.add(word.substring(0, Math.min(6, word.length())));
            }
        }
        return out;
    }

    @Override
    public Optional<CanonicalText> text(String digest) {
        return Optional.ofNullable(texts.get(digest));
    }

    @Override
    public ContentRetriever contentRetriever() {
        throw new AssertionError("Not used here.");
    }
}
