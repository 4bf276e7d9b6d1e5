/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.allmanning.service.AllmanningException;

/**
 * Writes the whole trail as a folder for an archive or an auditor: the segments as they are, all
 * records as CSV (RFC 4180) with a description of the columns, a checkpoint, an explanation in
 * Swedish and English, and the SHA-256 of every file in the form of {@code sha256sum}.
 */
public final class AuditExport {

    private static final String README =
            """
            GRANSKNINGSLOGG UR ALLMÄNNING
            chains/          kedjorna, byte för byte som de skrevs
            records.csv      alla poster i tidsordning (RFC 4180, UTF-8); en cell som börjar med
                             =, +, - eller @ har fått en apostrof framför sig, så att inget
                             kalkylprogram räknar på den
            fields.json      vad kolumnerna betyder
            checkpoint.json  varje kedjas sista post vid uttaget
            manifest.sha256  kontrollsummor; prova dem med: sha256sum -c manifest.sha256
            Originalet är chains/. Hur en kedja kontrolleras står i docs/reference/audit-format.md.
            Uppgifterna kan omfattas av sekretess; pröva det innan något lämnas ut.

            AUDIT TRAIL OF ALLMÄNNING
            chains/          the chains, byte for byte as they were written
            records.csv      all records in the order of time (RFC 4180, UTF-8); a cell that begins
                             with =, +, - or @ has an apostrophe before it, so that no spreadsheet
                             takes it for a formula
            fields.json      what the columns mean
            checkpoint.json  the last record of each chain when this was written
            manifest.sha256  digests; check them with: sha256sum -c manifest.sha256
            The original is chains/. docs/reference/audit-format.md says how to verify a chain.
            The records may be subject to secrecy; examine that before anything is handed out.
            """;

    private final Path audit;
    private final Path target;

    private AuditExport(Path audit, Path target) {
        this.audit = audit;
        this.target = target;
    }

    /**
     * What was written.
     *
     * @param records how many records the CSV holds
     * @param files how many files there are beside the manifest
     * @param verification what was found of the copied chains; an export of a damaged trail is
     *     written all the same, without a checkpoint
     */
    public record Result(long records, int files, Verification verification) {}

    /**
     * Writes the export.
     *
     * @param audit the folder of the audit
     * @param target a folder that is empty or does not exist
     * @param clock tells when it is
     * @throws AllmanningException ALM-AUD-011 if the target is not empty, ALM-AUD-006 if something
     *     cannot be read or written
     */
    public static Result write(Path audit, Path target, Clock clock) {
        try {
            if (Files.exists(target) && !Files.isDirectory(target)) {
                throw AuditFault.target(target, "it is a file", null);
            }
            Files.createDirectories(target);
            try (Stream<Path> there = Files.list(target)) {
                if (there.findAny().isPresent()) {
                    throw AuditFault.target(target, "it is not empty", null);
                }
            }
            return new AuditExport(audit, target).run(clock);
        } catch (IOException | UncheckedIOException e) {
            throw AuditFault.unreadable(target, e);
        }
    }

    private Result run(Clock clock) throws IOException {
        Path chains = target.resolve("chains");
        Files.createDirectories(chains);
        for (Path chain : AuditFolder.chains(audit)) {
            copy(chain, chains.resolve(chain.getFileName().toString()));
        }
        // What is told of is the copy, which no longer grows.
        Verification verification = AuditVerifier.verify(chains);
        long records = csv(chains);
        Files.write(target.resolve("fields.json"), CanonicalJson.bytes(description()));
        Files.writeString(target.resolve("README.txt"), README);
        if (verification.intact()) {
            CheckpointFile.of(verification, clock.instant())
                    .write(target.resolve("checkpoint.json"));
        }
        return new Result(records, manifest(), verification);
    }

    private static void copy(Path chain, Path to) throws IOException {
        Files.createDirectories(to);
        Path end = chain.resolve(AuditFolder.END);
        boolean closed = Files.exists(end);
        for (AuditFolder.Segment segment : AuditFolder.segments(chain)) {
            Files.copy(segment.file(), to.resolve(segment.file().getFileName().toString()));
        }
        if (closed) {
            Files.copy(end, to.resolve(AuditFolder.END));
        }
    }

    private long csv(Path chains) throws IOException {
        long[] count = {0};
        try (BufferedWriter out = Files.newBufferedWriter(target.resolve("records.csv"))) {
            List<String> header = new ArrayList<>(List.of("id", "hash"));
            for (Field field : Field.values()) {
                header.add(field.key());
            }
            row(out, header);
            AuditReader.of(chains)
                    .read(
                            AuditFilter.ALL,
                            entry -> {
                                count[0]++;
                                try {
                                    row(out, cells(entry));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
        return count[0];
    }

    private static List<String> cells(AuditEntry entry) {
        List<String> cells = new ArrayList<>(List.of(entry.id(), entry.hash()));
        for (Field field : Field.values()) {
            cells.add(entry.record().value(field).map(AuditExport::cell).orElse(""));
        }
        return cells;
    }

    private static String cell(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String json = CanonicalJson.text(new TreeMap<>(Map.of("v", value)));
            return json.substring("{\"v\":".length(), json.length() - 1);
        }
        return value.toString();
    }

    private static void row(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(AuditExport::quoted).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    static String quoted(String cell) {
        String safe =
                !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static SortedMap<String, Object> description() {
        List<Object> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            SortedMap<String, Object> one = new TreeMap<>();
            one.put("name", field.key());
            one.put("kind", field.kind().id());
            one.put("swedish", field.swedish());
            one.put("english", field.english());
            one.put("meaning", field.meaning());
            fields.add(one);
        }
        SortedMap<String, Object> description = new TreeMap<>();
        description.put("format", ChainLine.FORMAT);
        description.put("fields", fields);
        return description;
    }

    private int manifest() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(target)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder manifest = new StringBuilder();
        for (Path file : files) {
            String name = target.relativize(file).toString().replace('\\', '/');
            manifest.append(AuditDisposal.sha256(file)).append("  ").append(name).append('\n');
        }
        Files.write(
                target.resolve("manifest.sha256"),
                manifest.toString().getBytes(StandardCharsets.UTF_8));
        return files.size();
    }
}
