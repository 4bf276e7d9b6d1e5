/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites a text that comes in pieces, from left to right. A decision that looked beyond what has
 * come is dropped and made again when more is there, so the result does not depend on the pieces.
 * Not thread-safe.
 */
abstract class Rewriter {

    private final Folded text = new Folded();
    private final Map<GuardKind, Integer> counts = new EnumMap<>(GuardKind.class);
    private Step.@Nullable Continuation continuation;
    private int position;
    private boolean finished;

    /** What to do at a place; null to keep one character. */
    abstract @Nullable Step decide(Folded text, int index);

    /**
     * Takes the next piece.
     *
     * @return what can be said of the text so far; often empty
     */
    final String accept(String piece) {
        if (finished) {
            throw new IllegalStateException(
                    "The text was finished. Use a new one for each answer.");
        }
        text.append(piece);
        return advance();
    }

    /** Says that nothing more comes, and gives the rest. */
    final String finish() {
        if (finished) {
            return "";
        }
        finished = true;
        text.end();
        StringBuilder out = new StringBuilder(advance());
        text.take(text.rawLength(), out);
        return out.toString();
    }

    /** What was found so far. */
    final GuardReport report() {
        return new GuardReport(counts);
    }

    final void count(GuardKind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** The number of UTF-16 units that are held back. */
    final int held() {
        return text.rawLength() - text.taken();
    }

    private String advance() {
        StringBuilder out = new StringBuilder();
        while (position < text.length()) {
            Step.Continuation following = continuation;
            Step step = following == null ? null : following.decide(text, position);
            if (step == null) {
                step = decide(text, position);
            }
            if (text.looked()) {
                break;
            }
            continuation = step == null ? null : step.next();
            apply(step == null ? Step.keep(1) : step, out);
        }
        position = text.forget(position);
        return out.toString();
    }

    private void apply(Step step, StringBuilder out) {
        text.take(text.rawStart(position), out);
        position += step.length();
        int end = text.rawEnd(position - 1);
        if (step.replacement() == null) {
            text.take(end, out);
        } else {
            out.append(step.replacement());
            text.skip(end);
        }
        if (step.found() != null) {
            count(step.found());
        }
    }
}
