/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/**
 * Guards one answer that comes in pieces. What comes out, joined, is the same for every way of
 * cutting it. In running text a word is held back until it is over; at most {@value #MOST_HELD}
 * visible characters are ever held, and so many only within something that looks like an address or
 * a secret. Not thread-safe.
 */
public final class StreamingGuard {

    /** The most visible characters that are held back. */
    public static final int MOST_HELD = 2200;

    private final Rewriter rewriter;
    private final VisibleText visible;
    private final @Nullable Restorer restorer;

    StreamingGuard(OutputGuard guard) {
        this(guard, null);
    }

    StreamingGuard(OutputGuard guard, @Nullable Restorer restorer) {
        rewriter =
                new Rewriter() {
                    @Override
                    @Nullable Step decide(Folded text, int index) {
                        return guard.decide(text, index);
                    }
                };
        visible = new VisibleText(rewriter);
        this.restorer = restorer;
    }

    /** Takes the next piece; gives what can be told of the answer so far, often nothing. */
    public String accept(String piece) {
        String guarded = rewriter.accept(visible.accept(piece));
        return restorer == null ? guarded : restorer.accept(guarded);
    }

    /** Says that the answer is over; gives the rest. */
    public String finish() {
        String last = visible.finish();
        String guarded = (last.isEmpty() ? "" : rewriter.accept(last)) + rewriter.finish();
        return restorer == null ? guarded : restorer.accept(guarded) + restorer.finish();
    }

    /** What was found so far. */
    public GuardReport report() {
        GuardReport report = rewriter.report();
        return restorer == null ? report : report.plus(restorer.report());
    }

    int held() {
        return rewriter.held() + (restorer == null ? 0 : restorer.held());
    }
}
