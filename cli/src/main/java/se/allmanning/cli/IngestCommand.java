/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@Command(
        name = "ingest",
        description = {
            "Bring a knowledge base up to date with folders: new documents are indexed, changed"
                    + " ones replaced, those that are gone leave the search."
        },
        footer = {"", "Example:", "  allmanning ingest documents --knowledge rules"})
final class IngestCommand implements Action {

    @Parameters(
            arity = "1..*",
            paramLabel = "FOLDER",
            description = "A folder with documents, or a single document.")
    List<Path> folders = new ArrayList<>();

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Set<Path> sources = checked(folders);
        warnOfLocale(terminal);
        List<SyncReport.Entry> entries = new ArrayList<>();
        try (Session session = Session.open(common, terminal);
                ProgressBar progress = new ProgressBar(terminal)) {
            KnowledgeBase base = session.knowledge();
            for (Path source : sources) {
                progress.begin(
                        sources.size() == 1 ? "Läser in" : "Läser in " + source.getFileName(), 0);
                entries.addAll(base.sync(configured(source, common), progress).entries());
            }
        }
        SyncReport report = new SyncReport(entries);
        if (common.json) {
            Json.print(terminal, entries.stream().map(Json::entry).toList());
        } else {
            new PlainText(terminal).report(report);
        }
        return report.count(SyncStatus.FAILED) > 0 ? ExitCode.NOTHING : ExitCode.DONE;
    }

    private static KnowledgeSource configured(Path source, CommonOptions common) {
        KnowledgeSource plain =
                Files.isDirectory(source) ? KnowledgeSource.folder(source) : single(source);
        InformationClass given = common.informationClass;
        return plain.withInformationClass(given == null ? InformationClass.DEFAULT : given)
                .withAccessGroups(common.groups);
    }

    private static KnowledgeSource single(Path file) {
        return KnowledgeSource.of(
                "file:" + file,
                List.of(
                        SourceDocument.builder(
                                        String.valueOf(file.getFileName()),
                                        () -> Files.newInputStream(file))
                                .path(file)
                                .build()));
    }

    /** All of them are looked at before any is read, so that a slip of the hand changes nothing. */
    private static Set<Path> checked(List<Path> given) {
        List<String> faults = new ArrayList<>();
        Set<Path> sources = new LinkedHashSet<>();
        for (Path path : given) {
            Path source = path.toAbsolutePath().normalize();
            if (!Files.exists(source)) {
                faults.add(path + " does not exist");
            } else if (!Files.isReadable(source)
                    || (Files.isDirectory(source) && !Files.isExecutable(source))) {
                faults.add(path + " may not be read by this user");
            } else if (!Files.isDirectory(source) && !Files.isRegularFile(source)) {
                faults.add(path + " is neither a folder nor a file");
            }
            sources.add(source);
        }
        for (Path inner : sources) {
            for (Path outer : sources) {
                if (!inner.equals(outer) && inner.startsWith(outer)) {
                    faults.add(inner + " lies within " + outer + " and would be read twice");
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new AllmanningException(
                    "ALM-CLI-002",
                    Category.USAGE,
                    "Nothing was ingested and nothing removed: "
                            + String.join("; ", faults)
                            + ". Correct the folders and run the command again.");
        }
        return sources;
    }

    private static void warnOfLocale(Terminal terminal) {
        if (!Arguments.utf8()) {
            terminal.err()
                    .println(
                            "The locale is not UTF-8, so files whose names hold å, ä or ö cannot be"
                                    + " opened. Set LC_ALL=C.UTF-8.");
        }
    }
}
