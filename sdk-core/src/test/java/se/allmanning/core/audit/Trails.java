/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Trails to test with, and what somebody might do to their files. */
final class Trails {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** A clock that stands still until it is moved. */
    static final class MovableClock extends Clock {
        private volatile Instant now = START;

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    private Trails() {}

    static AuditTrail.Builder quick(Path audit, Clock clock) {
        return AuditTrail.builder(audit).clock(clock).durability(Durability.NONE).reserveBytes(0);
    }

    static AuditRecord.Builder call(int i) {
        return AuditRecord.builder(AuditEvent.MODEL_CALL)
                .invocation("call-" + i)
                .authority("byggnadsnamnden")
                .caseNumber("BN 2026-" + i)
                .user("Åsa Öberg <asa@exempel.se>")
                .purpose("question-answering")
                .service("municipal-answers")
                .informationClass("K2R2T1+ordinary")
                .model("kb/gpt-sw3@1.2", "ab".repeat(32), i % 2 == 0)
                .deployment("sundsvall-onprem")
                .catalogVersion("2026-02-27")
                .decision(AuditDecision.permit("clearance-covers"))
                .sources(List.of(new AuditSource("cd".repeat(32), 10, 40 + i)))
                .tokens(812 + i, 120)
                .durationMillis(950)
                .outcome("answered")
                .mark("trainedAlgorithmicMedia")
                .review(true)
                .inputHmac("01".repeat(32))
                .outputHmac("02".repeat(32));
    }

    /** A closed chain with so many calls between its first and last record; gives its folder. */
    static Path chain(Path audit, int calls, long segmentBytes) {
        MovableClock clock = new MovableClock();
        try (AuditTrail trail = quick(audit, clock).segmentBytes(segmentBytes).open()) {
            for (int i = 0; i < calls; i++) {
                clock.set(clock.instant().plusMillis(250));
                trail.append(call(i).build());
            }
            return audit.resolve(trail.chain());
        }
    }

    /** What a killed process leaves: no closing record, no note, no lock. */
    static Path killed(Path chain) {
        List<Path> segments = segments(chain);
        Path last = segments.get(segments.size() - 1);
        List<String> lines = lines(last);
        write(last, lines.subList(0, lines.size() - 1));
        delete(chain.resolve(AuditFolder.END));
        return chain;
    }

    static List<Path> segments(Path chain) {
        try (Stream<Path> files = Files.list(chain)) {
            return files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, List<String> lines) {
        writeText(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    static void writeText(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a chain anew, with the same id and other records, as somebody with the code could. */
    static void rewrite(Path chain, List<AuditRecord> records) {
        try {
            for (Path segment : segments(chain)) {
                Files.delete(segment);
            }
            Clock clock = Clock.fixed(START, ZoneOffset.UTC);
            try (ChainWriter writer =
                    new ChainWriter(chain, AuditDisk.of(chain), clock, 1 << 20, false)) {
                for (AuditRecord record : records) {
                    writer.append(record, CanonicalJson.bytes(record.fields()));
                }
                writer.force();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<AuditEntry> entries(Path audit) {
        return entries(audit, AuditFilter.ALL);
    }

    static List<AuditEntry> entries(Path audit, AuditFilter filter) {
        List<AuditEntry> entries = new ArrayList<>();
        AuditReader.of(audit).read(filter, entries::add);
        return entries;
    }
}
