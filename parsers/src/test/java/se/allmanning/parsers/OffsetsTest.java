/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.spi.NodeKind;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.StructureNode;

@DisplayName("Offsets")
class OffsetsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authority-documents/rdl_SFS-1999_175.pdf",
                "authority-documents/rdl_AFFS-2008_8.pdf",
                "authority-documents/rdl_EMFS-2011_39.pdf",
                "authority-documents/ferenda_proptrips_2012-13_144_index.docx",
                "statutes/sfs-2006-546.md",
                "html/accordion.html"
            })
    @DisplayName("point at the words of every piece in real documents")
    void real(String name) throws Exception {
        check(Documents.parse(name, Documents.resource(name)));
    }

    @Test
    @DisplayName("count code points, whatever the text is made of")
    void anything() throws Exception {
        String[] pieces = {
            "å",
            "a\u030A",
            "\uD83D\uDE80",
            "\u00A0",
            "\u00AD",
            "\u200B",
            "\n\n",
            "\n",
            "# ",
            "1 § ",
            "2 § X",
            "- ",
            "| a | b |\n|--|--|\n",
            "<b>",
            "&auml;",
            "\uFEFF",
            "ord ",
            "2 kap. Om ",
            "1.1 Rubrik\n\n",
            "\u2028",
            "\uD800",
            "\t",
            "> ",
            "*",
            "```\n",
            "\u202E",
            "fi\uFB01"
        };
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder("Början ");
            int length = random.nextInt(60);
            for (int k = 0; k < length; k++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            for (String name : new String[] {"a.md", "a.txt", "a.html"}) {
                check(Documents.parse(name, text.toString()));
            }
        }
    }

    /**
     * Every piece says where its words are, parents hold their children, and nothing stands outside
     * the pieces.
     */
    static void check(ParsedDocument document) {
        String value = document.text().value();
        assertThat(CanonicalText.normalise(value)).isEqualTo(value);
        List<StructureNode> leaves = new ArrayList<>();
        check(document, document.root(), leaves);
        StringBuilder rest = new StringBuilder();
        int[] points = value.codePoints().toArray();
        int at = 0;
        for (StructureNode leaf : leaves) {
            assertThat(leaf.start()).isGreaterThanOrEqualTo(at);
            rest.append(new String(points, at, leaf.start() - at));
            at = leaf.end();
            assertThat(new String(points, leaf.start(), leaf.end() - leaf.start())).isNotBlank();
        }
        assertThat(rest.append(new String(points, at, points.length - at)).toString()).isBlank();
    }

    private static void check(
            ParsedDocument document, StructureNode node, List<StructureNode> leaves) {
        int at = node.start();
        for (StructureNode child : node.children()) {
            assertThat(child.start()).isGreaterThanOrEqualTo(at);
            assertThat(child.end()).isLessThanOrEqualTo(node.end());
            at = child.end();
            check(document, child, leaves);
        }
        if (node.title().isPresent()) {
            StructureNode heading = node.children().get(0);
            assertThat(heading.kind()).isEqualTo(NodeKind.HEADING);
            assertThat(node.title())
                    .hasValue(document.text().slice(heading.start(), heading.end()));
        }
        if (node.children().isEmpty() && !node.kind().equals(NodeKind.DOCUMENT)) {
            leaves.add(node);
        }
    }
}
