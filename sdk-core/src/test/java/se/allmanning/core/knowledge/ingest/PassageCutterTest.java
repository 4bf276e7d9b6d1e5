/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.knowledge.ingest.PassageCutter.Cut;
import se.allmanning.spi.ParsedDocument;

@DisplayName("A document is cut into passages")
class PassageCutterTest {

    private static List<String> texts(ParsedDocument document) {
        return PassageCutter.cut(document).stream()
                .map(c -> document.text().slice(c.start(), c.end()))
                .toList();
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "ord" + i).collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("one for each short section, with the headings above it")
    void sections() {
        ParsedDocument document =
                ParsedDocument.builder()
                        .heading(1, "Lag")
                        .heading(2, "1 kap.")
                        .heading(4, "1 §")
                        .paragraph("Ett.")
                        .paragraph("Ett till.")
                        .heading(4, "2 §")
                        .paragraph("Två.")
                        .build();
        assertThat(texts(document)).containsExactly("Ett.\n\nEtt till.", "Två.");
        assertThat(PassageCutter.cut(document).get(1).section())
                .containsExactly("Lag", "1 kap.", "2 §");
    }

    @Test
    @DisplayName("between paragraphs where a section is long, into parts of like length")
    void longSection() {
        ParsedDocument.Builder builder = ParsedDocument.builder().heading(1, "Om");
        for (int i = 0; i < 4; i++) {
            builder.paragraph(words(60));
        }
        List<String> texts = texts(builder.build());
        assertThat(texts).hasSize(2);
        assertThat(texts.get(0)).hasSameSizeAs(texts.get(1));
    }

    @Test
    @DisplayName("so that a list stays with the words that introduce it")
    void lists() {
        ParsedDocument document =
                ParsedDocument.builder()
                        .paragraph(words(150))
                        .paragraph("Bidrag lämnas för:")
                        .listItem("1. " + words(20))
                        .listItem("2. " + words(20))
                        .build();
        assertThat(texts(document).get(1)).startsWith("Bidrag lämnas för:\n\n1. ");
    }

    @Test
    @DisplayName("inside a paragraph only where it is too long by itself, at the end of a sentence")
    void longParagraph() {
        String sentence = words(60) + ".";
        List<String> texts =
                texts(
                        ParsedDocument.builder()
                                .paragraph(
                                        sentence + " " + sentence + " " + sentence + " " + sentence)
                                .build());
        assertThat(texts).hasSizeGreaterThan(1).allSatisfy(t -> assertThat(t).endsWith("."));
        assertThat(texts(ParsedDocument.builder().paragraph("😀".repeat(3000)).build()))
                .hasSize(3)
                .allSatisfy(
                        t -> assertThat(t.codePointCount(0, t.length())).isLessThanOrEqualTo(1200));
    }

    @Test
    @DisplayName("and a heading is a passage only where nothing stands under it")
    void loneHeading() {
        assertThat(texts(ParsedDocument.builder().heading(1, "A").heading(2, "B").build()))
                .containsExactly("B");
    }

    @Test
    @DisplayName(
            "and every character of the body is in exactly one passage, none longer than allowed")
    void coverage() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            ParsedDocument.Builder builder = ParsedDocument.builder();
            for (int j = random.nextInt(25); j > 0; j--) {
                String text = words(1 + random.nextInt(random.nextInt(5) == 0 ? 500 : 40)) + ".";
                switch (random.nextInt(6)) {
                    case 0 -> builder.heading(1 + random.nextInt(4), "Rubrik " + j).paragraph(text);
                    case 1 -> builder.listItem(text);
                    case 2 -> builder.tableRow(List.of(text, "x"));
                    default -> builder.paragraph(text);
                }
            }
            ParsedDocument document = builder.build();
            int at = 0;
            StringBuilder between = new StringBuilder();
            for (Cut cut : PassageCutter.cut(document)) {
                assertThat(cut.start()).isGreaterThanOrEqualTo(at);
                assertThat(cut.end() - cut.start()).isBetween(1, PassageCutter.MAX);
                between.append(document.text().slice(at, cut.start()));
                at = cut.end();
            }
            between.append(document.text().slice(at, document.text().length()));
            assertThat(between.toString().replaceAll("Rubrik \\d+", "")).isBlank();
        }
    }

    @Test
    @DisplayName("also a paragraph of megabytes, without counting from its beginning for each part")
    void hugeParagraph() {
        ParsedDocument document =
                ParsedDocument.builder().paragraph("ord ".repeat(1_500_000)).build();
        assertThat(PassageCutter.cut(document)).hasSizeBetween(5_000, 8_000);
    }
}
