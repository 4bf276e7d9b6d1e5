/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.SearchRequest;

/**
 * The passages of one call, numbered and framed. A passage whose text is no longer stored, or that
 * speaks to a model, is not among them.
 *
 * @param list the passages by their numbers, from 1
 * @param suspicious the labels of those that were left out because they speak to a model
 */
record Sources(List<Source> list, Set<String> suspicious) {

    /** The most passages that a prompt holds. */
    static final int MOST = 8;

    /** Takes the places of passages that cannot be used. */
    private static final int SPARE = 4;

    /** The most characters of one passage that a prompt holds. */
    private static final int LONGEST = 1_600;

    /** The most characters of all passages together. */
    private static final int LONGEST_TOGETHER = 9_000;

    private static final int LONGEST_LABEL = 200;

    Sources {
        list = List.copyOf(list);
    }

    /** Searches, looks up the passages' texts and numbers those that can be quoted. */
    static Sources of(String question, Knowledge knowledge) {
        List<Citation> passages = knowledge.search(SearchRequest.of(question).limit(MOST + SPARE));
        List<Source> out = new ArrayList<>();
        Set<String> suspicious = new LinkedHashSet<>();
        for (Citation passage : passages) {
            Optional<CanonicalText> text = knowledge.text(passage.digest());
            if (out.size() == MOST || text.isEmpty() || !passage.resolvesIn(text.get())) {
                continue;
            }
            if (Instructions.in(passage.label() + "\n" + passage.quote())) {
                suspicious.add(label(passage));
            } else {
                out.add(Source.of(out.size() + 1, passage, text.get()));
            }
        }
        return new Sources(out, suspicious);
    }

    /** The source with a number. */
    Optional<Source> get(int number) {
        return number < 1 || number > list.size()
                ? Optional.empty()
                : Optional.of(list.get(number - 1));
    }

    /** Where a passage stands, as people are told: safe to show, whatever the title holds. */
    static String label(Citation passage) {
        String label = Neutral.line(passage.label(), LONGEST_LABEL);
        return Instructions.in(label) ? Neutral.line(passage.document(), 60) : label;
    }

    /**
     * The passages as the prompt shows them.
     *
     * @param boundary what no document can know; it stands on every line that is not the document's
     */
    String framed(String boundary) {
        StringBuilder out = new StringBuilder();
        int left = LONGEST_TOGETHER;
        for (Source source : list) {
            String words = Neutral.text(source.words());
            String shown = Neutral.cut(words, Math.max(200, Math.min(LONGEST, left)));
            left -= shown.length();
            String asOf = source.passage().asOf().map(d -> " (" + d + ")").orElse("");
            out.append(boundary)
                    .append(" KÄLLA ")
                    .append(source.number())
                    .append(": ")
                    .append(Neutral.line(source.passage().label(), LONGEST_LABEL))
                    .append(asOf)
                    .append('\n')
                    .append(shown.replace(boundary, ""))
                    .append('\n');
        }
        return out.append(boundary).append(" SLUT PÅ KÄLLORNA\n").toString();
    }

    @Override
    public String toString() {
        return "Sources[" + list.size() + "]";
    }
}
