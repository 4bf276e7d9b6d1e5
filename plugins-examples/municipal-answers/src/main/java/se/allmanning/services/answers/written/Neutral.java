/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.regex.Pattern;

/**
 * Text without what a person does not see and a model does: control characters, direction marks,
 * zero-width characters, tags, variation selectors, and the tokens that chat templates are made of.
 * It serves prompts and what is shown of a model's words; the stored text is never changed.
 */
final class Neutral {

    /** Spelled loosely, since tokenizers differ in what they take for their own. */
    private static final Pattern TEMPLATE =
            Pattern.compile(
                    "<\\s*[|\\uFF5C][^<>\\n]{0,40}[|\\uFF5C]\\s*>"
                            + "|\\[\\s*/?\\s*(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\\s*\\]"
                            + "|<<\\s*/?\\s*SYS\\s*>>"
                            + "|<\\s*/?\\s*(?:s|bos|eos|unk|pad|think|thinking|tool_call|tool_response|system|user"
                            + "|assistant|human|start_of_turn|end_of_turn|instructions?|prompt|source|k\\u00E4lla)\\s*>"
                            + "|^\\s*#{2,}\\s*(?:instructions?|system|user|assistant|response|instruktion(?:er)?)\\b\\s*:?",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

    /** What would look like our own frames: rulers, and citations made in advance. */
    private static final Pattern FRAMES =
            Pattern.compile(
                    "[=]{3,}|[<]{3,}|[>]{3,}|`{3,}|\\[\\s*(?=\\d{1,3}\\s*[:\\]])",
                    Pattern.UNICODE_CASE);

    private static final Pattern BLANKS = Pattern.compile("[ \\t]{2,}");
    private static final Pattern LINES = Pattern.compile("\\n{3,}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00A0]+");

    private Neutral() {}

    /** The prompt's copy of a document's text; lines stay. */
    static String text(String text) {
        String out = TEMPLATE.matcher(visible(text)).replaceAll(" ");
        out = FRAMES.matcher(out).replaceAll("(");
        return LINES.matcher(BLANKS.matcher(out).replaceAll(" ")).replaceAll("\n\n").strip();
    }

    /** The prompt's copy as one line of so many characters at most. */
    static String line(String text, int longest) {
        return cut(SPACE.matcher(text(text)).replaceAll(" ").strip(), longest);
    }

    /** Without invisible characters, as one line: what a person is shown of a model's words. */
    static String shown(String text) {
        return SPACE.matcher(visible(text)).replaceAll(" ").strip();
    }

    /** At most so many characters, whole ones, with a mark where something is left out. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** Without the characters that a person does not see. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\t') {
                        out.appendCodePoint(c);
                    } else if (Character.isISOControl(c)) {
                        out.append(' ');
                    } else if (!invisible(c)) {
                        out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }

    /** Whether a code point takes no place on the page, or none that anybody agreed on. */
    static boolean invisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default ->
                    c == 0x034F
                            || c == 0x115F
                            || c == 0x1160
                            || c == 0x3164
                            || c == 0xFFA0
                            || c == 0x17B4
                            || c == 0x17B5
                            || (c >= 0xFE00 && c <= 0xFE0F)
                            || (c >= 0x180B && c <= 0x180F)
                            || (c >= 0xE0100 && c <= 0xE01EF);
        };
    }
}
