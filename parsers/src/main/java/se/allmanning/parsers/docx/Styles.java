/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/** The styles of a Word document: which of them are headings, lists, tables of contents, hidden. */
final class Styles {

    private static final Pattern HEADING =
            Pattern.compile("^(?:heading|rubrik|\u00fcberschrift|overskrift)\\s?([1-9])\\b.*");
    private static final Pattern CONTENTS =
            Pattern.compile(
                    "^(?:toc|inneh\u00e5ll|table of figures|figurf\u00f6rteckning)(?:\\s?\\d| heading|sf\u00f6rteckning.*)?$");

    /** Chains of styles are short; a longer one is a loop. */
    private static final int LONGEST_CHAIN = 20;

    private final Map<String, Style> styles = new HashMap<>();
    private String standard = "";
    private String language = "";

    /** What one style says itself; null where it says nothing. */
    static final class Style {
        String name = "";
        @Nullable String basedOn;
        int outline = -1;
        @Nullable String numId;
        int numLevel;
        @Nullable Boolean bold;
        @Nullable Boolean hidden;
        @Nullable Colour colour;
        @Nullable Integer size;
        @Nullable Ground runGround;
        @Nullable Ground paragraphGround;
        boolean shades;
    }

    static Styles of(@Nullable PackagePart part) throws IOException, XMLStreamException {
        Styles styles = new Styles();
        if (part != null) {
            try (Xml xml = Xml.open(part)) {
                xml.root();
                styles.read(xml);
            }
        }
        return styles;
    }

    /** The document's language, or empty. */
    String language() {
        return language;
    }

    /** The level of a heading, from 1; 0 for other styles. */
    int headingLevel(@Nullable String id) {
        Style style = style(id);
        for (int i = 0; i < LONGEST_CHAIN && style != null; i++) {
            String name = style.name.toLowerCase(Locale.ROOT);
            Matcher m = HEADING.matcher(name);
            if (m.matches()) {
                return Integer.parseInt(m.group(1));
            }
            if (name.equals("title") || name.equals("rubrik") || name.equals("titel")) {
                return 1;
            }
            if (style.outline >= 0) {
                return style.outline < 9 ? style.outline + 1 : 0;
            }
            style = style.basedOn == null ? null : styles.get(style.basedOn);
        }
        return 0;
    }

    /** Whether paragraphs of a style are lines of a table of contents. */
    boolean isContents(@Nullable String id) {
        Style style = style(id);
        return style != null && CONTENTS.matcher(style.name.toLowerCase(Locale.ROOT)).matches();
    }

    boolean bold(@Nullable String id) {
        return Boolean.TRUE.equals(first(id, s -> s.bold));
    }

    boolean hidden(@Nullable String id) {
        return Boolean.TRUE.equals(first(id, s -> s.hidden));
    }

    @Nullable Colour colour(@Nullable String id) {
        return first(id, s -> s.colour);
    }

    /** In half-points, or null. */
    @Nullable Integer size(@Nullable String id) {
        return first(id, s -> s.size);
    }

    @Nullable Ground runGround(@Nullable String id) {
        return first(id, s -> s.runGround);
    }

    @Nullable Ground paragraphGround(@Nullable String id) {
        return first(id, s -> s.paragraphGround);
    }

    /** Whether a style of tables shades any of their cells. */
    boolean shades(String id) {
        return Boolean.TRUE.equals(own(id, s -> s.shades ? true : null));
    }

    /** What a style or the first of those that it is based on says; null where none does. */
    <T> @Nullable T own(String id, Function<Style, @Nullable T> property) {
        return styles.containsKey(id) ? first(id, property) : null;
    }

    private <T> @Nullable T first(@Nullable String id, Function<Style, @Nullable T> property) {
        Style style = style(id);
        for (int i = 0; i < LONGEST_CHAIN && style != null; i++) {
            T value = property.apply(style);
            if (value != null) {
                return value;
            }
            style = style.basedOn == null ? null : styles.get(style.basedOn);
        }
        return null;
    }

    /** The numbering that a style brings, or null. */
    @Nullable String numId(@Nullable String id) {
        Style style = numbered(id);
        return style == null ? null : style.numId;
    }

    int numLevel(@Nullable String id) {
        Style style = numbered(id);
        return style == null ? 0 : style.numLevel;
    }

    private @Nullable Style numbered(@Nullable String id) {
        Style style = style(id);
        for (int i = 0; i < LONGEST_CHAIN && style != null; i++) {
            if (style.numId != null) {
                return style;
            }
            style = style.basedOn == null ? null : styles.get(style.basedOn);
        }
        return null;
    }

    private @Nullable Style style(@Nullable String id) {
        return styles.get(id == null ? standard : id);
    }

    private void read(Xml xml) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "style" -> style(xml);
                case "docDefaults" -> defaults(xml);
                default -> xml.skip();
            }
        }
    }

    private void defaults(Xml xml) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "rPrDefault", "rPr" -> defaults(xml);
                case "lang" -> {
                    language = xml.val();
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
    }

    private void style(Xml xml) throws XMLStreamException {
        Style style = new Style();
        String id = xml.attribute("styleId");
        String type = xml.attribute("type");
        boolean isDefault =
                "1".equals(xml.attribute("default")) || "true".equals(xml.attribute("default"));
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "name" -> {
                    style.name = xml.val();
                    xml.skip();
                }
                case "basedOn" -> {
                    style.basedOn = xml.val();
                    xml.skip();
                }
                case "pPr" -> paragraphProperties(xml, style);
                case "rPr" -> runProperties(xml, style);
                case "tblPr", "tcPr", "tblStylePr", "trPr" -> style.shades |= shades(xml);
                default -> xml.skip();
            }
        }
        if (id != null) {
            styles.put(id, style);
            if (isDefault && "paragraph".equals(type)) {
                standard = id;
            }
        }
    }

    private static boolean shades(Xml xml) throws XMLStreamException {
        boolean found = false;
        for (String name = xml.child(); name != null; name = xml.child()) {
            found |= name.equals("shd") && Ground.of(xml) != null;
            found |= shades(xml);
        }
        return found;
    }

    private static void paragraphProperties(Xml xml, Style style) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "shd" -> {
                    style.paragraphGround = Ground.of(xml);
                    xml.skip();
                }
                case "outlineLvl" -> {
                    style.outline = Xml.number(xml.val(), -1);
                    xml.skip();
                }
                case "numPr" -> {
                    for (String n = xml.child(); n != null; n = xml.child()) {
                        if (n.equals("numId")) {
                            style.numId = xml.val();
                        } else if (n.equals("ilvl")) {
                            style.numLevel = Xml.number(xml.val(), 0);
                        }
                        xml.skip();
                    }
                }
                default -> xml.skip();
            }
        }
    }

    private static void runProperties(Xml xml, Style style) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "b" -> style.bold = xml.on();
                case "vanish" -> style.hidden = xml.on();
                case "color" -> style.colour = Colour.hex(xml.val());
                case "sz" -> style.size = Xml.number(xml.val(), 20);
                case "shd" -> style.runGround = Ground.of(xml);
                default -> {}
            }
            xml.skip();
        }
    }
}
