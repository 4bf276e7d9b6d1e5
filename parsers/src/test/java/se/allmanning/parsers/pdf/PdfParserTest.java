/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.parsers.Documents.outline;
import static se.allmanning.parsers.Documents.parse;
import static se.allmanning.parsers.Documents.place;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("Reading PDF")
class PdfParserTest {

    private static final String[] BODY = {
        "Den som vill parkera längre än tjugofyra timmar på allmän plats behöver",
        "tillstånd av kommunen. Ansökan lämnas till trafiknämnden senast två veckor",
        "före den dag då parkeringen ska börja."
    };

    @Test
    @DisplayName("headings, paragraphs and pages are kept")
    void structure() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.bold(70, 100, 18, "Riktlinjer för parkering").column(70, 130, 11, BODY);
            file.bold(70, 200, 13, "Avgifter")
                    .column(70, 220, 11, "Avgiften är tolv kronor i timmen.");
            file.nextPage().bold(70, 100, 13, "Överklagande").column(70, 120, 11, BODY);
            ParsedDocument document = parse("a.pdf", file.bytes());
            assertThat(outline(document))
                    .containsExactly(
                            "heading: Riktlinjer för parkering",
                            "paragraph: " + String.join(" ", BODY),
                            "heading: Avgifter",
                            "paragraph: Avgiften är tolv kronor i timmen.",
                            "heading: Överklagande",
                            "paragraph: " + String.join(" ", BODY));
            assertThat(place(document, "tolv kronor"))
                    .isEqualTo("Riktlinjer för parkering > Avgifter p. 1");
            assertThat(document.title()).hasValue("Riktlinjer för parkering");
        }
    }

    @Test
    @DisplayName(
            "running heads, running feet and page numbers are left out, and sentences go on over pages")
    void furniture() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            for (int page = 1; page <= 4; page++) {
                file.text(page % 2 == 0 ? 70 : 380, 40, 9, "Lillköpings kommun 2024:" + page);
                file.column(
                        70,
                        100,
                        11,
                        BODY[0],
                        BODY[1],
                        "och den fortsätter på sidan " + (page + 1) + ", där den");
                file.text(70, 790, 9, "Antagen av fullmäktige")
                        .text(page % 2 == 0 ? 70 : 500, 805, 9, "" + page);
                if (page < 4) {
                    file.nextPage();
                }
            }
            ParsedDocument document = parse("a.pdf", file.bytes());
            String text = document.text().value();
            assertThat(text)
                    .doesNotContain("Lillköping")
                    .doesNotContain("Antagen")
                    .doesNotContain("\n1\n");
            assertThat(text).contains("fortsätter på sidan 2, där den");
        }
    }

    @Test
    @DisplayName(
            "text that comes again at the top of pages is no running head where it is not set apart")
    void repeatedText() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, BODY)
                    .nextPage()
                    .column(70, 100, 11, BODY)
                    .nextPage()
                    .column(70, 100, 11, BODY);
            assertThat(outline(parse("a.pdf", file.bytes()))).hasSize(3);
        }
    }

    @Test
    @DisplayName("a paragraph that goes on over a page stays one, on the page where it begins")
    void acrossPages() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, BODY[0], BODY[1]);
            file.nextPage()
                    .column(
                            70,
                            100,
                            11,
                            "före den dag då parkeringen ska börja.",
                            "",
                            BODY[0],
                            BODY[1]);
            ParsedDocument document = parse("a.pdf", file.bytes());
            assertThat(outline(document).get(0)).isEqualTo("paragraph: " + String.join(" ", BODY));
            assertThat(document.root().children().get(0).page()).hasValue(1);
            assertThat(document.root().children().get(1).page()).hasValue(2);
        }
    }

    @Test
    @DisplayName("words divided at line ends are joined, and real hyphens stay")
    void hyphenation() throws Exception {
        byte[] file =
                PdfFiles.lines(
                        "I kommunfullmäktige beslutas om ordningen i hela den här kommu-",
                        "nen. Nämnden ansvarar för driften av alla de stora gemensamma IT-",
                        "system som används. Ansökan prövas av barn-, ungdoms-, person-",
                        "och utbildningsnämnden enligt den ordning som gällde på 1990-",
                        "talet, och beslutet fattas sedan enligt EU-rätten och all annan EU-",
                        "rätt samt lämnas till kommunfull-",
                        "mäktige. Alla kommuner och icke-",
                        "statliga parter deltar.");
        assertThat(parse("a.pdf", file).text().value())
                .contains("hela den här kommunen.")
                .contains("gemensamma IT-system som")
                .contains("person- och utbildningsnämnden")
                .contains("1990-talet")
                .contains("annan EU-rätt samt")
                .contains("kommunfullmäktige.")
                .contains("icke-statliga");
    }

    @Test
    @DisplayName(
            "a footnote at the bottom is a footnote after its paragraph, and its mark stays in the text")
    void footnote() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, BODY);
            float end =
                    70
                            + PdfFiles.REGULAR.getStringWidth("Taxan beslutas av fullmäktige")
                                    * 11
                                    / 1000;
            file.text(70, 160, 11, "Taxan beslutas av fullmäktige").text(end, 156, 7, "1");
            file.text(end + 8, 160, 11, "för varje år.");
            file.text(70, 740, 7, "1")
                    .column(76, 742, 9, "Se protokollet den 3 juni 2024,", "paragraf 44.");
            file.nextPage().column(70, 100, 11, BODY);
            assertThat(outline(parse("a.pdf", file.bytes())))
                    .containsSubsequence(
                            "paragraph: Taxan beslutas av fullmäktige¹ för varje år.",
                            "footnote: ¹ Se protokollet den 3 juni 2024, paragraf 44.",
                            "paragraph: " + String.join(" ", BODY));
        }
    }

    @Test
    @DisplayName("two columns are read one after the other")
    void columns() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            String[] left = new String[9];
            String[] right = new String[9];
            Arrays.setAll(left, i -> "vänster rad " + i + " med ord som fyller hela");
            Arrays.setAll(right, i -> "höger rad " + i + " med ord som fyller bredd");
            file.column(60, 120, 10, left).column(320, 122, 10, right);
            String text = parse("a.pdf", file.bytes()).text().value();
            assertThat(text.indexOf("vänster rad 8")).isLessThan(text.indexOf("höger rad 0"));
        }
    }

    @Test
    @DisplayName("rows of a table keep their cells apart, and a cell of several lines is one")
    void table() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, BODY);
            file.text(70, 200, 11, "Plats").text(250, 200, 11, "Avgift").text(400, 200, 11, "Tid");
            file.text(70, 216, 11, "Torget")
                    .text(250, 216, 11, "12 kr")
                    .text(400, 216, 11, "vardagar 8 till 18");
            file.text(400, 230, 11, "utom helgdagar");
            file.text(70, 246, 11, "Hamnen")
                    .text(250, 246, 11, "5 kr")
                    .text(400, 246, 11, "alla dagar");
            assertThat(outline(parse("a.pdf", file.bytes())))
                    .containsSubsequence(
                            "table-row: Plats | Avgift | Tid",
                            "table-row: Torget | 12 kr | vardagar 8 till 18 utom helgdagar",
                            "table-row: Hamnen | 5 kr | alla dagar");
        }
    }

    @Test
    @DisplayName(
            "a table of contents with dot leaders is left out, its headings in the text are not")
    void contents() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.bold(70, 80, 14, "Innehåll");
            String[] titles = {"Inledning", "Ansvar", "Avgifter", "Tillsyn", "Överklagande"};
            for (int i = 0; i < titles.length; i++) {
                file.text(
                        70,
                        110 + i * 16,
                        11,
                        titles[i] + " ................................ " + (i + 2));
            }
            file.nextPage();
            for (int i = 0; i < titles.length; i++) {
                file.bold(70, 100 + i * 90, 14, titles[i]).column(70, 120 + i * 90, 11, BODY);
            }
            assertThat(
                            outline(parse("a.pdf", file.bytes())).stream()
                                    .filter(l -> l.startsWith("heading")))
                    .containsExactly(
                            Stream.of(titles).map(t -> "heading: " + t).toArray(String[]::new));
            assertThat(parse("a.pdf", file.bytes()).text().value()).doesNotContain("....");
        }
    }

    @Test
    @DisplayName("sections begin headings of their own under their chapter")
    void sections() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.bold(70, 80, 16, "Lokala ordningsföreskrifter")
                    .bold(70, 110, 13, "1 kap. Inledning");
            file.column(
                    70,
                    140,
                    11,
                    "1 § Föreskrifterna gäller på offentlig plats. Vad som sägs i 3 § gäller",
                    "inte i hamnen.",
                    "",
                    "2 § Den som bryter mot",
                    "3 § Kommunallagen ska anmälas, och det görs till",
                    "nämnden.");
            ParsedDocument document = parse("a.pdf", file.bytes());
            assertThat(place(document, "inte i hamnen"))
                    .isEqualTo("Lokala ordningsföreskrifter > 1 kap. Inledning > 1 § p. 1");
            assertThat(outline(document)).contains("paragraph: Den som bryter mot");
        }
    }

    @Test
    @DisplayName("a scanned page is reported by its number, and the other pages are read")
    void scannedPage() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            file.column(70, 100, 11, BODY)
                    .nextPage()
                    .picture()
                    .nextPage()
                    .column(70, 100, 11, BODY);
            ParsedDocument document = parse("a.pdf", file.bytes());
            assertThat(document.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Page 2 has no text that can be read")
                    .contains("OCR");
            assertThat(document.text().value()).contains("trafiknämnden");
        }
    }

    @Test
    @DisplayName("a document of scanned pages is unreadable, with OCR as the remedy")
    void scannedDocument() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            byte[] bytes = file.picture().nextPage().picture().bytes();
            assertThatThrownBy(() -> parse("a.pdf", bytes))
                    .isInstanceOf(UnreadableDocumentException.class)
                    .hasMessageContaining("2 pages of pictures")
                    .hasMessageContaining("OCR");
        }
    }

    @Test
    @DisplayName("a password to open makes it unreadable, a password to change does not")
    void passwords() throws Exception {
        try (PdfFiles file = new PdfFiles()) {
            byte[] locked = file.column(70, 100, 11, BODY).encrypted("ägare", "läsare");
            assertThatThrownBy(() -> parse("a.pdf", locked))
                    .isInstanceOf(UnreadableDocumentException.class)
                    .hasMessage(
                            "The PDF is encrypted and asks for a password. Save it without a password.");
        }
        try (PdfFiles file = new PdfFiles()) {
            byte[] readable = file.column(70, 100, 11, BODY).encrypted("ägare", "");
            assertThat(parse("a.pdf", readable).text().value()).contains("trafiknämnden");
        }
    }

    @Test
    @DisplayName("a damaged file is reported as damaged, without its content")
    void damaged() throws Exception {
        byte[] bytes = PdfFiles.lines(BODY);
        byte[] cut = Arrays.copyOf(bytes, 40);
        assertThatThrownBy(() -> parse("a.pdf", cut))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("damaged or cut off");
    }

    @Test
    @DisplayName(
            "nothing is written under the user's home or beside temporary files, and fonts are not searched")
    void leavesNoTraces(@TempDir Path home) throws Exception {
        String before = System.getProperty("user.home");
        String temporary = System.getProperty("java.io.tmpdir");
        Path scratch = Files.createDirectory(home.resolve("tmp"));
        System.setProperty("user.home", home.toString());
        System.setProperty("java.io.tmpdir", scratch.toString());
        try {
            parse("a.pdf", PdfFiles.lines(BODY));
        } finally {
            System.setProperty("user.home", before);
            System.setProperty("java.io.tmpdir", temporary);
        }
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left).containsExactlyInAnyOrder(home, scratch);
        }
    }
}
