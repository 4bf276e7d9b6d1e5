/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.SourceDocument;

/**
 * The statutes of the demo, which travel in this jar, with where they come from.
 *
 * @param source whose texts they are
 * @param licence why they may be copied
 * @param snapshot the day on which the texts were current
 * @param documents the texts
 * @param bytes their size
 */
record Statutes(
        String source,
        String licence,
        String snapshot,
        List<SourceDocument> documents,
        long bytes) {

    private static final String FOLDER = "statutes/";

    static Statutes load() {
        try {
            JsonNode collection =
                    JsonMapper.builder().build().readTree(bytes(FOLDER + "collection.json"));
            List<SourceDocument> documents = new ArrayList<>();
            long size = 0;
            for (JsonNode name : collection.path("documents")) {
                byte[] text = bytes(FOLDER + "documents/" + name.asText());
                size += text.length;
                documents.add(
                        SourceDocument.builder(name.asText(), () -> new ByteArrayInputStream(text))
                                .build());
            }
            return new Statutes(
                    collection.path("source").asText(),
                    collection.path("licence").asText(),
                    collection.path("snapshot").asText(),
                    List.copyOf(documents),
                    size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KnowledgeSource knowledgeSource() {
        return KnowledgeSource.of("demo:statutes", documents);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Statutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The jar lacks " + name + ".");
            }
            return in.readAllBytes();
        }
    }
}
