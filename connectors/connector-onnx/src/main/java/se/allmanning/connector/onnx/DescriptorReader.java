/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.connector.onnx.ModelDescriptor.ModelFile;
import se.allmanning.model.ModelId;
import se.allmanning.service.AllmanningException;

/** Reads a {@code model.json} whole and tells every fault in it at once. Used once. */
final class DescriptorReader {

    static final String FILE_NAME = "model.json";

    private static final Set<String> KEYS =
            Set.of(
                    "format",
                    "id",
                    "title",
                    "licence",
                    "languages",
                    "dimension",
                    "maxTokens",
                    "pooling",
                    "output",
                    "normalize",
                    "prefixes",
                    "model",
                    "tokenizer",
                    "sessionOptions",
                    "files");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final String where;
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    private DescriptorReader(String where, JsonNode root) {
        this.where = where;
        this.root = root;
    }

    /**
     * Reads a descriptor.
     *
     * @param json its bytes
     * @param where a path or a resource, for messages
     * @throws AllmanningException naming all that is wrong
     */
    static ModelDescriptor read(byte[] json, String where) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The model descriptor "
                            + where
                            + " is not JSON (line "
                            + e.getLocation().getLineNr()
                            + "). Correct it.",
                    e);
        } catch (IOException e) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The model descriptor " + where + " cannot be read.", e);
        }
        return new DescriptorReader(where, root).read();
    }

    private ModelDescriptor read() {
        if (!root.isObject()) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The model descriptor " + where + " is not a JSON object. Correct it.");
        }
        checkKeys("", root, KEYS);
        if (root.path("format").asInt(0) != 1) {
            faults.add("format is " + root.path("format") + ", this connector reads 1");
        }
        ModelId id = id();
        Pooling pooling = pooling();
        String output =
                text(
                        root,
                        "output",
                        pooling == Pooling.OUTPUT ? "sentence_embedding" : "last_hidden_state");
        JsonNode prefixes = root.path("prefixes");
        checkKeys("prefixes.", prefixes, Set.of("query", "document"));
        String model = text(root, "model", "model.onnx");
        String tokenizer = text(root, "tokenizer", "tokenizer.json");
        List<ModelFile> files = files(model, tokenizer);
        int dimension = positive("dimension");
        int maxTokens = positive("maxTokens");
        Map<String, String> options = sessionOptions();
        Set<String> languages = languages();
        boolean normalize = flag("normalize");
        String query = text(prefixes, "query", "");
        String document = text(prefixes, "document", "");
        if (!faults.isEmpty() || id == null || pooling == null) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The model descriptor "
                            + where
                            + " cannot be used: "
                            + String.join("; ", faults)
                            + ". Correct it.");
        }
        return new ModelDescriptor(
                id, languages, dimension, maxTokens, pooling, output, normalize, query, document,
                model, tokenizer, options, files);
    }

    private void checkKeys(String prefix, JsonNode node, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                faults.add(
                        "unknown key "
                                + prefix
                                + entry.getKey()
                                + " (known: "
                                + String.join(", ", new TreeSet<>(known))
                                + ")");
            }
        }
    }

    private @Nullable ModelId id() {
        String id = root.path("id").asText("");
        try {
            return ModelId.parse(id);
        } catch (IllegalArgumentException e) {
            faults.add("id is \"" + id + "\", write publisher/name@version");
            return null;
        }
    }

    private @Nullable Pooling pooling() {
        String id = root.path("pooling").asText("");
        Pooling pooling = Pooling.of(id).orElse(null);
        if (pooling == null) {
            faults.add("pooling is \"" + id + "\", allowed: " + Pooling.ids());
        }
        return pooling;
    }

    private String text(JsonNode node, String key, String missing) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return missing;
        }
        if (!value.isTextual()) {
            faults.add(key + " is not a text");
        }
        return value.asText(missing);
    }

    private boolean flag(String key) {
        JsonNode value = root.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            faults.add(key + " is " + value + ", allowed: true, false");
        }
        return value.asBoolean(true);
    }

    private int positive(String key) {
        JsonNode value = root.path(key);
        if (!value.canConvertToInt() || value.asInt() < 1) {
            faults.add(
                    key
                            + " is "
                            + (value.isMissingNode() ? "missing" : value)
                            + ", write a whole number from 1");
        }
        return value.asInt();
    }

    private Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        root.path("languages").forEach(language -> languages.add(language.asText()));
        return languages;
    }

    private Map<String, String> sessionOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("sessionOptions").properties()) {
            options.put(entry.getKey(), entry.getValue().asText());
        }
        return options;
    }

    private List<ModelFile> files(String model, String tokenizer) {
        List<ModelFile> files = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        for (JsonNode file : root.path("files")) {
            checkKeys("files.", file, Set.of("path", "sha256", "size"));
            String path = file.path("path").asText("");
            String sha256 = file.path("sha256").asText("");
            if (!staysInside(path)) {
                faults.add("files: path \"" + path + "\" is not one inside the model's folder");
            } else if (!paths.add(path)) {
                faults.add("files: " + path + " stands twice");
            }
            if (!SHA256.matcher(sha256).matches()) {
                faults.add("files: sha256 of " + path + " is not 64 digits of 0-9 and a-f");
            }
            JsonNode size = file.path("size");
            files.add(new ModelFile(path, sha256, size.isNumber() ? size.asLong() : null));
        }
        for (String needed : List.of(model, tokenizer)) {
            if (!paths.contains(needed)) {
                faults.add("files: " + needed + " is missing, write its path and sha256");
            }
        }
        return files;
    }

    private static boolean staysInside(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && !path.contains("\\")
                && !path.contains(":")
                && !path.equals(FILE_NAME)
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
