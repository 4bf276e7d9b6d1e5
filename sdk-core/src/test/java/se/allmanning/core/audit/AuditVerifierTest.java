/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.allmanning.core.audit.VerificationFault.Kind;
import se.allmanning.core.home.Sha256;

@DisplayName("Verification")
class AuditVerifierTest {

    private static final int CALLS = 20;

    @TempDir Path audit;

    private VerificationFault fault() {
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.intact()).isFalse();
        assertThat(found.faults()).hasSize(1);
        return found.first().orElseThrow();
    }

    @Test
    @DisplayName("a chain as it was written is intact, and every record is counted")
    void intact() {
        Path chain = Trails.chain(audit, CALLS, 4_000);
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.intact()).isTrue();
        assertThat(found.records()).isEqualTo(CALLS + 2);
        assertThat(found.notices()).isEmpty();
        assertThat(found.chains())
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.id()).isEqualTo(chain.getFileName().toString());
                    assertThat(c.state()).isEqualTo(Verification.State.CLOSED);
                    assertThat(c.last()).isEqualTo(CALLS + 1);
                    assertThat(c.segments()).isEqualTo(Trails.segments(chain).size());
                });
        assertThat(Trails.segments(chain)).hasSizeGreaterThan(3);
    }

    @Test
    @DisplayName("a home without an audit has nothing to verify")
    void nothing() {
        Verification found = AuditVerifier.verify(audit.resolve("none"));
        assertThat(found.intact()).isTrue();
        assertThat(found.chains()).isEmpty();
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                Arguments.of(
                        "a changed byte",
                        edit(l -> l.set(5, l.get(5).replace("BN 2026-3", "BN 2026-4"))),
                        Kind.CHANGED,
                        6,
                        4,
                        "the line was changed"),
                Arguments.of(
                        "a changed byte in the very last record",
                        edit(l -> l.set(22, l.get(22).replace("host-stop", "host-stob"))),
                        Kind.CHANGED,
                        23,
                        21,
                        "the line was changed"),
                Arguments.of(
                        "a changed hash",
                        edit(l ->
                                l.set(
                                        5,
                                        l.get(5)
                                                .replaceFirst(
                                                        "\"hash\":\"[0-9a-f]{4}",
                                                        "\"hash\":\"0000"))),
                        Kind.CHANGED,
                        6,
                        4,
                        "does not have the hash"),
                Arguments.of(
                        "a space that changes no value",
                        edit(l -> l.set(5, l.get(5).replace("\"sequence\":", "\"sequence\": "))),
                        Kind.CHANGED,
                        6,
                        4,
                        "not as any line is written"),
                Arguments.of(
                        "a line that is no JSON",
                        edit(l -> l.set(5, "hej")),
                        Kind.CHANGED,
                        6,
                        4,
                        "byte 0: '{' expected"),
                Arguments.of(
                        "a line longer than any",
                        edit(l -> l.set(5, "x".repeat(3 << 20))),
                        Kind.CHANGED,
                        6,
                        4,
                        "longer than any line"),
                Arguments.of(
                        "an empty line",
                        edit(l -> l.add(5, "")),
                        Kind.CHANGED,
                        6,
                        4,
                        "record 4 was expected"),
                Arguments.of(
                        "a removed line",
                        edit(l -> l.remove(5)),
                        Kind.MISSING,
                        6,
                        4,
                        "record 4 is missing; record 5 stands there"),
                Arguments.of(
                        "several removed lines",
                        edit(l -> l.subList(5, 8).clear()),
                        Kind.MISSING,
                        6,
                        4,
                        "records 4 to 6 are missing"),
                Arguments.of(
                        "swapped lines",
                        edit(l -> Collections.swap(l, 5, 9)),
                        Kind.REORDERED,
                        6,
                        4,
                        "record 8 stands before record 4"),
                Arguments.of(
                        "a repeated line",
                        edit(l -> l.add(6, l.get(5))),
                        Kind.DUPLICATED,
                        7,
                        5,
                        "record 4 stands there again"),
                Arguments.of(
                        "a line repeated further down",
                        edit(l -> l.add(12, l.get(3))),
                        Kind.DUPLICATED,
                        13,
                        11,
                        "record 2 stands there again"),
                Arguments.of(
                        "a removed head",
                        edit(l -> l.remove(0)),
                        Kind.MISSING,
                        1,
                        0,
                        "head is missing"),
                Arguments.of(
                        "a changed head",
                        edit(l -> l.set(0, l.get(0).replace("2026-03-01", "2025-03-01"))),
                        Kind.CHANGED,
                        1,
                        0,
                        "the line was changed"),
                Arguments.of(
                        "a head in the midst",
                        edit(l -> l.add(4, l.get(0))),
                        Kind.ADDED,
                        5,
                        3,
                        "a head in the midst"),
                Arguments.of(
                        "a cut tail of a closed chain",
                        edit(l -> l.subList(15, l.size()).clear()),
                        Kind.CUT_OFF,
                        16,
                        14,
                        "ends before record 14"),
                Arguments.of(
                        "a tail of a closed chain cut within a line",
                        (Consumer<Path>)
                                file -> {
                                    String text = String.join("\n", Trails.lines(file));
                                    Trails.writeText(file, text.substring(0, text.length() - 9));
                                },
                        Kind.CUT_OFF,
                        23,
                        21,
                        "the line breaks off"),
                Arguments.of(
                        "a line after the closing record",
                        edit(l -> l.add(l.get(3))),
                        Kind.ADDED,
                        24,
                        22,
                        "follows the record that closed the chain"));
    }

    private static Consumer<Path> edit(Consumer<List<String>> change) {
        return file -> {
            List<String> lines = Trails.lines(file);
            change.accept(lines);
            Trails.write(file, lines);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    @DisplayName("finds, with file, line and record:")
    void tampering(
            String what, Consumer<Path> change, Kind kind, int line, int sequence, String message) {
        Path chain = Trails.chain(audit, CALLS, 1 << 20);
        Path file = Trails.segments(chain).get(0);
        change.accept(file);
        VerificationFault fault = fault();
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.file()).isEqualTo(file);
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.sequence()).isEqualTo(sequence);
        assertThat(fault.message()).contains(message);
    }

    @Test
    @DisplayName("every byte counts: whichever one of a chain is changed, it is found")
    void everyByte() throws IOException {
        Path chain = Trails.chain(audit, 0, 1 << 20);
        Path file = Trails.segments(chain).get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 2) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThat(AuditVerifier.verify(audit).intact()).as("byte %d", i).isFalse();
        }
    }

    @Test
    @DisplayName("a replaced record with a hash of its own breaks the link of the next")
    void replaced() {
        Path chain = Trails.chain(audit, CALLS, 1 << 20);
        Path file = Trails.segments(chain).get(0);
        List<String> lines = Trails.lines(file);
        AuditEntry fourth = Trails.entries(audit).get(4);
        AuditRecord other = Trails.call(99).time(fourth.time()).build();
        ChainLine.Sealed forged =
                ChainLine.record(
                        Sha256.digest(),
                        fourth.chain(),
                        fourth.previous(),
                        CanonicalJson.bytes(other.fields()),
                        4);
        lines.set(5, new String(forged.line(), StandardCharsets.UTF_8).strip());
        Trails.write(file, lines);
        VerificationFault fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.REWRITTEN);
        assertThat(fault.line()).isEqualTo(7);
        assertThat(fault.sequence()).isEqualTo(5);
        assertThat(fault.message()).contains("one of the two was replaced");
    }

    @Test
    @DisplayName("a record moved from another chain is foreign")
    void foreign() {
        Path one = Trails.chain(audit, CALLS, 1 << 20);
        Path two = Trails.chain(audit, CALLS, 1 << 20);
        List<String> lines = Trails.lines(Trails.segments(one).get(0));
        lines.set(5, Trails.lines(Trails.segments(two).get(0)).get(5));
        Trails.write(Trails.segments(one).get(0), lines);
        VerificationFault fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.FOREIGN);
        assertThat(fault.chain()).isEqualTo(one.getFileName().toString());
        assertThat(fault.message()).contains("belongs to chain " + two.getFileName());
    }

    @Test
    @DisplayName("a whole chain under another's name is foreign")
    void renamed() throws IOException {
        Path one = Trails.chain(audit, 1, 1 << 20);
        Path two = Trails.chain(audit.resolve("elsewhere"), 1, 1 << 20);
        Files.move(
                Trails.segments(two).get(0),
                Trails.segments(one).get(0),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(fault().kind()).isEqualTo(Kind.FOREIGN);
    }

    @Test
    @DisplayName("a missing segment is found, in the midst, at the start and at the end")
    void missingSegment() {
        Path chain = Trails.chain(audit, CALLS, 4_000);
        List<Path> segments = Trails.segments(chain);
        assertThat(segments.size()).isGreaterThan(3);
        String middle = String.join("\n", Trails.lines(segments.get(1))) + "\n";
        Trails.delete(segments.get(1));
        VerificationFault fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.MISSING);
        assertThat(fault.file()).isEqualTo(segments.get(2));
        assertThat(fault.message()).contains("the segment before 00000002.jsonl is missing");

        Trails.writeText(segments.get(1), middle);
        String start = String.join("\n", Trails.lines(segments.get(0))) + "\n";
        Trails.delete(segments.get(0));
        fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.MISSING);
        assertThat(fault.message()).contains("no decision on disposal covers");

        Trails.writeText(segments.get(0), start);
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        Trails.delete(segments.get(segments.size() - 1));
        fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.CUT_OFF);
    }

    @Test
    @DisplayName("swapped segments, and a segment emptied or cut, are found")
    void segments() throws IOException {
        Path chain = Trails.chain(audit, CALLS, 4_000);
        List<Path> segments = Trails.segments(chain);
        byte[] first = Files.readAllBytes(segments.get(1));
        byte[] second = Files.readAllBytes(segments.get(2));
        Files.write(segments.get(1), second);
        Files.write(segments.get(2), first);
        VerificationFault fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.REORDERED);
        assertThat(fault.message()).contains("holds segment 2; segment 1 was expected");

        Files.write(segments.get(2), second);
        Files.write(segments.get(1), new byte[0]);
        assertThat(fault().kind()).isEqualTo(Kind.CUT_OFF);

        List<String> lines =
                new ArrayList<>(List.of(new String(first, StandardCharsets.UTF_8).split("\n")));
        lines.remove(lines.size() - 1);
        Trails.write(segments.get(1), lines);
        fault = fault();
        assertThat(fault.kind()).isEqualTo(Kind.MISSING);
        assertThat(fault.file()).isEqualTo(segments.get(2));
        assertThat(fault.message()).contains("missing at the end of the segment before");
    }

    @Test
    @DisplayName("a torn last line of a killed process is an unfinished write, not a fault")
    void torn() {
        Path chain = Trails.killed(Trails.chain(audit, CALLS, 1 << 20));
        Path file = Trails.segments(chain).get(0);
        String whole = String.join("\n", Trails.lines(file)) + "\n";
        for (String rest : List.of("{\"chain\":\"00", "\0\0\0\0", "x")) {
            Trails.writeText(file, whole + rest);
            Verification found = AuditVerifier.verify(audit);
            assertThat(found.intact()).isTrue();
            assertThat(found.records()).isEqualTo(CALLS + 1);
            assertThat(found.chains().get(0).state()).isEqualTo(Verification.State.UNCLOSED);
            assertThat(found.notices())
                    .anyMatch(n ->
                            n.contains("unfinished write after record " + CALLS)
                                    && n.contains("nothing acknowledged is missing"));
        }
    }

    @Test
    @DisplayName("a cut tail of a chain that was not closed is seen with a checkpoint only")
    void cutTail() {
        Path chain = Trails.killed(Trails.chain(audit, CALLS, 1 << 20));
        Verification before = AuditVerifier.verify(audit);
        List<Checkpoint> kept = CheckpointFile.of(before, Trails.START).checkpoints();
        Path file = Trails.segments(chain).get(0);
        Trails.write(file, Trails.lines(file).subList(0, 10));

        Verification without = AuditVerifier.verify(audit);
        assertThat(without.intact()).isTrue();
        assertThat(without.notices()).anyMatch(n -> n.contains("was not closed"));

        VerificationFault fault = AuditVerifier.verify(audit, kept).first().orElseThrow();
        assertThat(fault.kind()).isEqualTo(Kind.CUT_OFF);
        assertThat(fault.sequence()).isEqualTo(9);
        assertThat(fault.message())
                .contains("ends before record 9")
                .contains("a checkpoint saw it reach record " + CALLS);

        Trails.writeText(file, String.join("\n", Trails.lines(file)) + "\n{\"chain");
        assertThat(AuditVerifier.verify(audit, kept).first().orElseThrow().kind())
                .isEqualTo(Kind.CUT_OFF);
    }

    @Test
    @DisplayName("a chain rewritten whole is seen with a checkpoint only")
    void rewritten() {
        Path chain = Trails.killed(Trails.chain(audit, CALLS, 1 << 20));
        List<Checkpoint> kept =
                CheckpointFile.of(AuditVerifier.verify(audit), Trails.START).checkpoints();
        List<AuditRecord> records =
                new ArrayList<>(Trails.entries(audit).stream().map(AuditEntry::record).toList());
        records.set(7, Trails.call(777).time(Trails.START).build());
        Trails.rewrite(chain, records);

        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        VerificationFault fault = AuditVerifier.verify(audit, kept).first().orElseThrow();
        assertThat(fault.kind()).isEqualTo(Kind.REWRITTEN);
        assertThat(fault.message()).contains("another hash than a checkpoint saw");
    }

    @Test
    @DisplayName("a closed chain rewritten whole contradicts the note of its closing")
    void rewrittenClosed() {
        Path chain = Trails.chain(audit, CALLS, 1 << 20);
        List<AuditRecord> records =
                new ArrayList<>(Trails.entries(audit).stream().map(AuditEntry::record).toList());
        records.remove(7);
        Trails.rewrite(chain, records);
        assertThat(fault().kind()).isEqualTo(Kind.CUT_OFF);
    }

    @Test
    @DisplayName("a chain that is gone is seen with a checkpoint only")
    void goneChain() throws IOException {
        Path chain = Trails.chain(audit, 1, 1 << 20);
        List<Checkpoint> kept =
                CheckpointFile.of(AuditVerifier.verify(audit), Trails.START).checkpoints();
        for (Path file : Trails.segments(chain)) {
            Files.delete(file);
        }
        Files.delete(chain.resolve("lock"));
        Files.delete(chain.resolve("end.json"));
        Files.delete(chain);
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        VerificationFault fault = AuditVerifier.verify(audit, kept).first().orElseThrow();
        assertThat(fault.kind()).isEqualTo(Kind.MISSING);
        assertThat(fault.message())
                .isEqualTo("the chain is gone, but a checkpoint saw it reach record 2");
    }

    @Test
    @DisplayName("removed segments of a closed chain leave its note, which says so")
    void removedSegments() {
        Path chain = Trails.chain(audit, 1, 1 << 20);
        Trails.segments(chain).forEach(Trails::delete);
        assertThat(fault().kind()).isEqualTo(Kind.CUT_OFF);
        Trails.writeText(chain.resolve("end.json"), "{}");
        assertThat(fault().kind()).isEqualTo(Kind.CHANGED);
    }

    @Test
    @DisplayName("a chain that grows after a checkpoint verifies against it")
    void grows() {
        Trails.MovableClock clock = new Trails.MovableClock();
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            trail.append(Trails.call(1).build());
            Checkpoint seen = trail.checkpoint();
            assertThat(seen.sequence()).isEqualTo(1);
            trail.append(Trails.call(2).build());
            Verification found = AuditVerifier.verify(audit, List.of(seen));
            assertThat(found.intact()).isTrue();
            assertThat(found.chains().get(0).state()).isEqualTo(Verification.State.LIVE);
            assertThat(found.notices()).isEmpty();
        }
    }

    @Test
    @DisplayName("each of many chains with a fault is told of, and the others are verified")
    void manyChains() {
        List<Path> chains = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            chains.add(Trails.chain(audit, 3, 1 << 20));
        }
        for (int damaged : List.of(1, 3)) {
            Path file = Trails.segments(chains.get(damaged)).get(0);
            List<String> lines = Trails.lines(file);
            lines.remove(2);
            Trails.write(file, lines);
        }
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.faults())
                .extracting(VerificationFault::chain)
                .containsExactlyInAnyOrder(
                        chains.get(1).getFileName().toString(),
                        chains.get(3).getFileName().toString());
        assertThat(found.chains()).hasSize(5);
        assertThat(found.records()).isEqualTo(3 * 5 + 2);
    }
}
