/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import se.allmanning.core.knowledge.lucene.LuceneKnowledgeStores;
import se.allmanning.core.knowledge.lucene.TestStores;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

/** A base in a folder with a parser and a model that cost nothing and tell what they were asked. */
final class TestIngest implements AutoCloseable {

    final WordsModel model = new WordsModel();
    final KnowledgeStore store;
    final TextArchive archive;
    private final BooleanSupplier cancelled;
    private SyncLimits limits = SyncLimits.DEFAULT;

    TestIngest(Path folder) {
        this(folder, () -> false);
    }

    TestIngest(Path folder, BooleanSupplier cancelled) {
        this.store = new LuceneKnowledgeStores().open(TestStores.context(folder.resolve("index")));
        this.archive = new TextArchive(folder.resolve("texts"));
        this.cancelled = cancelled;
    }

    TestIngest limits(SyncLimits newLimits) {
        this.limits = newLimits;
        return this;
    }

    KnowledgeSync sync() {
        return sync(() -> model);
    }

    KnowledgeSync sync(Supplier<EmbeddingModel> supplier) {
        return new KnowledgeSync(
                store,
                archive,
                List.of(new Lines()),
                documents -> supplier.get(),
                limits,
                Clock.systemUTC(),
                null,
                cancelled);
    }

    @Override
    public void close() {
        store.close();
    }

    /** Embeds words, and remembers which texts. */
    static final class WordsModel implements EmbeddingModel {
        final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(
                    segments.stream()
                            .map(s -> {
                                texts.add(s.text());
                                return Embedding.from(TestStores.vector(s.text()));
                            })
                            .toList());
        }

        int embedded() {
            return texts.size();
        }
    }

    /**
     * Text files: blocks between empty lines, {@code # } before a heading, {@code @key=value} for
     * metadata, {@code ?warning}, and {@code !} for what may go wrong.
     */
    static final class Lines implements StructureParser {
        @Override
        public String id() {
            return "lines";
        }

        @Override
        public int match(String name, byte[] head) {
            return name.endsWith(".txt") ? BY_NAME : NOT_MINE;
        }

        @Override
        public ParsedDocument parse(ParserInput input)
                throws IOException, UnreadableDocumentException {
            ParsedDocument.Builder out = ParsedDocument.builder();
            String text;
            try (InputStream in = input.open()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            for (String block : text.split("\n\n", -1)) {
                if (block.startsWith("# ")) {
                    out.heading(1, block.substring(2));
                } else if (block.startsWith("@")) {
                    out.metadata(
                            block.substring(1, block.indexOf('=')),
                            block.substring(block.indexOf('=') + 1));
                } else if (block.startsWith("?")) {
                    out.warning(block.substring(1));
                } else if (block.startsWith("!")) {
                    fail(block.substring(1));
                } else {
                    out.paragraph(block);
                }
            }
            return out.build();
        }

        private static void fail(String how) throws IOException, UnreadableDocumentException {
            switch (how) {
                case "encrypted" ->
                        throw new UnreadableDocumentException(
                                "The file asks for a password.", "Save it without one.");
                case "io" -> throw new IOException("secret content");
                case "deep" -> fail(how);
                case "memory" -> throw new OutOfMemoryError("secret content");
                default -> throw new IllegalStateException("secret content");
            }
        }
    }
}
