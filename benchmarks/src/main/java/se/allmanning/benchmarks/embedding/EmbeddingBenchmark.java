/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.embedding;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import se.allmanning.connector.onnx.OnnxEmbeddingModel;

/**
 * Prints how much processor time this project's embedding takes against two peers: the median of
 * rounds that take turns. Run from the repository's root:
 *
 * <pre>{@code
 * mvn -q -Dquick -pl benchmarks -am process-classes
 * mvn -q -f benchmarks/langchain4j-peer package
 * java -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath)" \
 *     se.allmanning.benchmarks.embedding.EmbeddingBenchmark
 * }</pre>
 */
public final class EmbeddingBenchmark {

    static final int DIMENSION = 384;
    private static final int ROUNDS = 5;
    private static final Path PEER = Path.of("benchmarks", "langchain4j-peer", "target", "peer");

    private EmbeddingBenchmark() {}

    /** Takes nothing. */
    public static void main(String[] args) throws IOException {
        if (!Files.isDirectory(PEER)) {
            System.err.println("First: mvn -q -f benchmarks/langchain4j-peer package");
            System.exit(2);
        }
        Path work =
                Files.createDirectories(Path.of("benchmarks", "target", "embedding"))
                        .toAbsolutePath();
        Path texts = work.resolve("texts.txt");
        try (InputStream in = EmbeddingBenchmark.class.getResourceAsStream("texts.txt")) {
            Files.copy(Objects.requireNonNull(in), texts, StandardCopyOption.REPLACE_EXISTING);
        }
        Path home = work.resolve("connector");
        try (OnnxEmbeddingModel model = new Connector(Files.createDirectories(home)).open()) {
            System.out.printf(
                    "model %s, texts %d%n", model.modelName(), Files.readAllLines(texts).size());
        }
        Path model = unpacked(home.resolve("models"));
        String ours = System.getProperty("java.class.path");
        String classes = ours.split(File.pathSeparator, 2)[0];
        try (Contest peer =
                        new Contest(
                                LangChain4jPeer.class,
                                classes + File.pathSeparator + PEER.toAbsolutePath() + "/*",
                                work.resolve("peer"),
                                List.of(
                                        model.resolve("model.onnx").toString(),
                                        model.resolve("tokenizer.json").toString(),
                                        texts.toString()));
                Contest bare =
                        new Contest(
                                Bare.class,
                                ours,
                                work.resolve("bare"),
                                List.of(model.toString(), texts.toString()));
                Contest own =
                        new Contest(
                                Ours.class,
                                ours,
                                work.resolve("ours"),
                                List.of(home.toString(), texts.toString()))) {
            for (int i = 0; i < ROUNDS; i++) {
                peer.round();
                bare.round();
                own.round();
            }
            print("LangChain4j's OnnxEmbeddingModel", peer, own);
            print("bare tokenizer and session", bare, own);
        }
    }

    private static Path unpacked(Path models) throws IOException {
        try (Stream<Path> folders = Files.list(models)) {
            return folders.findFirst().orElseThrow();
        }
    }

    private static void print(String name, Contest peer, Contest ours) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-34s %6.2f s of processor (%.2f s of time), ours %6.2f (%.2f): %.2f x,"
                        + " least cosine %.5f%n",
                name,
                peer.cpu(),
                peer.wall(),
                ours.cpu(),
                ours.wall(),
                peer.cpu() / ours.cpu(),
                peer.leastCosine(ours));
    }
}
