/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.function.Consumer;

/**
 * Shows the pieces of an answer as they come, broken into lines as the whole would be. Pieces may
 * come from any thread.
 */
final class StreamedText implements Consumer<String> {

    private final Terminal terminal;
    private int column;
    private boolean any;

    StreamedText(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(String piece) {
        for (String word : piece.strip().split("\\s+", -1)) {
            int length = word.codePointCount(0, word.length());
            boolean fits = column + 1 + length <= Terminal.WIDTH;
            if (any) {
                terminal.out().print(fits ? " " : "\n");
            }
            terminal.out().print(word);
            column = any && fits ? column + 1 + length : length;
            any = true;
        }
        terminal.out().flush();
    }

    /** Ends the line that was begun; says whether there was one. */
    synchronized boolean end() {
        boolean begun = any;
        if (begun) {
            terminal.out().println();
        }
        any = false;
        column = 0;
        return begun;
    }
}
