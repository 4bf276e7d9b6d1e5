/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the first bytes of a file say, whatever its name. */
public final class Signature {

    private static final int PDF_WITHIN = 1024;

    private static final byte[] OLE2 = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    private Signature() {}

    /** A PDF begins with its mark, or has it after some foreign bytes. */
    public static boolean isPdf(byte[] head) {
        return indexOf(head, "%PDF-".getBytes(StandardCharsets.US_ASCII), PDF_WITHIN) >= 0;
    }

    /** A ZIP container, which DOCX is, and much else. */
    public static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** The container of the old Office formats and of encrypted new ones. */
    public static boolean isOle2(byte[] head) {
        return indexOf(head, OLE2, 1) == 0;
    }

    /** Whether an OLE2 container names a stream among its first bytes. */
    public static boolean namesStream(byte[] head, String name) {
        return indexOf(head, name.getBytes(StandardCharsets.UTF_16LE), head.length) >= 0;
    }

    /** Rich Text Format, which is written in letters but is no text. */
    public static boolean isRtf(byte[] head) {
        return indexOf(head, "{\\rtf".getBytes(StandardCharsets.US_ASCII), 1) == 0;
    }

    /** A whole HTML page; a fragment does not tell. */
    public static boolean isHtml(byte[] head) {
        if (!TextDecoder.isText(head)) {
            return false;
        }
        String text = TextDecoder.decode(head).toLowerCase(Locale.ROOT);
        String start = withoutPrologue(text);
        if (start.startsWith("<!doctype")) {
            return start.substring("<!doctype".length()).stripLeading().startsWith("html");
        }
        return start.startsWith("<html")
                && start.length() > 5
                && (isSpace(start.charAt(5)) || start.charAt(5) == '>');
    }

    /** Comments, an XML declaration and white space may stand before a page. */
    private static String withoutPrologue(String text) {
        String rest = text.stripLeading();
        while (rest.startsWith("<!--") || rest.startsWith("<?")) {
            String end = rest.startsWith("<!--") ? "-->" : ">";
            int at = rest.indexOf(end);
            if (at < 0) {
                return "";
            }
            rest = rest.substring(at + end.length()).stripLeading();
        }
        return rest;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c);
    }

    /** Text that says of itself that it is nothing else. */
    public static boolean isPlain(byte[] head) {
        return TextDecoder.isText(head) && !isPdf(head) && !isRtf(head);
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int within) {
        int last = Math.min(bytes.length - wanted.length, within - 1);
        for (int i = 0; i <= last; i++) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }
}
