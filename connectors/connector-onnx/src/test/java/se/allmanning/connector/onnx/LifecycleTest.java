/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;

@DisplayName("An open model")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LifecycleTest {

    private static final List<TextSegment> TEXTS =
            Collections.nCopies(64, TextSegment.from("a b c d e f g h ".repeat(8)));

    @TempDir Path folder;

    private OnnxModelBuilder tiny() throws IOException {
        return TinyModel.builder(TinyModel.in(folder)).workers(4);
    }

    private static OnnxModelBuilder shipped() {
        return new OnnxModelBuilder(
                        ClassPathModel.all(LifecycleTest.class.getClassLoader())
                                .get(0)
                                .in(Contexts.SHARED))
                .natives(Contexts.SHARED);
    }

    @Test
    @DisplayName("gives many threads the same numbers")
    void manyThreads() throws Exception {
        try (OnnxEmbeddingModel model = tiny().build();
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Embedding> expected = model.embedAll(TEXTS).content();
            Callable<List<Embedding>> call = () -> model.embedAll(TEXTS).content();
            for (Future<List<Embedding>> result :
                    threads.invokeAll(Collections.nCopies(64, call))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("says that it is closed when used afterwards, and may be closed twice")
    void useAfterClose() throws IOException {
        OnnxEmbeddingModel model = tiny().build();
        model.close();
        model.close();
        assertThatThrownBy(() -> model.embed("a"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("test/tiny@1 is closed", "[ALM-CON-107]");
    }

    @Test
    @DisplayName("waits for the calls that run before it closes")
    void closeWaits() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            // The caller is held inside its call, where it asks for helpers.
            OnnxEmbeddingModel model =
                    tiny().executor(
                                    work -> {
                                        inside.countDown();
                                        awaitQuietly(goOn);
                                    })
                            .build();
            Future<Integer> call = threads.submit(() -> model.embedAll(TEXTS).content().size());
            inside.await();
            Future<?> closing = threads.submit(model::close);
            assertThat(closing.isDone()).isFalse();
            goOn.countDown();
            assertThat(call.get()).isEqualTo(TEXTS.size());
            closing.get();
            assertThatThrownBy(() -> model.embed("a")).hasMessageContaining("[ALM-CON-107]");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("comes to an end with an executor that gives no thread, and leaves it open")
    void lentExecutor() throws IOException {
        try (OnnxEmbeddingModel model = tiny().executor(work -> {}).build()) {
            assertThat(model.embedAll(TEXTS).content()).hasSize(TEXTS.size());
        }
        try (OnnxEmbeddingModel model =
                tiny().executor(
                                work -> {
                                    throw new RejectedExecutionException();
                                })
                        .build()) {
            assertThat(model.embedAll(TEXTS).content()).hasSize(TEXTS.size());
        }
        try (ExecutorService lent = Executors.newFixedThreadPool(2)) {
            try (OnnxEmbeddingModel model = tiny().executor(lent).build()) {
                assertThat(model.embedAll(TEXTS).content()).hasSize(TEXTS.size());
            }
            assertThat(lent.isShutdown()).isFalse();
        }
    }

    @Test
    @DisplayName("stops when its caller is interrupted, and serves the next")
    void interrupted() throws IOException {
        try (OnnxEmbeddingModel model = tiny().build()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> model.embedAll(TEXTS))
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContaining("[ALM-CON-109]");
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
            assertThat(model.embedAll(TEXTS).content()).hasSize(TEXTS.size());
        }
    }

    @Test
    @DisplayName("leaves no thread behind")
    void noThreads() throws IOException, InterruptedException {
        try (OnnxEmbeddingModel model = tiny().build()) {
            assertThat(model.embedAll(TEXTS).content()).hasSize(TEXTS.size());
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("allmanning-onnx")) {
                // One that has done its last work may still be on its way out.
                assertThat(thread.join(Duration.ofSeconds(20))).as(thread.getName()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("gives back the memory outside the heap when closed")
    void noLeak() throws IOException {
        assumeThat(Path.of("/proc/self/status")).exists();
        openAndClose();
        long before = residentMegabytes();
        for (int i = 0; i < 2; i++) {
            openAndClose();
        }
        // A session that stays takes more than 80, a tokenizer more than 100.
        assertThat(residentMegabytes() - before).isLessThan(110);
    }

    private static void openAndClose() {
        try (OnnxEmbeddingModel model = shipped().build()) {
            assertThat(model.embed("Hej").content().dimension()).isEqualTo(384);
        }
    }

    @Test
    @DisplayName("needs no more memory for many lengths of text than for a few")
    void boundedMemory() throws IOException {
        assumeThat(Path.of("/proc/self/status")).exists();
        try (OnnxEmbeddingModel model = shipped().workers(2).build()) {
            List<TextSegment> longest =
                    Collections.nCopies(6, TextSegment.from("väg ".repeat(505)));
            assertThat(model.embedAll(longest).content()).hasSize(6);
            long before = residentMegabytes();
            for (int words = 1; words < 500; words += 9) {
                assertThat(model.embed("väg ".repeat(words)).content().dimension()).isEqualTo(384);
            }
            assertThat(residentMegabytes() - before).isLessThan(64);
        }
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
