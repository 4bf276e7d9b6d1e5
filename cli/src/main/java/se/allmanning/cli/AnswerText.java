/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.ArrayList;
import java.util.List;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.Provenance;
import se.allmanning.model.ModelUse;

/** An answer for people, in Swedish: what it says, what it rests on, and how it came about. */
final class AnswerText {

    private final PlainText plain;
    private final boolean verbose;

    /**
     * @param verbose whether to show what was removed, and how quotes came about too
     */
    AnswerText(PlainText plain, boolean verbose) {
        this.plain = plain;
        this.verbose = verbose;
    }

    /**
     * Prints the answer.
     *
     * @param textShown whether its text was shown while it was written
     */
    void print(Answer answer, boolean textShown) {
        boolean written = !answer.statements().isEmpty();
        if ((written || answer.citations().isEmpty()) && !textShown) {
            plain.wrapped(answer.text(), "");
        }
        if (written) {
            plain.line("");
            plain.heading("Källor");
        }
        for (int i = 0; i < answer.citations().size(); i++) {
            Citation citation = answer.citations().get(i);
            if (written) {
                plain.line("[" + (i + 1) + "]");
            } else if (i > 0) {
                plain.line("");
            }
            plain.quote(citation);
        }
        paragraphs(answer)
                .forEach(paragraph -> {
                    plain.line("");
                    plain.wrapped(paragraph, "");
                });
        if (verbose && !answer.removed().isEmpty()) {
            removed(answer);
        }
        if (answer.provenance().generated() || verbose) {
            plain.line("");
            provenance(answer.provenance());
        }
    }

    private List<String> paragraphs(Answer answer) {
        List<String> paragraphs = new ArrayList<>();
        answer.understoodAs().ifPresent(q -> paragraphs.add("Frågan lästes som: " + q));
        paragraphs.addAll(answer.warnings());
        int removed = answer.removed().size();
        if (removed > 0) {
            String what =
                    removed == 1
                            ? "En mening som modellen skrev är borttagen, eftersom den"
                            : removed + " meningar som modellen skrev är borttagna, eftersom de";
            String where = verbose ? "." : ". Med --verbose visas vad som togs bort.";
            paragraphs.add(what + " inte gick att belägga" + where);
        }
        answer.notice().ifPresent(paragraphs::add);
        answer.disclosure().ifPresent(d -> paragraphs.add(d.text()));
        return paragraphs;
    }

    private void removed(Answer answer) {
        plain.line("");
        plain.heading("Borttaget");
        for (Answer.Removed removed : answer.removed()) {
            plain.wrapped(removed.text(), "  ");
            plain.wrapped("– " + removed.reason(), "    ");
        }
    }

    private void provenance(Provenance provenance) {
        for (ModelUse use : provenance.models()) {
            plain.line("Modell   " + use.model() + " på " + use.deployment());
        }
        provenance
                .catalog()
                .ifPresent(catalog ->
                        plain.line(
                                "Katalog  " + catalog + (provenance.crisis() ? ", krisläge" : "")));
        provenance.record().ifPresent(record -> plain.line("Logg     " + record));
    }
}
