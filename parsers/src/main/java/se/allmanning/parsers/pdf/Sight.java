/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/** Tells of each glyph, when it is drawn, whether a reader of the page sees it. */
final class Sight {

    /** In points. Footnotes go down to 5, the smallest print of contracts to 3. */
    private static final float SMALLEST = 2;

    private static final float NARROWEST = 0.3f;
    private static final double FAINTEST = 0.02;

    /**
     * What is known of a glyph.
     *
     * @param reason why it is not seen; null if it is
     * @param clipping whether it is a hole through which later painting may show
     * @param centre on the page
     * @param painted how many areas had been painted before
     */
    record Verdict(@Nullable Hidden reason, boolean clipping, Point2D centre, int painted) {

        boolean seen() {
            return reason == null;
        }

        boolean is(Hidden other) {
            return reason == other;
        }

        Hidden hidden() {
            return java.util.Objects.requireNonNull(reason, "the glyph is seen");
        }

        Verdict but(Hidden other) {
            return new Verdict(other, false, centre, painted);
        }
    }

    private final PDFStreamEngine engine;
    private final Layers layers;
    private final Ground ground;
    private int faint;
    private Rectangle2D paper = new Rectangle2D.Double();
    private Verdict current = new Verdict(null, false, new Point2D.Double(), 0);
    private Verdict lastWord = current;

    Sight(PDFStreamEngine engine, PDDocument document) {
        this.engine = engine;
        this.layers = new Layers(document);
        this.ground = new Ground(engine);
    }

    void begin(PDPage page) {
        layers.reset();
        ground.reset();
        faint = 0;
        PDRectangle crop = page.getCropBox();
        paper =
                new Rectangle2D.Double(
                        crop.getLowerLeftX(),
                        crop.getLowerLeftY(),
                        crop.getWidth(),
                        crop.getHeight());
        current = new Verdict(null, false, new Point2D.Double(), 0);
        lastWord = current;
    }

    Layers layers() {
        return layers;
    }

    void operator(String name, List<COSBase> operands) {
        ground.operator(name, operands, !layers.isOff() && faint == 0);
    }

    /** Begins a group that is painted as one; whether it is transparent as a whole. */
    boolean beginGroup() {
        boolean transparent = engine.getGraphicsState().getNonStrokeAlphaConstant() < FAINTEST;
        faint += transparent ? 1 : 0;
        return transparent;
    }

    void endGroup(boolean transparent) {
        faint -= transparent ? 1 : 0;
    }

    /** Looks at the glyph that is drawn next. */
    void look(Matrix matrix, PDFont font, Vector displacement) {
        float width = displacement.getX();
        Point2D centre = matrix.transformPoint(width / 2, 0.3f);
        RenderingMode mode = engine.getGraphicsState().getTextState().getRenderingMode();
        Hidden why = why(matrix, font, width, mode, centre);
        boolean clipping = why == Hidden.INVISIBLE && mode.isClip();
        current = new Verdict(why, clipping, centre, ground.ink().count());
    }

    /** What is known of the glyph that was looked at; a blank goes with the word before it. */
    Verdict verdict(boolean blank) {
        if (!blank) {
            lastWord = current;
        }
        return lastWord;
    }

    /** Whether a glyph was a hole, and something was painted there afterwards. */
    boolean isPaintedLater(Verdict verdict) {
        return verdict.clipping() && ground.ink().coversSince(verdict.painted(), verdict.centre());
    }

    /** Whether pictures cover the page. */
    boolean isScan() {
        return ground.ink().isScan(paper);
    }

    private @Nullable Hidden why(
            Matrix matrix, PDFont font, float width, RenderingMode mode, Point2D centre) {
        if (layers.isOff()) {
            return Hidden.LAYER;
        }
        if (faint > 0) {
            return Hidden.TRANSPARENT;
        }
        if (!ground.clipBox().intersects(grown(Ground.box(matrix, 0, -0.2f, width, 0.8f)))) {
            return Hidden.OUTSIDE;
        }
        // What a unit is in a Type 3 font, the font alone knows.
        if (!(font instanceof PDType3Font)
                && (Math.abs(matrix.getScalingFactorY()) < SMALLEST
                        || Math.abs(matrix.getScalingFactorX()) < NARROWEST)) {
            return Hidden.SMALL;
        }
        if (!mode.isFill() && !mode.isStroke()) {
            return Hidden.INVISIBLE;
        }
        return paint(mode, centre);
    }

    private @Nullable Hidden paint(RenderingMode mode, Point2D centre) {
        PDGraphicsState state = engine.getGraphicsState();
        boolean fill = mode.isFill() && state.getNonStrokeAlphaConstant() >= FAINTEST;
        boolean stroke = mode.isStroke() && state.getAlphaConstant() >= FAINTEST;
        if (!fill && !stroke) {
            return Hidden.TRANSPARENT;
        }
        Colour inside = fill ? PdfColour.of(state.getNonStrokingColor()) : Colour.WHITE;
        Colour around = stroke ? PdfColour.of(state.getStrokingColor()) : Colour.WHITE;
        boolean lost =
                (!fill || (inside != null && ground.ink().swallows(inside, centre)))
                        && (!stroke || (around != null && ground.ink().swallows(around, centre)));
        return lost ? Hidden.COLOUR : null;
    }

    private static Rectangle2D grown(Rectangle2D box) {
        return new Rectangle2D.Double(
                box.getX() - 0.1, box.getY() - 0.1, box.getWidth() + 0.2, box.getHeight() + 0.2);
    }
}
