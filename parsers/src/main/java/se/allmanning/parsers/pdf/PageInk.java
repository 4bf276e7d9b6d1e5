/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.parsers.structure.Colour;

/**
 * What a page has painted so far, apart from text: the ground on which text stands. Only as exact
 * as is needed to tell that text has the colour of its ground: a shape counts with the box around
 * it, and whether what is under a glyph is known for certain is told apart from the rest.
 */
final class PageInk {

    /** Lines and dots are no ground. */
    private static final double THINNEST = 1;

    /**
     * One painted area.
     *
     * @param colour null where it is not one, or not known to fill the whole box
     */
    private record Area(Rectangle2D box, @Nullable Colour colour, boolean picture) {}

    private final List<Area> areas = new ArrayList<>();
    private @Nullable Rectangle2D path;
    private int rectangles;
    private int points;

    /** Adds a corner of a rectangle to the path; four make one. */
    void corner(Point2D point, boolean last) {
        reach(point);
        rectangles += last ? 1 : 0;
    }

    /** Adds a point of any other path. */
    void point(Point2D point) {
        reach(point);
        points++;
    }

    /** The box around the path, or null where there is none. */
    @Nullable Rectangle2D path() {
        return path;
    }

    /** Ends the path without painting it. */
    void end() {
        path = null;
        rectangles = 0;
        points = 0;
    }

    /** Fills the path and ends it; the colour is null where it is not one. */
    void fill(@Nullable Colour colour, Rectangle2D clip) {
        if (path != null) {
            add(path.createIntersection(clip), rectangles == 1 && points == 0 ? colour : null);
        }
        end();
    }

    /** A shading or a picture within the box. */
    void paint(Rectangle2D box, boolean picture) {
        areas.add(new Area(box, null, picture));
    }

    /** How many areas there are. */
    int count() {
        return areas.size();
    }

    /** Whether anything from the given area on covers a point. */
    boolean coversSince(int first, Point2D point) {
        return areas.stream().skip(first).anyMatch(area -> area.box().contains(point));
    }

    /** Whether a colour cannot be told from the ground at a point. Paper is white. */
    boolean swallows(Colour colour, Point2D point) {
        for (int i = areas.size() - 1; i >= 0; i--) {
            Area area = areas.get(i);
            if (area.box().contains(point)) {
                return area.colour() != null && colour.isLike(area.colour());
            }
        }
        return colour.isLike(Colour.WHITE);
    }

    /** Whether pictures cover most of a page, as those of a scanner do. */
    boolean isScan(Rectangle2D page) {
        Rectangle2D all = null;
        for (Area area : areas) {
            if (area.picture()) {
                all = all == null ? area.box() : all.createUnion(area.box());
            }
        }
        if (all == null) {
            return false;
        }
        Rectangle2D seen = all.createIntersection(page);
        double share = seen.getWidth() * seen.getHeight() / (page.getWidth() * page.getHeight());
        return seen.getWidth() > 0 && seen.getHeight() > 0 && share > 0.6;
    }

    private void add(Rectangle2D box, @Nullable Colour colour) {
        if (box.getWidth() > THINNEST && box.getHeight() > THINNEST) {
            areas.add(new Area(box, colour, false));
        }
    }

    private void reach(Point2D point) {
        if (path == null) {
            path = new Rectangle2D.Double(point.getX(), point.getY(), 0, 0);
        } else {
            path.add(point);
        }
    }
}
