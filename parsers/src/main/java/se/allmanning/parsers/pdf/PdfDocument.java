/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Hyphenation;
import se.allmanning.parsers.structure.Reading;
import se.allmanning.parsers.structure.StructureWriter;
import se.allmanning.parsers.structure.Titles;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.UnreadableDocumentException;

/** An opened PDF: reads its pages, tells which have no text, and rebuilds what stands on them. */
final class PdfDocument {

    /** A page with fewer letters than this and a picture is a picture. */
    private static final int FEWEST_LETTERS = 20;

    /**
     * Formulas have some characters without a meaning of their own; running text that has many is
     * lost.
     */
    private static final int MANY_STRANGE = 60;

    /** Letters that a program drew as shapes take many of them. */
    private static final int MANY_DRAWINGS = 300;

    private final PDDocument document;
    private final List<PageLines> pages = new ArrayList<>();
    private final List<Integer> pictures = new ArrayList<>();
    private final List<Integer> damaged = new ArrayList<>();
    private final List<Integer> unmapped = new ArrayList<>();
    private final List<Integer> recognised = new ArrayList<>();
    private final StructureWriter writer = StructureWriter.guessed();
    private int blocks;

    PdfDocument(PDDocument document) {
        this.document = document;
    }

    ParsedDocument read() throws IOException, UnreadableDocumentException {
        new GlyphCollector(document, this::page).getText(document);
        List<PageLines> body = Furniture.without(pages);
        for (PageLines page : body) {
            warnOfPictures(page);
        }
        write(body);
        if (writer.isEmpty()) {
            throw nothing();
        }
        warn();
        writer.metadata(ParsedDocument.TITLE, title());
        String language = document.getDocumentCatalog().getLanguage();
        writer.metadata(ParsedDocument.LANGUAGE, language == null ? "" : language);
        return writer.build();
    }

    private void page(Sheet sheet) {
        int number = sheet.number();
        PDPage page = sheet.page();
        List<Glyph> glyphs = sheet.glyphs();
        if (sheet.damaged()) {
            damaged.add(number);
        }
        if (sheet.recognised()) {
            recognised.add(number);
        }
        sheet.hidden().forEach((why, text) -> writer.hidden().leftOut(number, text, why.reason()));
        boolean turned = page.getRotation() % 180 != 0;
        float width = turned ? page.getCropBox().getHeight() : page.getCropBox().getWidth();
        float height = turned ? page.getCropBox().getWidth() : page.getCropBox().getHeight();
        List<Line> lines = new ArrayList<>();
        Map<Integer, List<Glyph>> directions =
                glyphs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Glyph::direction, TreeMap::new, Collectors.toList()));
        directions.values().stream()
                .sorted(Comparator.comparingInt((List<Glyph> g) -> g.size()).reversed())
                .forEach(group -> {
                    lines.addAll(ReadingOrder.of(LineBuilder.rows(group), number, width, blocks));
                    blocks = lines.isEmpty() ? blocks : lines.get(lines.size() - 1).block() + 1;
                });
        pages.add(new PageLines(number, height, lines));
        long letters =
                glyphs.stream().filter(g -> Character.isLetter(g.text().codePointAt(0))).count();
        long strange = glyphs.stream().filter(g -> isStrange(g.text().codePointAt(0))).count();
        if (letters < FEWEST_LETTERS
                && (sheet.drawings() > MANY_DRAWINGS || hasPicture(page.getResources(), 0))) {
            pictures.add(number);
        } else if (strange * 2 > letters && strange > MANY_STRANGE) {
            unmapped.add(number);
        }
    }

    private void warnOfPictures(PageLines page) {
        int letters = page.lines().stream().mapToInt(l -> l.text().length()).sum();
        boolean hadText = pages.get(page.number() - 1).lines().size() > page.lines().size();
        if (hadText
                && letters < FEWEST_LETTERS
                && !pictures.contains(page.number())
                && hasPicture(document.getPage(page.number() - 1).getResources(), 0)) {
            pictures.add(page.number());
        }
    }

    private static boolean isStrange(int c) {
        return c == 0xFFFD
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.CONTROL;
    }

    private static boolean hasPicture(@Nullable PDResources resources, int depth) {
        if (resources == null || depth > 3) {
            return false;
        }
        for (COSName name : resources.getXObjectNames()) {
            try {
                if (resources.isImageXObject(name)) {
                    return true;
                }
                PDXObject object = resources.getXObject(name);
                if (object instanceof PDImageXObject
                        || (object instanceof PDFormXObject form
                                && hasPicture(form.getResources(), depth + 1))) {
                    return true;
                }
            } catch (IOException e) {
                // What cannot be read may well be a picture.
                return true;
            }
        }
        return false;
    }

    private void write(List<PageLines> body) {
        Typography typography = Typography.of(body);
        Map<Integer, Set<Line>> notes = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        Hyphenation hyphenation = new Hyphenation();
        boolean divided = false;
        for (PageLines page : body) {
            notes.put(page.number(), FootnoteLines.of(page, typography.bodySize()));
            for (Line line : page.lines()) {
                lines.add(line);
                hyphenation.learn(line.text(), divided);
                divided = Hyphenation.endsInHyphen(line.text());
            }
        }
        new BlockBuilder(writer, typography, hyphenation)
                .write(Contents.without(lines, document.getNumberOfPages()), notes);
    }

    private String title() {
        String title = document.getDocumentInformation().getTitle();
        return title == null ? "" : Titles.sensible(title);
    }

    private void warn() {
        if (!pictures.isEmpty()) {
            writer.warning(
                    pageList(pictures)
                            + " no text that can be read, only pictures (scanned?)."
                            + " Run text recognition (OCR) on the file and ingest it again.");
        }
        if (!damaged.isEmpty()) {
            writer.warning(
                    pageList(damaged).replace(" has", " is").replace(" have", " are")
                            + " damaged and read only in part. Print the file to a new PDF and ingest it again.");
        }
        if (!recognised.isEmpty()) {
            writer.warning(
                    pageList(recognised)
                            + " a scanned picture, and text that a program recognised in it."
                            + " Readers see the picture: compare where the words matter.");
        }
        if (!unmapped.isEmpty()) {
            writer.warning(
                    pageList(unmapped)
                            + " text in a font that does not say which letters it draws."
                            + " Run text recognition (OCR) on the file and ingest it again.");
        }
    }

    private UnreadableDocumentException nothing() {
        int count = document.getNumberOfPages();
        if (!damaged.isEmpty()) {
            return new UnreadableDocumentException(
                    "None of the PDF's " + count + " pages can be read; they are damaged.",
                    "Open it in a PDF reader, print it to a new PDF, and try again.");
        }
        if (!writer.hidden().isEmpty()) {
            return Reading.noText("PDF", writer.hidden());
        }
        if (pictures.isEmpty()) {
            return new UnreadableDocumentException(
                    "The PDF has " + count + " pages and no text on them.",
                    "Remove it, or export it again from where it was written.");
        }
        return new UnreadableDocumentException(
                "The PDF has " + count + " pages of pictures and no text (scanned?).",
                "Run text recognition (OCR) on it and ingest it again.");
    }

    private static String pageList(List<Integer> numbers) {
        String list =
                numbers.stream()
                        .distinct()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return numbers.size() == 1 ? "Page " + list + " has" : "Pages " + list + " have";
    }
}
