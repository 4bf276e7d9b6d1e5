/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Changes what a model's chat template, a tool protocol or the prompt's frame could take for
 * structure, so that it stays readable: brackets become look-alikes, a role at the beginning of a
 * line is quoted.
 */
final class TemplateTokens {

    private static final Set<String> TAGS =
            Set.of(
                    "s",
                    "bos",
                    "eos",
                    "unk",
                    "pad",
                    "sys",
                    "system",
                    "user",
                    "assistant",
                    "human",
                    "model",
                    "developer",
                    "start_of_turn",
                    "end_of_turn",
                    "start_header_id",
                    "end_header_id",
                    "begin_of_text",
                    "end_of_text",
                    "think",
                    "thinking",
                    "tool",
                    "tools",
                    "tool_call",
                    "tool_calls",
                    "tool_result",
                    "tool_response",
                    "function",
                    "function_call",
                    "function_calls",
                    "invoke",
                    "parameter",
                    "document",
                    "documents",
                    "context",
                    "source",
                    "sources",
                    "instructions",
                    "instruction",
                    "prompt",
                    "system_prompt",
                    "system-prompt",
                    "dokument",
                    "källa",
                    "important");
    private static final Set<String> SQUARE =
            Set.of(
                    "inst",
                    "/inst",
                    "system_prompt",
                    "/system_prompt",
                    "available_tools",
                    "/available_tools",
                    "tool_calls",
                    "tool_results",
                    "/tool_results",
                    "img");
    private static final Set<String> ROLES =
            Set.of(
                    "system",
                    "assistant",
                    "user",
                    "human",
                    "ai",
                    "developer",
                    "tool",
                    "instruction",
                    "instructions",
                    "instruktion",
                    "instruktioner",
                    "användare",
                    "assistent",
                    "svar",
                    "response",
                    "system message",
                    "systemmeddelande",
                    "systeminstruktion",
                    "system prompt",
                    "new instructions",
                    "nya instruktioner");
    private static final int LONGEST_NAME = 24;

    private TemplateTokens() {}

    static String defuse(String text, String boundary, Map<GuardKind, Integer> counts) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int lastCommentEnd = text.lastIndexOf("-->");
        boolean lineStart = true;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int length = 0;
            if (c == '<') {
                length = angle(text, i, lastCommentEnd, out, counts);
            } else if (c == '[') {
                length = square(text, i, out, counts);
            } else if (isBar(c) && i + 1 < text.length() && text.charAt(i + 1) == '>') {
                out.append("\u00A6\u203A");
                counts.merge(GuardKind.TEMPLATE_TOKEN, 1, Integer::sum);
                length = 2;
            } else if (c == boundary.charAt(0) && text.startsWith(boundary, i)) {
                counts.merge(GuardKind.TEMPLATE_TOKEN, 1, Integer::sum);
                length = boundary.length();
            } else if (lineStart) {
                length = role(text, i, out, counts);
            }
            lineStart = c == '\n' || c == '\r' || (lineStart && (c == ' ' || c == '\t'));
            if (length == 0) {
                out.append(c);
                length = 1;
            }
            i += length;
        }
        return out.toString();
    }

    private static boolean isBar(char c) {
        return c == '|' || c == '\uFF5C';
    }

    private static int angle(
            String text,
            int at,
            int lastCommentEnd,
            StringBuilder out,
            Map<GuardKind, Integer> counts) {
        if (text.startsWith("<!--", at)) {
            int end = at < lastCommentEnd ? text.indexOf("-->", at + 4) : -1;
            counts.merge(GuardKind.HIDDEN_TEXT, 1, Integer::sum);
            if (end >= 0) {
                // A blank, so that what stood around it does not become a token.
                out.append(' ');
                return end + 3 - at;
            }
            out.append("\u2039!--");
            return 4;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        boolean token = isBar(next) || next == '<' || TAGS.contains(tag(text, at + 1));
        if (!token) {
            if (hides(text, at)) {
                counts.merge(GuardKind.HIDDEN_TEXT, 1, Integer::sum);
            }
            return 0;
        }
        counts.merge(GuardKind.TEMPLATE_TOKEN, 1, Integer::sum);
        out.append('\u2039');
        if (isBar(next)) {
            out.append('\u00A6');
            return 2;
        }
        return 1;
    }

    private static String tag(String text, int from) {
        int start = from < text.length() && text.charAt(from) == '/' ? from + 1 : from;
        int at = start;
        while (at < text.length()
                && at - start <= LONGEST_NAME
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || text.charAt(at) == '-')) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /** Whether a tag of HTML hides its content. */
    private static boolean hides(String text, int at) {
        int end = Math.min(text.length(), at + 300);
        int close = at + 1;
        while (close < end && text.charAt(close) != '>' && text.charAt(close) != '\n') {
            close++;
        }
        String tag = text.substring(at, close).toLowerCase(Locale.ROOT).replace(" ", "");
        return tag.contains("display:none")
                || tag.contains("visibility:hidden")
                || tag.contains("font-size:0")
                || tag.contains("opacity:0")
                || tag.contains("color:white")
                || tag.contains("color:#fff");
    }

    private static int square(
            String text, int at, StringBuilder out, Map<GuardKind, Integer> counts) {
        int close = at + 1;
        while (close < text.length() && close - at <= LONGEST_NAME && text.charAt(close) != ']') {
            close++;
        }
        boolean closed = close < text.length() && text.charAt(close) == ']';
        if (!closed || !SQUARE.contains(text.substring(at + 1, close).toLowerCase(Locale.ROOT))) {
            return 0;
        }
        counts.merge(GuardKind.TEMPLATE_TOKEN, 1, Integer::sum);
        out.append('\u27E6').append(text, at + 1, close).append('\u27E7');
        return close + 1 - at;
    }

    /**
     * A role and a colon, with marks of a heading or of bold around it, at the beginning of a line.
     */
    private static int role(
            String text, int from, StringBuilder out, Map<GuardKind, Integer> counts) {
        int start = from;
        while (start < text.length()
                && start - from < 10
                && "#*_>= -".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int at = start;
        while (at < text.length()
                && at - start <= LONGEST_NAME
                && (Character.isLetter(text.charAt(at)) || text.charAt(at) == ' ')) {
            at++;
        }
        int name = at;
        while (at < text.length() && at - name < 4 && "*_ #".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean colon =
                at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '\uFF1A');
        boolean heading = text.startsWith("###", from);
        String role = text.substring(start, name).strip().toLowerCase(Locale.ROOT);
        boolean ends = at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
        if (!ROLES.contains(role) || !(colon || (heading && ends))) {
            return 0;
        }
        counts.merge(GuardKind.TEMPLATE_TOKEN, 1, Integer::sum);
        out.append("\u201D").append(text, start, name).append("\u201D");
        return name - from;
    }
}
