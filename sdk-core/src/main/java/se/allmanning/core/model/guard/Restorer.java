/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the masked values back in an answer that comes in pieces. The pieces that come out, joined,
 * are the same for every way of cutting the answer. At most {@value #MOST_HELD} visible characters
 * are held back. A placeholder that stands for nothing stays as it is and is counted. Not
 * thread-safe.
 */
public final class Restorer {

    /** The most visible characters that are held back. */
    public static final int MOST_HELD = 48;

    private final Rewriter rewriter;

    Restorer(Map<String, String> values, Set<String> reserved, Set<GuardKind> kinds) {
        Set<GuardKind> given = EnumSet.of(GuardKind.PLACEHOLDER_TEXT);
        given.addAll(kinds);
        rewriter = new Restoring(Map.copyOf(values), Set.copyOf(reserved), given);
    }

    /** Takes the next piece; gives what can be told of the answer so far. */
    public String accept(String piece) {
        return rewriter.accept(piece);
    }

    /** Says that the answer is over; gives the rest. */
    public String finish() {
        return rewriter.finish();
    }

    /** The placeholders so far that stand for nothing. */
    public GuardReport report() {
        return rewriter.report();
    }

    int held() {
        return rewriter.held();
    }

    private static final class Restoring extends Rewriter {
        private final Map<String, String> values;
        private final Set<String> reserved;
        private final Set<GuardKind> kinds;

        Restoring(Map<String, String> values, Set<String> reserved, Set<GuardKind> kinds) {
            this.values = values;
            this.reserved = reserved;
            this.kinds = kinds;
        }

        @Override
        @Nullable Step decide(Folded text, int index) {
            Placeholder placeholder = Placeholder.at(text, index);
            if (placeholder == null) {
                return null;
            }
            int length = placeholder.length();
            String canonical = Placeholder.text(placeholder.kind(), placeholder.number());
            String value = values.get(canonical);
            if (value != null) {
                return kinds.contains(placeholder.kind())
                        ? new Step(length, value, null, null)
                        : Step.keep(length);
            }
            boolean unknown = placeholder.plain() && !reserved.contains(canonical);
            return new Step(length, null, unknown ? GuardKind.UNKNOWN_PLACEHOLDER : null, null);
        }
    }
}
