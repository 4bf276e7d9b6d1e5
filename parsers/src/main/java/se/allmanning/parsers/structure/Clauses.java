/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Swedish rules number themselves: chapters, sections (§), numbered clauses and list marks. */
public final class Clauses {

    private static final String SUPERSCRIPTS = "\u00B9\u00B2\u00B3\u2070\u2074-\u2079";

    private static final Pattern SECTION =
            Pattern.compile(
                    "^((?:\\d{1,3}(?: ?[a-zåäö])? [Kk]ap\\. ?)?(\\d{1,4})(?: ?([a-zåäö]{1,2}))? ?§)(?!§)"
                            + "\\s*(.*)$",
                    Pattern.DOTALL);

    private static final Pattern REVERSED =
            Pattern.compile("^(§ ?(\\d{1,4})(?: ?([a-zåäö])\\b)?[.:]?)\\s*(.*)$", Pattern.DOTALL);

    private static final Pattern CHAPTER =
            Pattern.compile(
                    "^\\d{1,3}(?: ?[a-zåäö])? kap\\.?(?:\\s+(.{1,160}))?$",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBERED =
            Pattern.compile("^(\\d{1,2}(?:\\.\\d{1,2}){0,5})\\.?\\s+(\\p{Lu}.{0,110})$");

    private static final Pattern CLAUSE =
            Pattern.compile("^\\d{1,2}(?:\\.\\d{1,2}){1,5}\\.?\\s+\\p{Lu}");

    private static final Pattern LIST_MARK =
            Pattern.compile(
                    "^(?:\\d{1,3}[.)]|\\(?[a-zåäö0-9]{1,2}\\)|[a-zåäö]\\.|[ivx]{1,4}[.)]"
                            + "|[-*\u2212\u2013\u2014\u2022\u25AA\u00B7\u25CF\u25CB\u25A0\u25A1\u2023\u25E6])\\s+\\S");

    private static final Pattern SENTENCE_END = Pattern.compile("[.,:;?!\\-]$");

    private static final Pattern ABBREVIATED_END = Pattern.compile("\\bm\\. ?(m|fl)\\.$");

    private Clauses() {}

    /**
     * A section that begins a piece of text.
     *
     * @param mark as written, such as {@code 3 a §}
     * @param order rises from section to section
     * @param rest what follows the mark
     */
    record Section(String mark, int order, String rest) {

        /**
         * Whether what follows can be the beginning of a section rather than of a reference to one.
         */
        boolean opens() {
            String words = rest.replaceFirst("^[" + SUPERSCRIPTS + "]+\\s*", "");
            if (words.isEmpty()) {
                return true;
            }
            int first = words.codePointAt(0);
            return Character.isUpperCase(first)
                    || "/([\"\u201D\u201C\u00BB".indexOf(first) >= 0
                    || words.matches("(?s)\\d+ mom\\..*");
        }
    }

    /** The section that a piece of text begins with, if it does. */
    static Optional<Section> section(String words) {
        Matcher m = SECTION.matcher(words);
        if (!m.matches()) {
            m = REVERSED.matcher(words);
            if (!m.matches() || m.group(4).startsWith("§")) {
                return Optional.empty();
            }
        }
        int order = Integer.parseInt(m.group(2)) * 1000;
        String letters = m.group(3);
        for (int i = 0; letters != null && i < letters.length(); i++) {
            order += letters.charAt(i) - 'a' + 1;
        }
        return Optional.of(new Section(m.group(1), order, m.group(4)));
    }

    /** Whether a line names a chapter: {@code 2 kap. Organisation}. */
    public static boolean isChapter(String line) {
        Matcher m = CHAPTER.matcher(line);
        if (!m.matches()) {
            return false;
        }
        String name = m.group(1);
        return name == null
                || (Character.isUpperCase(name.codePointAt(0))
                        && !name.contains("§")
                        && !endsSentence(name));
    }

    /**
     * Whether a piece of text begins with § and its number, or the other way round, as a section
     * does.
     */
    public static boolean opensSection(String words) {
        return section(words).map(Section::opens).orElse(false);
    }

    /**
     * The depth of the number of a line that looks like a numbered heading; 0 where it does not.
     */
    static int numberedHeading(String line) {
        Matcher m = NUMBERED.matcher(line);
        if (!m.matches() || line.length() > 100 || line.indexOf('\n') >= 0 || endsSentence(line)) {
            return 0;
        }
        return (int) m.group(1).chars().filter(c -> c == '.').count() + 1;
    }

    /** The number of a numbered line, without a final full stop; empty where there is none. */
    static String number(String line) {
        Matcher m = NUMBERED.matcher(line);
        return m.matches() ? m.group(1) : "";
    }

    /**
     * Whether a piece of text begins with a mark of a list or with a clause's number of several
     * levels.
     */
    public static boolean startsWithMark(String words) {
        return LIST_MARK.matcher(words).lookingAt() || CLAUSE.matcher(words).lookingAt();
    }

    /** Whether a line ends as a sentence or a part of one does, and not as a heading. */
    public static boolean endsSentence(String line) {
        return SENTENCE_END.matcher(line).find() && !ABBREVIATED_END.matcher(line).find();
    }

    /** Whether a heading stands beside the chapters and not in one of them. */
    static boolean isBesideChapters(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.startsWith("bilaga")
                || lower.startsWith("övergångsbestämmelse")
                || lower.startsWith("ikraftträdande")
                || lower.startsWith("avd");
    }
}
