/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Tells from the first bytes of a ZIP container whether it is a Word document. */
final class ZipHead {

    enum Kind {
        WORD,
        OTHER,
        UNCLEAR
    }

    private ZipHead() {}

    static Kind of(byte[] head) {
        Kind kind = Kind.UNCLEAR;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(head))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && kind == Kind.UNCLEAR) {
                kind = byName(entry.getName());
                if (entry.getName().equals("[Content_Types].xml")) {
                    kind = byTypes(zip);
                }
                entry = kind == Kind.UNCLEAR ? zip.getNextEntry() : null;
            }
        } catch (IOException | IllegalArgumentException e) {
            // The head ends in the middle of an entry, or the container is unusual: what was seen
            // until here counts.
            return kind;
        }
        return kind;
    }

    private static Kind byName(String name) {
        if (name.startsWith("word/")) {
            return Kind.WORD;
        }
        boolean office =
                name.startsWith("_rels/")
                        || name.startsWith("docProps/")
                        || name.startsWith("customXml/")
                        || name.startsWith("[");
        return office ? Kind.UNCLEAR : Kind.OTHER;
    }

    private static Kind byTypes(ZipInputStream zip) {
        byte[] types = new byte[65_536];
        int length = 0;
        try {
            int read = zip.read(types, length, types.length - length);
            while (read > 0) {
                length += read;
                read = zip.read(types, length, types.length - length);
            }
        } catch (IOException e) {
            // The head ends here; the beginning of the list is enough in most files.
        }
        String text = new String(types, 0, length, StandardCharsets.UTF_8);
        if (text.contains("wordprocessingml") || text.contains("ms-word.")) {
            return Kind.WORD;
        }
        return text.contains("spreadsheetml") || text.contains("presentationml")
                ? Kind.OTHER
                : Kind.UNCLEAR;
    }
}
