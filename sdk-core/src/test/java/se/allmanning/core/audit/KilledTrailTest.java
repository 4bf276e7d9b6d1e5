/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes that append and looks for everything that they were told is kept. */
class KilledTrailTest {

    private static final int KILLS = 10;
    private static final int THREADS = 4;

    @TempDir Path audit;

    /** The process that is killed: it prints the id of each record when {@code append} returned. */
    public static void main(String[] args) {
        AuditTrail trail = AuditTrail.builder(Path.of(args[0])).segmentBytes(20_000).open();
        for (int t = 0; t < THREADS; t++) {
            new Thread(
                            () -> {
                                while (true) {
                                    String id = trail.append(Trails.call(1).build()).id();
                                    synchronized (System.out) {
                                        System.out.println(id);
                                    }
                                }
                            })
                    .start();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTrailTest.class.getName(),
                        audit.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads until so many lines have come, kills, and reads what else the process had printed. */
    private static void kill(Process process, int lines, int spins, Set<String> acknowledged)
            throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                assertThat(line).as("the process appends until it is killed").isNotNull();
                acknowledged.add(line);
            }
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            // Process.destroyForcibly would also throw away what was printed and not yet read.
            process.toHandle().destroyForcibly();
            process.waitFor();
            out.lines()
                    .filter(rest -> rest.matches("[0-9a-f]{28}-[0-9]+"))
                    .forEach(acknowledged::add);
        }
    }

    @Test
    @DisplayName(
            "Killed at random moments, two at a time in one home, processes lose nothing acknowledged")
    void nothingLost() throws Exception {
        Random random = new Random(9);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < KILLS / 2; round++) {
            Process one = start();
            Process other = start();
            kill(one, 1 + random.nextInt(60), random.nextInt(20_000), acknowledged);
            kill(other, 1 + random.nextInt(60), random.nextInt(20_000), acknowledged);
        }
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.faults()).isEmpty();
        assertThat(found.chains())
                .hasSize(KILLS)
                .allMatch(chain -> chain.state() == Verification.State.UNCLOSED);
        List<String> kept = new ArrayList<>();
        AuditReader.of(audit).read(AuditFilter.ALL, entry -> kept.add(entry.id()));
        assertThat(kept).containsAll(acknowledged).doesNotHaveDuplicates();
    }
}
