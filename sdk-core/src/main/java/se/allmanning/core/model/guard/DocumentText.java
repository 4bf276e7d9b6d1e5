/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Puts the text of documents into a prompt as data. A frame with a random boundary surrounds each
 * document, and {@link #neutralise} makes of its text a copy for the prompt in which nothing can
 * pass for the frame, for a model's chat template or for something that a reader does not see.
 * Offsets of citations refer to the document itself, never to this copy.
 *
 * <p>What a document says in plain words, such as "ignore all instructions", stays: it is content.
 * That it is not obeyed is up to the system text, the model and {@link OutputGuard}. Immutable and
 * thread-safe; one for each call.
 */
public final class DocumentText {

    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXYZ23456789";
    private static final int BOUNDARY_LENGTH = 16;

    private final String boundary;

    private DocumentText(String boundary) {
        this.boundary = boundary;
    }

    /**
     * With a new boundary.
     *
     * @param random a source that nobody can foresee, such as {@link java.security.SecureRandom}
     */
    public static DocumentText create(RandomGenerator random) {
        StringBuilder boundary = new StringBuilder(BOUNDARY_LENGTH);
        for (int i = 0; i < BOUNDARY_LENGTH; i++) {
            boundary.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new DocumentText(boundary.toString());
    }

    /** The word that begins and ends every frame of this call; name it in the system text. */
    public String boundary() {
        return boundary;
    }

    /**
     * A document in its frame, neutralised.
     *
     * @param number the number that the answer cites it by
     * @param text its text
     */
    public Neutralised frame(int number, String text) {
        Neutralised inner = neutralise(text);
        String framed =
                "<<%s DOKUMENT %d>>%n%s%n<<%s SLUT %d>>"
                        .formatted(boundary, number, inner.text(), boundary, number)
                        .replace(System.lineSeparator(), "\n");
        return new Neutralised(framed, inner.report());
    }

    /** The copy of a document's text that may stand in a prompt. */
    public Neutralised neutralise(String text) {
        Map<GuardKind, Integer> counts = new EnumMap<>(GuardKind.class);
        String plain = strip(text, counts);
        plain = TemplateTokens.defuse(plain, boundary, counts);
        return new Neutralised(plain, new GuardReport(counts));
    }

    /** Takes out what is not shown; a terminal sequence as a whole. */
    private static String strip(String text, Map<GuardKind, Integer> counts) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == 0x1B || c == 0x9B) {
                next = sequenceEnd(text, i);
                counts.merge(GuardKind.CONTROL, 1, Integer::sum);
            } else if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') {
                counts.merge(GuardKind.CONTROL, 1, Integer::sum);
            } else if (c >= 0x7F && c < 0xA0 && c != 0x85) {
                counts.merge(GuardKind.CONTROL, 1, Integer::sum);
            } else if (VisibleText.bidi(c)) {
                counts.merge(GuardKind.BIDI, 1, Integer::sum);
            } else if (c >= 0x80 && c != 0xAD && Folded.invisible(c)) {
                counts.merge(GuardKind.HIDDEN_TEXT, 1, Integer::sum);
            } else if (c != 0xAD) {
                out.appendCodePoint(c);
            }
            i = next;
        }
        return out.toString();
    }

    /** The end of an ANSI escape sequence (ECMA-48): parameters and a final letter, or a string. */
    private static int sequenceEnd(String text, int from) {
        int at = from + 1;
        char kind = text.charAt(from) == 0x9B ? '[' : at < text.length() ? text.charAt(at++) : 0;
        if (kind == '[') {
            while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) <= 0x3F) {
                at++;
            }
            return Math.min(
                    text.length(),
                    at
                            + (at < text.length()
                                            && text.charAt(at) >= 0x40
                                            && text.charAt(at) <= 0x7E
                                    ? 1
                                    : 0));
        }
        if (kind == ']') {
            // A title or a link: to its bell, at most to the end of the line.
            while (at < text.length()
                    && text.charAt(at) != 7
                    && text.charAt(at) != '\n'
                    && text.charAt(at) != 0x1B) {
                at++;
            }
        }
        return Math.min(at, text.length());
    }

    /**
     * Text for a prompt.
     *
     * @param text the text
     * @param report what was taken out or changed
     */
    public record Neutralised(String text, GuardReport report) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Neutralised[" + report + "]";
        }
    }
}
