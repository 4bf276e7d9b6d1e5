/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects the glyphs of each page and hands them on when the page ends. */
final class GlyphCollector extends PDFTextStripper {

    /** Who is told of the pages. */
    interface Pages {
        void page(int number, PDPage page, List<Glyph> glyphs, boolean damaged, int drawings);
    }

    private static final Pattern BOLD_NAME =
            Pattern.compile(".*(bold|black|heavy|semib|demi|fett).*");

    private final Pages pages;
    private final IdentityHashMap<PDFont, Boolean> bold = new IdentityHashMap<>();
    private final Map<String, List<Glyph>> drawn = new HashMap<>();
    private List<Glyph> glyphs = new ArrayList<>();
    private int drawings;

    GlyphCollector(Pages pages) {
        this.pages = pages;
        setSuppressDuplicateOverlappingText(false);
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        boolean damaged = false;
        glyphs = new ArrayList<>();
        drawings = 0;
        try {
            super.processPage(page);
        } catch (IOException | RuntimeException e) {
            // One broken page must not cost the others; what was read of it until here is kept, and
            // it is reported.
            damaged = true;
        }
        pages.page(getCurrentPageNo(), page, glyphs, damaged, drawings);
        drawn.clear();
        bold.clear();
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        switch (operator.getName()) {
            case "f", "F", "f*", "S", "s", "B", "b", "sh" -> drawings++;
            default -> {}
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        String text = position.getUnicode();
        if (text == null || text.isEmpty()) {
            return;
        }
        float size = size(position);
        float x = position.getXDirAdj();
        float y = position.getYDirAdj();
        boolean sane =
                Float.isFinite(x)
                        && Float.isFinite(y)
                        && Math.abs(x) < 1e5
                        && Math.abs(y) < 1e5
                        && size > 0.5;
        if (!sane) {
            return;
        }
        Glyph glyph =
                new Glyph(
                        text,
                        x,
                        y,
                        position.getWidthDirAdj(),
                        size,
                        bold.computeIfAbsent(position.getFont(), GlyphCollector::isBold),
                        Math.floorMod(Math.round(position.getDir() / 90) * 90, 360));
        if (!isDrawnTwice(glyph)) {
            glyphs.add(glyph);
        }
    }

    private static float size(TextPosition position) {
        // The matrix of a glyph holds the font's size and all that scales it.
        float size = Math.abs(position.getTextMatrix().getScalingFactorY());
        return size > 0.5 ? size : Math.abs(position.getFontSizeInPt());
    }

    /** Some programs make bold by drawing twice with a small offset. */
    private boolean isDrawnTwice(Glyph glyph) {
        if (glyph.isSpace()) {
            return false;
        }
        List<Glyph> same = drawn.computeIfAbsent(glyph.text(), t -> new ArrayList<>());
        for (Glyph other : same) {
            if (Math.abs(other.x() - glyph.x()) < glyph.size() * 0.1
                    && Math.abs(other.y() - glyph.y()) < glyph.size() * 0.1) {
                return true;
            }
        }
        same.add(glyph);
        return false;
    }

    private static boolean isBold(PDFont font) {
        String name = font.getName();
        if (name != null && BOLD_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            return true;
        }
        PDFontDescriptor descriptor = font.getFontDescriptor();
        return descriptor != null
                && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
    }
}
