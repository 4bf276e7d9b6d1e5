/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * What was found on a page.
 *
 * @param number from 1
 * @param glyphs those that readers see, and those of a text layer over a scanned picture
 * @param damaged whether only a part could be read
 * @param drawings how many shapes were painted
 * @param hidden what was left out, by reason
 * @param recognised whether text of such a layer is among the glyphs
 */
record Sheet(
        int number,
        PDPage page,
        List<Glyph> glyphs,
        boolean damaged,
        int drawings,
        Map<Hidden, String> hidden,
        boolean recognised) {}
