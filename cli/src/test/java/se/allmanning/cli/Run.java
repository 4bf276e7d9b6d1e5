/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that was run in this process: its exit code and the bytes that it wrote. */
final class Run {

    /** The keys of an answer. */
    static final String[] ANSWER = {
        "answer",
        "found",
        "citations",
        "statements",
        "removed",
        "warnings",
        "understood_as",
        "disclosure",
        "notice",
        "provenance"
    };

    /** The keys of a citation. */
    static final String[] CITATION = {
        "document", "digest", "title", "section", "page", "start", "end", "quote", "score"
    };

    private final int code;
    private final byte[] out;
    private final byte[] err;

    private Run(int code, byte[] out, byte[] err) {
        this.code = code;
        this.out = out;
        this.err = err;
    }

    static Run of(String... arguments) {
        return with(Map.of(), arguments);
    }

    static Run at(Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        return with(Map.of(), all.toArray(String[]::new));
    }

    static Run with(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(List.of(arguments), Terminal.of(out, err, environment));
        return new Run(code, out.toByteArray(), err.toByteArray());
    }

    static Path resource(String name) {
        try {
            return Path.of(Run.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] outBytes() {
        return out.clone();
    }

    String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    String err() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** The one document on standard output; there is nothing else on it. */
    JsonNode json() {
        try (JsonParser parser = JsonMapper.builder().build().createParser(out)) {
            JsonNode document = parser.readValueAsTree();
            assertThat(document).as("standard output; standard error: %s", err()).isNotNull();
            assertThat(parser.nextToken()).as("more after the document").isNull();
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(out() + err(), e);
        }
    }

    Run exits(int expected) {
        assertThat(code).as("exit code; standard error: %s", err()).isEqualTo(expected);
        return this;
    }

    /** What each object of an array has under a key. */
    static List<String> column(JsonNode array, String key) {
        List<String> values = new ArrayList<>();
        array.forEach(entry -> values.add(entry.get(key).asText()));
        return values;
    }

    static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
