/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * The fields that are open; they may span paragraphs. Instructions are never text, and some results
 * are not either.
 */
final class Fields {

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "TOC",
                    "PAGE",
                    "NUMPAGES",
                    "SECTIONPAGES",
                    "PAGEREF",
                    "TC",
                    "XE",
                    "INDEX",
                    "RD",
                    "SECTION");

    private static final class Field {
        final StringBuilder instruction = new StringBuilder();
        boolean result;
        boolean leftOut;
    }

    private final Deque<Field> open = new ArrayDeque<>();

    void mark(String type) {
        switch (type) {
            case "begin" -> open.push(new Field());
            case "separate" -> {
                Field field = open.peek();
                if (field != null) {
                    field.result = true;
                    field.leftOut = isLeftOut(field.instruction.toString());
                }
            }
            case "end" -> open.poll();
            default -> {}
        }
    }

    void instruction(String words) {
        Field field = open.peek();
        if (field != null) {
            field.instruction.append(words);
        }
    }

    /** Whether what comes is an instruction or a result that is no text of the document. */
    boolean suppressed() {
        return open.stream().anyMatch(f -> !f.result || f.leftOut);
    }

    static boolean isLeftOut(String instruction) {
        String[] words = instruction.strip().toUpperCase(Locale.ROOT).split("\\s+", 2);
        return LEFT_OUT.contains(words[0]);
    }
}
