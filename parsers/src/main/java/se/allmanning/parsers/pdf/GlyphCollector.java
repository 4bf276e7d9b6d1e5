/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceRGBColor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Collects the glyphs of each page and hands them on when the page ends: those that a reader sees,
 * and of the others how many and why.
 */
final class GlyphCollector extends PDFTextStripper {

    /** Who is told of the pages. */
    interface Pages {
        void page(Sheet sheet);
    }

    private static final Set<String> COLOURS =
            Set.of("g", "rg", "k", "cs", "sc", "scn", "G", "RG", "K", "CS", "SC", "SCN");

    private static final Pattern BOLD_NAME =
            Pattern.compile(".*(bold|black|heavy|semib|demi|fett).*");

    private final Pages pages;
    private final IdentityHashMap<PDFont, Boolean> bold = new IdentityHashMap<>();
    private final Map<String, List<Glyph>> drawn = new HashMap<>();
    private final Sight sight;
    private List<Glyph> glyphs = new ArrayList<>();
    private List<Unseen> unseen = new ArrayList<>();
    private int drawings;

    /** A glyph that is hidden as far as is known before the page ends. */
    private record Unseen(Glyph glyph, Sight.Verdict verdict) {}

    GlyphCollector(PDDocument document, Pages pages) {
        this.pages = pages;
        this.sight = new Sight(this, document);
        setSuppressDuplicateOverlappingText(false);
        addOperator(new SetNonStrokingColor(this));
        addOperator(new SetNonStrokingColorN(this));
        addOperator(new SetNonStrokingColorSpace(this));
        addOperator(new SetNonStrokingDeviceCMYKColor(this));
        addOperator(new SetNonStrokingDeviceGrayColor(this));
        addOperator(new SetNonStrokingDeviceRGBColor(this));
        addOperator(new SetStrokingColor(this));
        addOperator(new SetStrokingColorN(this));
        addOperator(new SetStrokingColorSpace(this));
        addOperator(new SetStrokingDeviceCMYKColor(this));
        addOperator(new SetStrokingDeviceGrayColor(this));
        addOperator(new SetStrokingDeviceRGBColor(this));
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        boolean damaged = false;
        glyphs = new ArrayList<>();
        unseen = new ArrayList<>();
        drawings = 0;
        sight.begin(page);
        try {
            super.processPage(page);
        } catch (IOException | RuntimeException e) {
            // One broken page must not cost the others; what was read of it until here is kept, and
            // it is reported.
            damaged = true;
        }
        boolean recognised = settle();
        Map<Hidden, String> hidden = new EnumMap<>(Hidden.class);
        for (Unseen one : unseen) {
            if (!echoes(one.glyph())) {
                hidden.merge(one.verdict().hidden(), one.glyph().text(), String::concat);
            }
        }
        pages.page(
                new Sheet(getCurrentPageNo(), page, glyphs, damaged, drawings, hidden, recognised));
        drawn.clear();
        bold.clear();
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        switch (operator.getName()) {
            case "f", "F", "f*", "S", "s", "B", "b", "sh" -> drawings++;
            default -> {}
        }
        sight.operator(operator.getName(), operands);
        if (!COLOURS.contains(operator.getName())) {
            super.processOperator(operator, operands);
            return;
        }
        try {
            super.processOperator(operator, operands);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The words matter more than their colour: one that cannot be read counts as ink.
            PDColor black = new PDColor(new float[] {0}, PDDeviceGray.INSTANCE);
            getGraphicsState().setNonStrokingColor(black);
            getGraphicsState().setStrokingColor(black);
        }
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        sight.layers().begin(tag, properties);
        super.beginMarkedContentSequence(tag, properties);
    }

    @Override
    public void endMarkedContentSequence() {
        sight.layers().end();
        super.endMarkedContentSequence();
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        sight.layers().begin(form.getOptionalContent());
        try {
            super.showForm(form);
        } finally {
            sight.layers().end();
        }
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        sight.layers().begin(form.getOptionalContent());
        boolean faint = sight.beginGroup();
        try {
            super.showTransparencyGroup(form);
        } finally {
            sight.endGroup(faint);
            sight.layers().end();
        }
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
            throws IOException {
        sight.look(matrix, font, displacement);
        super.showGlyph(matrix, font, code, displacement);
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
        Sight.Verdict verdict = sight.verdict(text.isBlank());
        if (!sane && verdict.seen()) {
            verdict = verdict.but(size > 0.5 ? Hidden.OUTSIDE : Hidden.SMALL);
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
        if (!verdict.seen()) {
            unseen.add(new Unseen(glyph, verdict));
        } else if (!isDrawnTwice(glyph)) {
            glyphs.add(glyph);
        }
    }

    /**
     * Decides at the end of the page what only the whole of it tells. Whether the text of a layer
     * over a scanned picture was kept.
     */
    private boolean settle() {
        List<Unseen> rest = new ArrayList<>();
        for (Unseen one : unseen) {
            if (sight.isPaintedLater(one.verdict())) {
                glyphs.add(one.glyph());
            } else {
                rest.add(one);
            }
        }
        unseen = rest;
        long seen = glyphs.stream().filter(g -> !g.isSpace()).count();
        long invisible =
                unseen.stream()
                        .filter(u -> u.verdict().is(Hidden.INVISIBLE) && !u.glyph().isSpace())
                        .count();
        // A stamp or a page number may be written over a scan; a text with pictures is none.
        if (invisible == 0 || seen * 10 > invisible || !sight.isScan()) {
            return false;
        }
        for (Unseen one : unseen) {
            if (one.verdict().is(Hidden.INVISIBLE) && !isDrawnTwice(one.glyph())) {
                glyphs.add(one.glyph());
            }
        }
        unseen.removeIf(u -> u.verdict().is(Hidden.INVISIBLE));
        return true;
    }

    /**
     * Whether a hidden glyph only repeats one that is seen at its place, as halos and shadows do.
     */
    private boolean echoes(Glyph glyph) {
        return drawn.getOrDefault(glyph.text(), List.of()).stream()
                .anyMatch(other ->
                        Math.abs(other.x() - glyph.x()) < glyph.size() * 0.3
                                && Math.abs(other.y() - glyph.y()) < glyph.size() * 0.3);
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
