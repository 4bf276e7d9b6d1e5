/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceN;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.color.PDSeparation;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/** Colours of PDF as plain ones, without the cost of colour profiles. */
final class PdfColour {

    private static final float NO_INK = 0.03f;

    private PdfColour() {}

    /** A colour of a PDF; null for patterns and what cannot be known. */
    static @Nullable Colour of(@Nullable PDColor colour) {
        if (colour == null) {
            return null;
        }
        PDColorSpace space = colour.getColorSpace();
        float[] c = colour.getComponents();
        if (space == null || space instanceof PDPattern || colour.isPattern()) {
            return null;
        }
        boolean plain =
                space instanceof PDDeviceColorSpace
                        || space instanceof PDCalGray
                        || space instanceof PDCalRGB
                        || space instanceof PDICCBased;
        if (plain) {
            return plain(c);
        }
        if (space instanceof PDSeparation || space instanceof PDDeviceN) {
            // Inks: without any the paper shows, and how others look is for the printer to know.
            for (float ink : c) {
                if (ink > NO_INK) {
                    return null;
                }
            }
            return Colour.WHITE;
        }
        try {
            return plain(space.toRGB(c));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Colour plain(float[] c) {
        return switch (c.length) {
            case 1 -> new Colour(c[0], c[0], c[0]);
            case 3 -> new Colour(c[0], c[1], c[2]);
            case 4 ->
                    new Colour(
                            (1 - c[0]) * (1 - c[3]),
                            (1 - c[1]) * (1 - c[3]),
                            (1 - c[2]) * (1 - c[3]));
            default -> null;
        };
    }
}
