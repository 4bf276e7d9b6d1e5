/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/**
 * Follows the painting operators of a page, which text extraction itself does not need, so that the
 * ground and the clipping are known where text is drawn. Clipping paths count with the box around
 * them.
 */
final class Ground {

    /** What is fainter hides nothing. */
    private static final double FAINTEST = 0.1;

    private static final double OPAQUE = 0.98;

    private final PDFStreamEngine engine;
    private PageInk ink = new PageInk();
    private boolean clips;

    Ground(PDFStreamEngine engine) {
        this.engine = engine;
    }

    PageInk ink() {
        return ink;
    }

    void reset() {
        ink = new PageInk();
        clips = false;
    }

    /**
     * Takes note of an operator.
     *
     * @param seen whether what it paints is on a layer that is on
     */
    void operator(String name, List<COSBase> operands, boolean seen) {
        switch (name) {
            case "re" -> rectangle(operands);
            case "m", "l" -> point(operands, 0);
            case "c" -> {
                point(operands, 0);
                point(operands, 2);
                point(operands, 4);
            }
            case "v", "y" -> {
                point(operands, 0);
                point(operands, 2);
            }
            case "W", "W*" -> clips = true;
            case "f", "F", "f*", "B", "B*", "b", "b*" -> fill(seen);
            case "S", "s", "n" -> {
                clip();
                ink.end();
            }
            case "sh" -> {
                if (seen) {
                    ink.paint(clipBox(), false);
                }
            }
            case "BI" -> picture(seen);
            case "Do" -> object(operands, seen);
            default -> {}
        }
    }

    /** The box around what is not clipped away, in the coordinates of the page. */
    Rectangle2D clipBox() {
        return engine.getGraphicsState().getCurrentClippingPath().getBounds2D();
    }

    private void fill(boolean seen) {
        Rectangle2D path = ink.path();
        PDGraphicsState state = engine.getGraphicsState();
        double alpha = state.getNonStrokeAlphaConstant();
        if (path == null || !seen || alpha < FAINTEST) {
            clip();
            ink.end();
            return;
        }
        Colour colour = alpha < OPAQUE ? null : PdfColour.of(state.getNonStrokingColor());
        Rectangle2D before = clipBox();
        clip();
        ink.fill(colour, before);
    }

    private void clip() {
        Rectangle2D path = ink.path();
        if (clips && path != null) {
            engine.getGraphicsState().intersectClippingPath(new Area(path));
        }
        clips = false;
    }

    private void rectangle(List<COSBase> operands) {
        if (operands.size() < 4) {
            return;
        }
        float x = number(operands.get(0));
        float y = number(operands.get(1));
        float width = number(operands.get(2));
        float height = number(operands.get(3));
        ink.corner(engine.transformedPoint(x, y), false);
        ink.corner(engine.transformedPoint(x + width, y), false);
        ink.corner(engine.transformedPoint(x, y + height), false);
        ink.corner(engine.transformedPoint(x + width, y + height), true);
    }

    private void point(List<COSBase> operands, int from) {
        if (operands.size() >= from + 2) {
            ink.point(
                    engine.transformedPoint(
                            number(operands.get(from)), number(operands.get(from + 1))));
        }
    }

    private void object(List<COSBase> operands, boolean seen) {
        try {
            if (!operands.isEmpty()
                    && operands.get(0) instanceof COSName name
                    && engine.getResources() != null
                    && engine.getResources().isImageXObject(name)) {
                picture(seen);
            }
        } catch (RuntimeException e) {
            // A resource that is no object at all: the engine itself reports it.
        }
    }

    private void picture(boolean seen) {
        if (seen && engine.getGraphicsState().getNonStrokeAlphaConstant() >= FAINTEST) {
            ink.paint(unit().createIntersection(clipBox()), true);
        }
    }

    private Rectangle2D unit() {
        Matrix matrix = engine.getGraphicsState().getCurrentTransformationMatrix();
        return box(matrix, 0, 0, 1, 1);
    }

    /** The box around a rectangle after a transformation. */
    static Rectangle2D box(Matrix matrix, float left, float bottom, float right, float top) {
        Point2D first = matrix.transformPoint(left, bottom);
        Rectangle2D box = new Rectangle2D.Double(first.getX(), first.getY(), 0, 0);
        box.add(matrix.transformPoint(right, bottom));
        box.add(matrix.transformPoint(left, top));
        box.add(matrix.transformPoint(right, top));
        return box;
    }

    private static float number(@Nullable COSBase operand) {
        return operand instanceof COSNumber number ? number.floatValue() : 0;
    }
}
