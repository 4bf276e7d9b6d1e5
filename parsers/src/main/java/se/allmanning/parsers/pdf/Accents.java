/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Joins accents that are drawn as glyphs of their own (as TeX does) with the letters that they
 * stand over.
 */
final class Accents {

    private static final Map<String, String> COMBINING =
            Map.of(
                    "\u00A8", "\u0308", "\u02DA", "\u030A", "\u00B0", "\u030A", "\u00B4", "\u0301",
                    "`", "\u0300", "\u0308", "\u0308", "\u030A", "\u030A", "\u0301", "\u0301",
                    "\u0300", "\u0300");

    private Accents() {}

    static List<Glyph> merged(List<Glyph> glyphs) {
        List<Glyph> out = new ArrayList<>(glyphs.size());
        for (int i = 0; i < glyphs.size(); i++) {
            Glyph glyph = glyphs.get(i);
            String mark = COMBINING.get(glyph.text());
            if (mark != null && i + 1 < glyphs.size() && isOver(glyph, glyphs.get(i + 1))) {
                Glyph letter = glyphs.get(++i);
                out.add(with(letter, mark));
            } else if (mark != null && !out.isEmpty() && isOver(glyph, out.get(out.size() - 1))) {
                out.set(out.size() - 1, with(out.get(out.size() - 1), mark));
            } else {
                out.add(glyph);
            }
        }
        return out;
    }

    private static boolean isOver(Glyph accent, Glyph letter) {
        float middle = accent.x() + accent.width() / 2;
        return letter.text().length() == 1
                && Character.isLetter(letter.text().charAt(0))
                && middle > letter.x() + letter.width() * 0.2f
                && middle < letter.right() - letter.width() * 0.2f
                && Math.abs(accent.y() - letter.y()) < letter.size() * 0.5f;
    }

    private static Glyph with(Glyph letter, String mark) {
        String text = Normalizer.normalize(letter.text() + mark, Normalizer.Form.NFC);
        return new Glyph(
                text,
                letter.x(),
                letter.y(),
                letter.width(),
                letter.size(),
                letter.bold(),
                letter.direction());
    }
}
