/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import se.allmanning.spi.ParserInput;
import se.allmanning.spi.UnreadableDocumentException;

/** Fetches bytes, and says in the same words for every format why nothing can be read. */
public final class Reading {

    /**
     * Formats that are held in memory as a whole stop here; the host's own limit is usually lower.
     */
    static final long MOST_IN_MEMORY = 256L << 20;

    private Reading() {}

    /** All bytes of a file. */
    public static byte[] all(ParserInput input) throws IOException, UnreadableDocumentException {
        if (input.size() > MOST_IN_MEMORY) {
            throw new UnreadableDocumentException(
                    "The file has "
                            + input.size()
                            + " bytes; at most "
                            + MOST_IN_MEMORY
                            + " are read.",
                    "Divide it into smaller files.");
        }
        try (InputStream in = input.open()) {
            byte[] bytes = in.readNBytes((int) MOST_IN_MEMORY);
            if (bytes.length == 0) {
                throw empty();
            }
            return bytes;
        }
    }

    /** The file has no bytes. */
    public static UnreadableDocumentException empty() {
        return new UnreadableDocumentException(
                "The file is empty (0 bytes).", "Fetch it again from where it came, or remove it.");
    }

    /** The file has bytes but no text. */
    public static UnreadableDocumentException noText(String what) {
        return new UnreadableDocumentException(
                "The " + what + " holds no text.",
                "Remove it, or export it again from where it was written.");
    }

    /** The file has no text that a reader sees. */
    public static UnreadableDocumentException noText(String what, HiddenText hidden) {
        return hidden.isEmpty()
                ? noText(what)
                : new UnreadableDocumentException(
                        "The "
                                + what
                                + " holds no text that a reader sees. "
                                + String.join(" ", hidden.sentences()),
                        "Remove it, or export it again from where it was written.");
    }

    /** The structure is nested deeper than any real document. */
    public static UnreadableDocumentException tooDeep(String what) {
        return new UnreadableDocumentException(
                "The " + what + " is nested too deeply to be a document.",
                "Export it again from where it was written.");
    }

    /** Whether a name ends in one of the given endings, without regard to case. */
    public static boolean endsIn(String name, String... endings) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
