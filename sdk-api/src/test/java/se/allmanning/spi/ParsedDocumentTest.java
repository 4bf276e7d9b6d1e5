/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A parsed document")
class ParsedDocumentTest {

    @Test
    @DisplayName("nests sections by the levels of their headings, also when levels are skipped")
    void nesting() {
        ParsedDocument document =
                ParsedDocument.builder()
                        .heading(1, "Lag")
                        .heading(2, "1 kap.")
                        .heading(4, "1 §")
                        .paragraph("Ett.")
                        .heading(4, "2 §")
                        .paragraph("Två.")
                        .heading(2, "2 kap.")
                        .paragraph("Tre.")
                        .build();
        StructureNode law = document.root().children().get(0);
        assertThat(law.title()).contains("Lag");
        assertThat(titles(law)).containsExactly("1 kap.", "2 kap.");
        assertThat(titles(sections(law).get(0))).containsExactly("1 §", "2 §");
        assertThat(document.title()).contains("Lag");
    }

    @Test
    @DisplayName("keeps items of a list and rows of a table together, and everything else apart")
    void spacing() {
        ParsedDocument document =
                ParsedDocument.builder()
                        .paragraph("Ett")
                        .listItem("a) x")
                        .listItem("b) y")
                        .tableRow(List.of("k", "v\n w"))
                        .tableRow(List.of(" ", ""))
                        .tableRow(List.of("k2", ""))
                        .footnote("1 not")
                        .build();
        assertThat(document.text().value()).isEqualTo("Ett\n\na) x\nb) y\n\nk\tv w\nk2\n\n1 not");
    }

    @Test
    @DisplayName("finds every piece again at its offsets, inside its parent, in order")
    void offsets() {
        Random random = new Random(4);
        List<String> words = List.of("ord", "😀😀", "e\u0301 é", "rad\r\nrad", "  ", "§ 3");
        for (int i = 0; i < 500; i++) {
            ParsedDocument.Builder builder = ParsedDocument.builder();
            for (int j = random.nextInt(30); j > 0; j--) {
                String w = words.get(random.nextInt(words.size()));
                switch (random.nextInt(5)) {
                    case 0 -> builder.heading(1 + random.nextInt(5), w);
                    case 1 -> builder.listItem(w);
                    case 2 -> builder.tableRow(List.of(w, w));
                    case 3 -> builder.page(1 + j);
                    default -> builder.paragraph(w);
                }
            }
            ParsedDocument document = builder.build();
            List<StructureNode> leaves = new ArrayList<>();
            check(document.root(), document, leaves);
            int at = 0;
            for (StructureNode leaf : leaves) {
                assertThat(document.text().slice(at, leaf.start())).isBlank();
                assertThat(document.text().slice(leaf.start(), leaf.end())).isNotBlank();
                at = leaf.end();
            }
            assertThat(at).isEqualTo(document.text().length());
        }
    }

    @Test
    @DisplayName("begins pieces on the page that was last begun")
    void pages() {
        ParsedDocument document =
                ParsedDocument.builder().paragraph("a").page(2).paragraph("b").build();
        assertThat(document.root().children().get(0).page()).isEmpty();
        assertThat(document.root().children().get(1).page()).hasValue(2);
    }

    @Test
    @DisplayName("refuses a heading above the highest level")
    void level() {
        assertThatThrownBy(() -> ParsedDocument.builder().heading(0, "x"))
                .hasMessageContaining("highest is 1");
    }

    private static void check(
            StructureNode node, ParsedDocument document, List<StructureNode> leaves) {
        int at = node.start();
        for (StructureNode child : node.children()) {
            assertThat(child.start()).isGreaterThanOrEqualTo(at);
            assertThat(child.end()).isLessThanOrEqualTo(node.end());
            at = child.end();
            check(child, document, leaves);
        }
        if (node.children().isEmpty() && !node.kind().equals(NodeKind.DOCUMENT)) {
            leaves.add(node);
        }
    }

    private static List<StructureNode> sections(StructureNode node) {
        return node.children().stream().filter(n -> n.kind().equals(NodeKind.SECTION)).toList();
    }

    private static List<String> titles(StructureNode node) {
        return sections(node).stream().map(n -> n.title().orElseThrow()).toList();
    }
}
