/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;

/**
 * Kills a syncing process twenty times, each time at another moment, and looks at what it leaves.
 */
class KilledSyncTest {

    private static final int KILLS = 20;
    private static final int DOCUMENTS = 30;

    @TempDir Path folder;

    /**
     * What the source holds in a round: some documents are the same as before, some changed, some
     * gone.
     */
    private static KnowledgeSource source(int round) {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            if ((i + round) % 7 > 0) {
                documents.add(
                        SourceDocument.ofText("d" + i + ".txt", text(i, i % 3 == 0 ? round : 0)));
            }
        }
        return KnowledgeSource.of("changing", documents);
    }

    private static String text(int document, int version) {
        StringBuilder text = new StringBuilder("@title=Dokument " + document);
        for (int s = 0; s <= document % 4; s++) {
            text.append("\n\n# ").append(s).append(" §\n\nLydelse ").append(version);
            text.append(" av paragraf ").append(s).append(". Den gäller tills vidare.");
        }
        return text.toString();
    }

    /** The process that is killed: one round after another, a line for each document. */
    public static void main(String[] args) {
        try (TestIngest base = new TestIngest(Path.of(args[0]))) {
            base.limits(SyncLimits.DEFAULT.commitPassages(10));
            for (int round = Integer.parseInt(args[1]); ; round++) {
                int now = round;
                base.sync().sync(source(round), (done, total, entry) -> System.out.println(now));
            }
        }
    }

    @Test
    @DisplayName(
            "Killed at 20 moments, a sync leaves its last commit whole, and the next run completes")
    void leavesTheLastCommit() throws Exception {
        Random random = new Random(20);
        int round = 0;
        int unfinished = 0;
        Map<String, Integer> seen = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            round = killed(round, 1 + random.nextInt(50), random.nextInt(2_000));
            try (TestIngest base = new TestIngest(folder)) {
                if (!base.store.documents("changing").isEmpty()) {
                    assertWhole(base, seen);
                }
                SyncReport rest = base.sync().sync(source(round), SyncListener.SILENT);
                assertThat(rest.count(SyncStatus.FAILED)).isZero();
                unfinished += rest.count(SyncStatus.UNCHANGED) < rest.entries().size() ? 1 : 0;
                assertComplete(base, round);
            }
        }
        assertThat(unfinished).as("kills that left work to do").isGreaterThan(KILLS / 4);
    }

    /**
     * Starts the process and kills it after some lines and some spinning; gives the round that it
     * was in.
     */
    private int killed(int round, int lines, int spins) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledSyncTest.class.getName(),
                                folder.toString(),
                                Integer.toString(round))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int reached = round;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                assertThat(line).as("the process works until it is killed").isNotNull();
                reached = Integer.parseInt(line);
            }
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            process.destroyForcibly();
        }
        process.waitFor();
        return reached;
    }

    /**
     * Every entry has its passages, every passage its vectors and its words in the archived text;
     * nothing was lost.
     */
    private void assertWhole(TestIngest base, Map<String, Integer> seen) throws IOException {
        try (FSDirectory index = FSDirectory.open(folder.resolve("index"));
                CheckIndex check = new CheckIndex(index)) {
            assertThat(check.checkIndex().clean).isTrue();
        }
        int known = 0;
        for (StoredDocument entry : base.store.documents("changing")) {
            known++;
            List<StoredPassage> passages = base.store.passages(entry.source(), entry.id());
            assertThat(passages).hasSize(entry.current() ? entry.passages() : 0);
            CanonicalText text = base.archive.read(entry.textDigest()).orElseThrow();
            for (StoredPassage passage : passages) {
                assertThat(text.slice(passage.start(), passage.end())).isEqualTo(passage.text());
                assertThat(passage.vector()).isPresent();
            }
        }
        assertThat(known).isGreaterThanOrEqualTo(seen.getOrDefault("entries", 0));
        seen.put("entries", known);
    }

    private static void assertComplete(TestIngest base, int round) throws IOException {
        Map<String, StoredDocument> ledger = new HashMap<>();
        base.store.documents("changing").forEach(d -> ledger.put(d.id(), d));
        List<String> there = new ArrayList<>();
        source(round)
                .visit(
                        new KnowledgeSource.Visitor() {
                            @Override
                            public void document(SourceDocument document) {
                                there.add(document.id());
                            }

                            @Override
                            public void unreadable(String id, String reason) {}
                        });
        assertThat(ledger.values().stream().filter(StoredDocument::current).map(StoredDocument::id))
                .containsExactlyInAnyOrderElementsOf(there);
        for (String id : there) {
            int i = Integer.parseInt(id.substring(1, id.length() - 4));
            String wanted = "Lydelse " + (i % 3 == 0 ? round : 0) + " av";
            assertThat(base.store.passages("changing", id))
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.text()).startsWith(wanted));
        }
    }
}
