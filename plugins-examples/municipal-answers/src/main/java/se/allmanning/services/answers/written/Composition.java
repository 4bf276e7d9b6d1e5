/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;

/**
 * The answer as it grows: what is verified is said at once and never taken back. The text of the
 * answer is what was handed over, piece after piece. Guarded by its user; not thread-safe.
 */
final class Composition {

    /** The most sentences of an answer; a model that goes on has lost its way. */
    private static final int MOST_STATEMENTS = 12;

    private static final int MOST_REMOVED = 50;

    private final Verifier verifier;
    private final Texts texts;
    private final Consumer<String> pieces;
    private final StringBuilder text = new StringBuilder();
    private final List<Answer.Statement> statements = new ArrayList<>();
    private final List<Answer.Removed> removed = new ArrayList<>();
    private final List<Citation> citations = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    Composition(Verifier verifier, Texts texts, Consumer<String> pieces) {
        this.verifier = verifier;
        this.texts = texts;
        this.pieces = pieces;
    }

    /** Takes a sentence, and says it if it is verified. */
    void take(Draft draft) {
        Verifier.Verdict verdict = verifier.check(draft);
        if (verdict.reason() != null) {
            remove(verdict.text(), verdict.reason());
        } else if (!said.add(QuoteFinder.wanted(verdict.text()))) {
            remove(verdict.text(), texts.repeated());
        } else if (!full()) {
            say(verdict.text(), verdict.citations());
        }
    }

    private void remove(String what, String reason) {
        if (removed.size() < MOST_REMOVED) {
            removed.add(new Answer.Removed(what, reason));
        }
    }

    private void say(String statement, List<Citation> quotes) {
        Set<Integer> positions = new LinkedHashSet<>();
        StringBuilder piece = new StringBuilder(text.isEmpty() ? "" : " ").append(statement);
        for (Citation quote : quotes) {
            int at = citations.indexOf(quote);
            if (at < 0) {
                at = citations.size();
                citations.add(quote);
            }
            if (positions.add(at)) {
                piece.append(positions.size() == 1 ? " [" : "[").append(at + 1).append(']');
            }
        }
        statements.add(new Answer.Statement(statement, List.copyOf(positions)));
        text.append(piece);
        pieces.accept(piece.toString());
    }

    boolean full() {
        return statements.size() == MOST_STATEMENTS;
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    String text() {
        return text.toString();
    }

    List<Answer.Statement> statements() {
        return List.copyOf(statements);
    }

    List<Answer.Removed> removed() {
        return List.copyOf(removed);
    }

    List<Citation> citations() {
        return List.copyOf(citations);
    }
}
