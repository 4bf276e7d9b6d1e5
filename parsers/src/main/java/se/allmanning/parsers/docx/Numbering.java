/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Numerals;

/**
 * Counts the numbered paragraphs of a Word document as a word processor does, since the numbers are
 * not in its text.
 */
final class Numbering {

    private static final int LEVELS = 9;
    private static final String KNOWN_BULLETS =
            "-\u2013\u2014\u2022\u25AA\u00B7\u25CF\u25CB\u25A0\u25A1\u2023\u25E6";

    private static final class Level {
        String format = "decimal";
        String text = "";
        int start = 1;
    }

    private static final class Num {
        String abstractId = "";
        final Map<Integer, Integer> startOverrides = new HashMap<>();
    }

    private final Map<String, Level[]> abstracts = new HashMap<>();
    private final Map<String, Num> nums = new HashMap<>();
    private final Map<String, int[]> counters = new HashMap<>();
    private final Set<String> started = new HashSet<>();

    static Numbering of(@Nullable PackagePart part) throws IOException, XMLStreamException {
        Numbering numbering = new Numbering();
        if (part != null) {
            try (Xml xml = Xml.open(part)) {
                xml.root();
                for (String name = xml.child(); name != null; name = xml.child()) {
                    switch (name) {
                        case "abstractNum" -> numbering.readAbstract(xml);
                        case "num" -> numbering.readNum(xml);
                        default -> xml.skip();
                    }
                }
            }
        }
        return numbering;
    }

    /** The mark of the next paragraph of a list; empty where the list is unknown or shows none. */
    String next(String numId, int level) {
        Num num = nums.get(numId);
        Level[] levels = num == null ? null : abstracts.get(num.abstractId);
        if (num == null || levels == null || level < 0 || level >= LEVELS) {
            return "";
        }
        int[] counts = counters.computeIfAbsent(num.abstractId, id -> new int[LEVELS]);
        if (started.add(numId)) {
            num.startOverrides.forEach((l, start) -> {
                counts[l] = 0;
                levels[l].start = start;
            });
        }
        // A count of 0 means not begun: counts are kept one above what the list starts with.
        for (int i = 0; i < level; i++) {
            counts[i] = counts[i] == 0 ? 1 : counts[i];
        }
        counts[level]++;
        for (int i = level + 1; i < LEVELS; i++) {
            counts[i] = 0;
        }
        return mark(levels, level, counts);
    }

    private static String mark(Level[] levels, int level, int[] counts) {
        Level own = levels[level];
        if (own.format.equals("none")) {
            return "";
        }
        if (own.format.equals("bullet")) {
            return own.text.length() == 1 && KNOWN_BULLETS.contains(own.text) ? own.text : "\u2022";
        }
        String mark = own.text;
        for (int i = 0; i <= level; i++) {
            int value = counts[i] - 1 + levels[i].start;
            mark = mark.replace("%" + (i + 1), shown(levels[i].format, value));
        }
        return mark.strip();
    }

    private static String shown(String format, int value) {
        return switch (format) {
            case "lowerLetter" -> Numerals.letters(value);
            case "upperLetter" -> Numerals.letters(value).toUpperCase(Locale.ROOT);
            case "lowerRoman" -> Numerals.roman(value);
            case "upperRoman" -> Numerals.roman(value).toUpperCase(Locale.ROOT);
            case "decimalZero" -> value < 10 ? "0" + value : Integer.toString(value);
            case "none" -> "";
            default -> Integer.toString(value);
        };
    }

    private void readAbstract(Xml xml) throws XMLStreamException {
        String id = xml.attribute("abstractNumId");
        Level[] levels = new Level[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = new Level();
        }
        for (String name = xml.child(); name != null; name = xml.child()) {
            int at = Xml.number(xml.attribute("ilvl"), -1);
            if (name.equals("lvl") && at >= 0 && at < LEVELS) {
                readLevel(xml, levels[at]);
            } else {
                xml.skip();
            }
        }
        if (id != null) {
            abstracts.put(id, levels);
        }
    }

    private static void readLevel(Xml xml, Level level) throws XMLStreamException {
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "start" -> level.start = Xml.number(xml.val(), 1);
                case "numFmt" -> level.format = xml.val();
                case "lvlText" -> level.text = xml.val();
                default -> {}
            }
            xml.skip();
        }
    }

    private void readNum(Xml xml) throws XMLStreamException {
        Num num = new Num();
        String id = xml.attribute("numId");
        for (String name = xml.child(); name != null; name = xml.child()) {
            switch (name) {
                case "abstractNumId" -> {
                    num.abstractId = xml.val();
                    xml.skip();
                }
                case "lvlOverride" -> readOverride(xml, num);
                default -> xml.skip();
            }
        }
        if (id != null) {
            nums.put(id, num);
        }
    }

    private static void readOverride(Xml xml, Num num) throws XMLStreamException {
        int level = Xml.number(xml.attribute("ilvl"), -1);
        for (String name = xml.child(); name != null; name = xml.child()) {
            if (name.equals("startOverride") && level >= 0 && level < LEVELS) {
                num.startOverrides.put(level, Xml.number(xml.val(), 1));
            }
            xml.skip();
        }
    }
}
