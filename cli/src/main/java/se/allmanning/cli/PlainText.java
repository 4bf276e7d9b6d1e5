/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.knowledge.evaluate.AnswerFigures;
import se.allmanning.core.knowledge.evaluate.RetrievalFigures;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.KnowledgeStatus;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;

/** Results for people, in Swedish. */
final class PlainText {

    private static final String INDENT = "  ";

    private final Terminal terminal;

    PlainText(Terminal terminal) {
        this.terminal = terminal;
    }

    void line(String text) {
        terminal.out().println(text);
    }

    void wrapped(String text, String indent) {
        Layout.wrap(text, Terminal.WIDTH, indent).forEach(this::line);
    }

    void heading(String text) {
        Layout.wrap(text, Terminal.WIDTH, "").forEach(l -> line(terminal.bold(l)));
    }

    void answer(Answer answer) {
        new AnswerText(this, false).print(answer, false);
    }

    /** A quote, what it is called and where it is found. */
    void quote(Citation citation) {
        wrapped("”" + citation.quote() + "”", INDENT);
        Layout.wrap("– " + citation.label(), Terminal.WIDTH, INDENT)
                .forEach(l -> line(terminal.bold(l)));
        Layout.wrap(place(citation), Terminal.WIDTH, INDENT + INDENT)
                .forEach(l -> line(terminal.faint(l)));
    }

    private static String place(Citation citation) {
        return citation.document()
                + ", tecken "
                + citation.start()
                + "–"
                + citation.end()
                + citation.asOf().map(date -> ", lydelse " + date).orElse("");
    }

    void passages(List<Citation> found) {
        if (found.isEmpty()) {
            line("Inget hittades.");
        }
        int number = 0;
        for (Citation citation : found) {
            if (number > 0) {
                line("");
            }
            number++;
            wrapped(number + ". (" + Layout.decimal(citation.score(), 2) + ")", "");
            quote(citation);
        }
    }

    void report(SyncReport report) {
        long documents =
                report.entries().stream()
                        .filter(e -> !e.status().equals(SyncStatus.REMOVED))
                        .count();
        line(
                documents
                        + (documents == 1 ? " fil: " : " filer: ")
                        + report.count(SyncStatus.INDEXED)
                        + " nya, "
                        + report.count(SyncStatus.REPLACED)
                        + " ändrade, "
                        + report.count(SyncStatus.UNCHANGED)
                        + " oförändrade, "
                        + report.count(SyncStatus.SKIPPED)
                        + " överhoppade, "
                        + report.count(SyncStatus.FAILED)
                        + " misslyckade. "
                        + report.count(SyncStatus.REMOVED)
                        + " borttagna.");
        for (SyncReport.Entry entry : report.entries()) {
            entry.reason()
                    .ifPresent(reason -> {
                        line("");
                        wrapped(entry.path() + " (" + status(entry.status()) + ")", "");
                        wrapped(reason, INDENT);
                    });
        }
    }

    private static String status(SyncStatus status) {
        return switch (status.id()) {
            case "indexed" -> "ny";
            case "replaced" -> "ändrad";
            case "unchanged" -> "oförändrad";
            case "removed" -> "borttagen";
            case "skipped" -> "överhoppad";
            case "failed" -> "misslyckad";
            default -> status.id();
        };
    }

    void status(KnowledgeStatus status) {
        line("Kunskapsbas   " + status.name() + " (" + status.authority() + ")");
        line("Dokument      " + status.documents());
        line("Stycken       " + status.passages());
        line("Modell        " + status.model().orElse("ingen än"));
        line("Storlek       " + Layout.bytes(status.bytes()));
        line(
                "Uppdaterad    "
                        + status.synced()
                                .map(time ->
                                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                                                .format(time.atZone(ZoneId.systemDefault())))
                                .orElse("aldrig"));
    }

    void figures(RetrievalFigures figures) {
        line("Frågor      " + figures.queries());
        line("Stycken     " + figures.passages());
        line("MRR@10      " + Layout.decimal(figures.mrrAt10(), 4));
        line("nDCG@10     " + Layout.decimal(figures.ndcgAt10(), 4));
        line("Recall@10   " + Layout.decimal(figures.recallAt10(), 4));
    }

    void figures(AnswerFigures figures) {
        Double first = figures.firstQuote();
        Double any = figures.anyQuote();
        line("Frågor                                      " + figures.queries());
        line("Svaret i första citatet                     " + share(first));
        line("Svaret i något citat                        " + share(any));
        line("Avböjda utan svar, när 90 % annars besvaras " + share(figures.refusedAt90()));
    }

    private static String share(@Nullable Double share) {
        return share == null ? "–" : Layout.percent(share);
    }
}
