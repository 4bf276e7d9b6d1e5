/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.knowledge.SyncStatus;

@DisplayName("A host")
class LifecycleTest {

    private static final KnowledgeSource SOURCE =
            KnowledgeSource.of(
                    "minne",
                    List.of(
                            SourceDocument.ofText(
                                    "bad.txt", "Badhuset är öppet mellan klockan 10 och 18.")));

    @TempDir Path home;

    private Allmanning open() {
        return Allmanning.builder()
                .home(home)
                .extension(new HashingExtension())
                .policy(() -> HashingExtension.PERMITTED)
                .extension(new PlainTextExtension())
                .classLoader(null)
                .open();
    }

    @Test
    @DisplayName(
            "opened and closed a hundred times leaves no threads, files, classes or memory behind")
    void hundredTimes() {
        for (int i = 0; i < 10; i++) {
            useOnce();
        }
        Footprint before = Footprint.now();
        for (int i = 0; i < 100; i++) {
            useOnce();
        }
        Footprint after = Footprint.now();
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 2);
        assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 2);
        assertThat(after.classes()).as("classes").isLessThanOrEqualTo(before.classes() + 50);
        assertThat(after.heap()).as("heap").isLessThan(before.heap() + (4L << 20));
    }

    private void useOnce() {
        try (Allmanning allmanning = open()) {
            KnowledgeBase base = allmanning.knowledge("rules");
            base.sync(SOURCE);
            assertThat(base.search("När öppnar badhuset?")).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "lets other hosts, in this process or another, read the same home while one writes")
    void sharedHome() throws Exception {
        try (Allmanning writer = open();
                Allmanning reader = open()) {
            writer.knowledge("rules").sync(SOURCE);
            assertThat(reader.knowledge("rules").search("badhuset")).hasSize(1);
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            KnowledgeSource slow =
                    KnowledgeSource.of(
                            "langsam",
                            List.of(
                                    SourceDocument.builder(
                                                    "x.txt",
                                                    () -> {
                                                        writing.countDown();
                                                        await(goOn);
                                                        return new ByteArrayInputStream(
                                                                "Nytt om badet."
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8));
                                                    })
                                            .build()));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> sync = thread.submit(() -> writer.knowledge("rules").sync(slow));
                writing.await();
                assertThatThrownBy(() -> reader.knowledge("rules").sync(SOURCE))
                        .hasMessageContaining("rules")
                        .satisfies(e ->
                                assertThat(
                                                ((se.allmanning.service.AllmanningException) e)
                                                        .category()
                                                        .retryable())
                                        .isTrue());
                assertThat(reader.knowledge("rules").search("badhuset")).hasSize(1);
                assertThat(reader.knowledge("other").sync(SOURCE).count(SyncStatus.INDEXED))
                        .as("another base is not locked")
                        .isEqualTo(1);
                goOn.countDown();
                sync.get();
            } finally {
                goOn.countDown();
                thread.shutdownNow();
            }
            assertThat(reader.knowledge("rules").search("nytt om badet")).hasSize(2);
        }
    }

    @Test
    @DisplayName("names the bases that are there when one is not")
    void missingBase() {
        try (Allmanning allmanning = open()) {
            allmanning.knowledge("rules").sync(SOURCE);
            assertThatThrownBy(() -> allmanning.knowledge("ruels").search("x"))
                    .hasMessageContaining("No knowledge base \"ruels\"")
                    .hasMessageContaining("rules");
            assertThat(Files.exists(home.resolve("knowledge/local/ruels"))).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Footprint(int threads, long files, long classes, long heap) {
        static Footprint now() {
            for (int i = 0; i < 4; i++) {
                System.gc();
            }
            var system = ManagementFactory.getOperatingSystemMXBean();
            var memory = ManagementFactory.getMemoryMXBean();
            return new Footprint(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    system instanceof UnixOperatingSystemMXBean unix
                            ? unix.getOpenFileDescriptorCount()
                            : 0,
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    memory.getHeapMemoryUsage().getUsed());
        }
    }
}
