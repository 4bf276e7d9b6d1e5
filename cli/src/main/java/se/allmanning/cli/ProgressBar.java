/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import se.allmanning.core.knowledge.evaluate.EvaluationListener;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;

/**
 * Shows how far a long task has come: a bar that is drawn over where somebody watches, else a line
 * now and then. Not thread-safe.
 */
final class ProgressBar implements SyncListener, EvaluationListener, AutoCloseable {

    private static final int CELLS = 30;
    private static final int LINES = 10;

    private final Terminal terminal;
    private String label = "";
    private String drawn = "";
    private int told;

    ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Begins a task. */
    void begin(String newLabel, int total) {
        finish();
        label = newLabel;
        told = 0;
        if (total > 0) {
            show(0, total);
        }
    }

    @Override
    public void documentDone(int done, int total, SyncReport.Entry entry) {
        show(done, total);
    }

    @Override
    public void progress(Stage stage, int done, int total) {
        String wanted = stage == Stage.INDEXING ? "Indexerar" : "Frågar";
        if (!label.equals(wanted)) {
            begin(wanted, 0);
        }
        show(done, total);
    }

    private void show(int done, int total) {
        if (terminal.live()) {
            draw(done, total);
        } else {
            tell(done, total);
        }
    }

    private void draw(int done, int total) {
        int full = (int) ((long) CELLS * done / Math.max(1, total));
        String bar =
                label
                        + "  "
                        + "█".repeat(full)
                        + "░".repeat(CELLS - full)
                        + "  "
                        + done
                        + "/"
                        + total;
        if (!bar.equals(drawn)) {
            terminal.err()
                    .print("\r" + bar + " ".repeat(Math.max(0, drawn.length() - bar.length())));
            terminal.err().flush();
            drawn = bar;
        }
    }

    private void tell(int done, int total) {
        int tenths = (int) ((long) LINES * done / Math.max(1, total));
        if (tenths > told) {
            told = tenths;
            terminal.err().println(label + " " + done + "/" + total);
        }
    }

    private void finish() {
        if (!drawn.isEmpty()) {
            terminal.err().println();
            drawn = "";
        }
    }

    /** Leaves the line. */
    @Override
    public void close() {
        finish();
    }
}
