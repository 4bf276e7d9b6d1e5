/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * A file of lines, each a JSON object, compressed if its name ends in {@code .gz}.
 *
 * @param path the file
 */
record CorpusFile(Path path) {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    /** Receives the lines that are JSON objects. */
    @FunctionalInterface
    interface Lines {
        void line(int number, JsonNode json);
    }

    /** Reads every line that is not blank; a line that is not a JSON object is a fault. */
    void forEach(Lines lines, Consumer<String> faults) {
        int number = 0;
        try (BufferedReader reader = open()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode json = parse(line);
                if (json == null || !json.isObject()) {
                    faults.accept(at(number) + " is not a JSON object; write one on each line");
                } else {
                    lines.line(number, json);
                }
            }
        } catch (CharacterCodingException e) {
            faults.accept(
                    at(number + 1) + " or soon after it is not UTF-8; save the file in UTF-8");
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-EVA-003",
                    Category.FAULT,
                    "The file "
                            + path
                            + " cannot be read after line "
                            + number
                            + " ("
                            + e.getClass().getSimpleName()
                            + "). Check that it is whole and may be read; fetch it again if not.",
                    e);
        }
    }

    /** What messages call a line of the file. */
    String at(int line) {
        return path.getFileName() + " line " + line;
    }

    /** The document that a passage says it was cut from. */
    static @Nullable String document(JsonNode passage) {
        String document = passage.path("doc").asText("");
        return document.isBlank() ? null : document;
    }

    /** What is said when a file is no longer what it was when it was checked. */
    static AllmanningException changed(Path file) {
        return new AllmanningException(
                "ALM-EVA-003",
                Category.FAULT,
                "The file " + file + " changed while it was evaluated. Run the evaluation again.");
    }

    /** Opens the bytes as they stand in the file. */
    InputStream bytes() throws IOException {
        return Files.newInputStream(path);
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = bytes();
        try {
            InputStream plain =
                    path.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            // A decoder, not a charset: the one reports what is not UTF-8, the other replaces it.
            return new BufferedReader(
                    new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
