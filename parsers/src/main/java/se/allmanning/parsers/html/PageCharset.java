/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.parsers.structure.TextDecoder;

/** The character set of a page: the bytes where they tell, else what the page says of itself. */
final class PageCharset {

    private static final int HEAD = 4096;
    private static final Pattern DECLARED =
            Pattern.compile(
                    "<meta[^>]{0,300}charset\\s*=\\s*[\"']?([\\w:.-]{2,40})|<\\?xml[^>]{0,100}encoding=[\"']([\\w:.-]{2,40})",
                    Pattern.CASE_INSENSITIVE);

    private PageCharset() {}

    static Charset of(byte[] bytes) {
        Charset found = TextDecoder.charset(bytes);
        if (found.name().startsWith("UTF-")) {
            // Pages that say Latin 1 and are UTF-8 are common; text that happens to be valid UTF-8
            // is not.
            return found;
        }
        String head =
                new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher m = DECLARED.matcher(head);
        if (!m.find()) {
            return found;
        }
        String name = (m.group(1) == null ? m.group(2) : m.group(1)).toLowerCase(Locale.ROOT);
        try {
            Charset declared = Charset.forName(name);
            if (declared.name().startsWith("UTF-")) {
                return found;
            }
            // Browsers read Latin 1 as Windows' extension of it.
            return declared.equals(StandardCharsets.ISO_8859_1)
                    ? Charset.forName("windows-1252")
                    : declared;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return found;
        }
    }
}
