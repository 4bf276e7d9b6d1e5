/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.allmanning.core.audit.AuditEntry;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;
import se.allmanning.core.audit.AuditVerifier;
import se.allmanning.core.audit.CaseRecord;
import se.allmanning.core.audit.Verification;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@Command(
        name = "record",
        description = {
            "Write the readable record of a call for the case file, in Swedish with English beside."
        })
final class AuditRecordCommand implements Action {

    private static final Pattern CALL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Parameters(
            index = "0",
            paramLabel = "ID",
            description =
                    "The record's id, as \"audit show\" prints it, or the id of a call, as an answer"
                            + " carries it.")
    String id = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where to write it; a file that exists is left alone. Unless given: here.")
    @Nullable Path output;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Path audit = AuditCommand.folder(common, terminal);
        AuditReader reader = AuditReader.of(audit);
        Optional<AuditEntry> found = find(reader);
        if (found.isEmpty()) {
            if (common.json) {
                Json.print(terminal, Json.object("record", null, "call", null, "text", null));
            } else {
                terminal.err().println("Granskningsloggen har ingen läsbar post med det id:t.");
            }
            return ExitCode.NOTHING;
        }
        AuditEntry entry = found.get();
        List<AuditEntry> call = new ArrayList<>();
        entry.record()
                .invocation()
                .ifPresent(invocation ->
                        reader.read(
                                AuditFilter.builder().invocation(invocation).build(), call::add));
        Verification verification = AuditVerifier.verify(audit);
        String text = CaseRecord.write(entry, call, verification);
        if (output != null) {
            write(output, text);
        }
        if (common.json) {
            Json.print(
                    terminal,
                    Json.object(
                            "record", AuditOutput.entry(entry),
                            "call", call.stream().map(AuditEntry::id).toList(),
                            "text", text));
        } else if (output == null) {
            terminal.out().print(text);
        } else {
            terminal.out().println("Skrev " + output + ".");
        }
        return ExitCode.DONE;
    }

    /** By the record's own id, else the last record of the call with that id. */
    private Optional<AuditEntry> find(AuditReader reader) {
        if (!CALL.matcher(id).matches()) {
            return reader.find(id);
        }
        AtomicReference<AuditEntry> last = new AtomicReference<>();
        reader.read(AuditFilter.builder().invocation(id).build(), last::set);
        return Optional.ofNullable(last.get());
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-CLI-009",
                    Category.USAGE,
                    "The file "
                            + file
                            + " cannot be written ("
                            + e.getClass().getSimpleName()
                            + "). Name one that does not exist, in a folder that may be written.",
                    e);
        }
    }
}
