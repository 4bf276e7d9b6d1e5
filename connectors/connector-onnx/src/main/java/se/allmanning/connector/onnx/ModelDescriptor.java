/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;

/**
 * What a model's {@code model.json} says.
 *
 * @param languages BCP 47 tags; empty where unknown
 * @param dimension length of a vector
 * @param maxTokens the most tokens at once, special tokens included
 * @param output name of the graph's output that is read
 * @param normalize whether vectors are scaled to length 1
 * @param queryPrefix put before a question, may be empty
 * @param documentPrefix put before a document, may be empty
 * @param model path of the graph, relative to the descriptor
 * @param tokenizer path of {@code tokenizer.json}, relative to the descriptor
 * @param sessionOptions configuration entries of ONNX Runtime's session
 * @param files every file of the model but the descriptor
 */
record ModelDescriptor(
        ModelId id,
        Set<String> languages,
        int dimension,
        int maxTokens,
        Pooling pooling,
        String output,
        boolean normalize,
        String queryPrefix,
        String documentPrefix,
        String model,
        String tokenizer,
        Map<String, String> sessionOptions,
        List<ModelFile> files) {

    /**
     * One file of a model.
     *
     * @param path relative to the descriptor, with {@code /}
     * @param sha256 64 lower-case hexadecimal digits
     * @param size in bytes; absent where the descriptor does not say
     */
    record ModelFile(String path, String sha256, @Nullable Long size) {}

    ModelDescriptor {
        languages = Set.copyOf(languages);
        sessionOptions = Map.copyOf(sessionOptions);
        files = List.copyOf(files);
    }

    /**
     * The SHA-256 that identifies the model: over a manifest in UTF-8 in the manner of OpenSSF
     * model signing, one line for each file, sorted by path, {@code sha256:DIGEST SP SP PATH LF},
     * and a last line of the same form whose path is {@code #embedding} and whose digest is over
     * what else decides the numbers, one {@code NAME=VALUE LF} each: {@code dimension}, {@code
     * document-prefix}, {@code max-tokens}, {@code normalize}, {@code output}, {@code pooling},
     * {@code query-prefix}. Two descriptors over the same files whose vectors differ thus never
     * share a digest.
     */
    String digest() {
        String settings =
                "dimension="
                        + dimension
                        + "\ndocument-prefix="
                        + documentPrefix
                        + "\nmax-tokens="
                        + maxTokens
                        + "\nnormalize="
                        + normalize
                        + "\noutput="
                        + output
                        + "\npooling="
                        + pooling.id()
                        + "\nquery-prefix="
                        + queryPrefix
                        + "\n";
        String manifest =
                files.stream()
                                .sorted(Comparator.comparing(ModelFile::path))
                                .map(file -> line(file.sha256(), file.path()))
                                .collect(Collectors.joining())
                        + line(Sha256.of(settings), "#embedding");
        return Sha256.of(manifest);
    }

    private static String line(String sha256, String path) {
        return "sha256:" + sha256 + "  " + path + "\n";
    }
}
