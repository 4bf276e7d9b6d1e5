/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.StructureParser;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Damaged and hostile files")
class FuzzTest {

    @ParameterizedTest
    @CsvSource({
        "authority-documents/rdl_SFS-1999_175.pdf, pdf, 100",
        "authority-documents/ferenda_proptrips_2012-13_144_index.docx, docx, 60",
        "html/accordion.html, html, 200",
        "statutes/sfs-2006-546.md, markdown, 200",
        "statutes/sfs-1970-991.md, text, 200"
    })
    @DisplayName("every damaged file is read or reported, never anything else")
    void damaged(String name, String id, int rounds) {
        byte[] whole = Documents.resource(name);
        StructureParser parser =
                new StandardParsers()
                        .structureParsers().stream()
                                .filter(p -> p.id().equals(id))
                                .findFirst()
                                .orElseThrow();
        Random random = new Random(20261122);
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = damage(whole, random);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> {
                        parser.match("x", Arrays.copyOf(bytes, Math.min(bytes.length, 8192)));
                        try {
                            OffsetsTest.check(parser.parse(Documents.input("x", bytes)));
                        } catch (UnreadableDocumentException e) {
                            assertThat(e.getMessage()).isNotBlank();
                        }
                    });
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(whole, random.nextInt(whole.length))
                        : whole.clone();
        int flips = bytes.length == 0 ? 0 : random.nextInt(6);
        for (int i = 0; i < flips; i++) {
            int at = random.nextInt(bytes.length);
            if (random.nextBoolean()) {
                bytes[at] = (byte) random.nextInt(256);
            } else {
                int length = Math.min(random.nextInt(400), bytes.length - at);
                System.arraycopy(
                        bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, <div>, 100000",
        "a.html, <ul><li>x, 100000",
        "a.html, <table><tr><td>x, 10000",
        "a.html, <b>x, 100000",
        "a.html, '<details><summary>x', 50000",
        "a.md, '> ', 100000",
        "a.md, '- ', 100000",
        "a.md, '[', 100000",
        "a.md, '*a **a ', 50000",
        "a.md, '<div>', 100000",
        "a.md, '|a', 200000",
        "a.txt, '1 § A\n', 100000",
        "a.txt, '§ ', 200000",
        "a.txt, '1.1.1.1 ', 100000",
        "a.txt, 'a-\n', 100000",
        "a.txt, ' \t', 200000"
    })
    @DisplayName("deep nesting and endless repetition end in time")
    void nested(String name, String piece, int times) throws IOException {
        byte[] bytes = (piece.repeat(times) + "slut").getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    try {
                        ParsedDocument document = Documents.parse(name, bytes);
                        OffsetsTest.check(document);
                    } catch (UnreadableDocumentException e) {
                        assertThat(e.getMessage()).contains("nested");
                    }
                });
    }

    @Test
    @DisplayName("a table of twenty thousand rows is read whole")
    void hugeTable() throws Exception {
        String html =
                "<!doctype html><main><table><tr><th>a</th></tr>"
                        + "<tr><td>b</td><td>c</td></tr>".repeat(20_000)
                        + "</table></main>";
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () ->
                        assertThat(Documents.parse("a.html", html).root().children())
                                .hasSize(20_001));
    }
}
