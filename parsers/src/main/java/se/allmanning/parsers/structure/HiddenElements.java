/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Removes from HTML what a browser does not show, and reports it. What a button of the page opens
 * stays, since readers can open it.
 */
public final class HiddenElements {

    private static final String MARKED = "marked as hidden";
    private static final String COLOUR = "in the colour of its background";
    private static final String TRANSPARENT = "transparent";

    private static final Pattern FOR_READING_ALOUD =
            Pattern.compile(
                    "(?i)(?:^|\\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|u-visually-hidden"
                            + "|assistive-text|element-invisible|a11y-hidden)(?=$|\\s)");
    private static final String OPENERS =
            "button[aria-controls], summary[aria-controls], a[aria-controls], [role=button][aria-controls],"
                    + " [role=tab][aria-controls]";
    private static final Pattern LENGTH =
            Pattern.compile("(-?(?:\\d+\\.?\\d*|\\.\\d+))\\s*(px|pt|em|rem|vw|vh|%|)");
    private static final Pattern MOVED =
            Pattern.compile("translate(?:x|y|3d)?\\(\\s*(-?\\d+[\\d.]*(?:px|em|rem))");
    private static final Pattern NOTHING_CLIPPED =
            Pattern.compile(
                    "rect\\(\\s*([01])(?:px)?[\\s,]+\\1(?:px)?[\\s,]+\\1(?:px)?[\\s,]+\\1(?:px)?\\s*\\)"
                            + "|inset\\(\\s*(?:[5-9]\\d|100)%\\s*\\)|circle\\(\\s*0(?:px|%)?\\b.*"
                            + "|polygon\\(\\s*0(?:px|%)?\\s+0(?:px|%)?(?:\\s*,\\s*0(?:px|%)?\\s+0(?:px|%)?)*\\s*\\)");

    private final Css css;
    private final Set<String> opened = new HashSet<>();
    private final Predicate<Element> frame;
    private final HiddenText hidden;

    /** What text nodes take over from the elements around them. */
    private record Look(
            boolean tiny,
            boolean invisible,
            boolean transparent,
            @Nullable Colour colour,
            @Nullable Colour ground,
            boolean frame) {

        @Nullable String reason() {
            if (tiny) {
                return "smaller than 2 points";
            }
            if (invisible) {
                return MARKED;
            }
            if (transparent) {
                return TRANSPARENT;
            }
            return colour != null && ground != null && colour.isLike(ground) ? COLOUR : null;
        }
    }

    private HiddenElements(Document page, Predicate<Element> frame, HiddenText hidden) {
        this.css = Css.of(page);
        this.frame = frame;
        this.hidden = hidden;
    }

    /**
     * Removes hidden elements and text.
     *
     * @param frame tells menus and the like, which are left out anyway and not worth a report
     */
    public static void remove(Document page, Predicate<Element> frame, HiddenText hidden) {
        HiddenElements elements = new HiddenElements(page, frame, hidden);
        for (Element opener : page.select(OPENERS)) {
            boolean named = opener.hasText() || opener.hasAttr("aria-label");
            if (named && !elements.isOff(opener)) {
                elements.opened.addAll(List.of(opener.attr("aria-controls").strip().split("\\s+")));
            }
        }
        Look plain = new Look(false, false, false, Colour.BLACK, Colour.WHITE, false);
        elements.children(page, plain);
    }

    /** Whether what stands behind a tag is hidden by it. */
    public static boolean hides(String tag) {
        HiddenText left = new HiddenText();
        remove(Jsoup.parse(tag + "x"), element -> false, left);
        return !left.isEmpty();
    }

    private void children(Element parent, Look look) {
        for (Node node : List.copyOf(parent.childNodes())) {
            if (node instanceof TextNode text) {
                String reason = look.reason();
                if (reason != null) {
                    report(text.getWholeText(), reason, look.frame());
                    text.text(text.isBlank() ? text.getWholeText() : " ");
                }
            } else if (node instanceof Element element) {
                element(element, look);
            }
        }
    }

    private void element(Element element, Look look) {
        String reason = reason(element);
        Look inner = inside(element, look);
        if (reason != null) {
            report(element.wholeText(), reason, inner.frame());
            element.remove();
        } else {
            children(element, inner);
        }
    }

    private void report(String words, String reason, boolean inFrame) {
        if (!inFrame) {
            hidden.leftOut(words, reason);
        }
    }

    private boolean isOff(Element element) {
        for (Element e = element; e != null; e = e.parent()) {
            if (reason(e) != null) {
                return true;
            }
        }
        return false;
    }

    /** Why an element is not shown with all that is in it; null if it is. */
    private @Nullable String reason(Element element) {
        if (element.normalName().matches("html|body")) {
            return null;
        }
        if (element.normalName().equals("template") || element.normalName().equals("noscript")) {
            return "in <" + element.normalName() + ">";
        }
        Map<String, String> style = css.of(element);
        boolean opens = !element.id().isEmpty() && opened.contains(element.id());
        boolean shut =
                (element.hasAttr("hidden") && !element.attr("hidden").equals("until-found"))
                        || element.attr("aria-hidden").equals("true")
                        || style.getOrDefault("display", "").equals("none")
                        || style.getOrDefault("content-visibility", "").equals("hidden");
        boolean folded =
                (isNothing(style, "height", 1) || isNothing(style, "max-height", 1))
                        && style.getOrDefault("overflow", style.getOrDefault("overflow-y", ""))
                                .contains("hidden");
        if (!opens && (shut || folded)) {
            return MARKED;
        }
        if (!opens && isNothing(style, "opacity", 0.02)) {
            return TRANSPARENT;
        }
        if (FOR_READING_ALOUD.matcher(element.className()).find() || isClipped(style)) {
            return "for screen readers only";
        }
        return isAway(style) ? "outside the visible area" : null;
    }

    private static boolean isClipped(Map<String, String> style) {
        return NOTHING_CLIPPED.matcher(style.getOrDefault("clip", "")).matches()
                || NOTHING_CLIPPED.matcher(style.getOrDefault("clip-path", "")).matches()
                || (isNothing(style, "width", 1)
                        && style.getOrDefault("overflow", "").contains("hidden"));
    }

    private static boolean isAway(Map<String, String> style) {
        for (String property :
                List.of(
                        "left",
                        "right",
                        "top",
                        "bottom",
                        "text-indent",
                        "margin-left",
                        "margin-top")) {
            if (isFar(style.getOrDefault(property, ""))) {
                return true;
            }
        }
        String transform = style.getOrDefault("transform", "");
        Matcher moved = MOVED.matcher(transform);
        return transform.matches("scale\\(\\s*0(\\.0+)?\\s*\\)")
                || (moved.find() && isFar(moved.group(1)));
    }

    private static boolean isFar(String length) {
        Matcher m = LENGTH.matcher(length);
        if (!m.matches()) {
            return false;
        }
        double value = Double.parseDouble(m.group(1));
        return switch (m.group(2)) {
            case "em", "rem" -> value <= -60;
            case "%", "vw", "vh" -> value <= -200;
            default -> value <= -900;
        };
    }

    private static boolean isNothing(Map<String, String> style, String property, double most) {
        Matcher m = LENGTH.matcher(style.getOrDefault(property, ""));
        return m.matches()
                && Double.parseDouble(m.group(1)) <= most
                && (Double.parseDouble(m.group(1)) == 0 || m.group(2).matches("px|pt|"));
    }

    private Look inside(Element element, Look look) {
        Map<String, String> style = css.of(element);
        boolean tiny = look.tiny();
        String size = style.get("font-size");
        if (size == null && style.containsKey("font")) {
            Matcher m = LENGTH.matcher(style.getOrDefault("font", ""));
            size = m.find() && !m.group(2).isEmpty() ? m.group() : null;
        }
        if (size != null) {
            tiny = isTiny(size, look.tiny());
        }
        boolean invisible = look.invisible();
        String visibility = style.get("visibility");
        if (visibility != null && !visibility.equals("inherit")) {
            invisible = visibility.matches("hidden|collapse") && !opened.contains(element.id());
        }
        Colour colour = look.colour();
        boolean transparent = look.transparent();
        String ink = style.getOrDefault("color", fontColour(element));
        if (!ink.isEmpty() && !ink.equals("inherit")) {
            colour = CssColour.of(ink);
            transparent = CssColour.isTransparent(ink);
        }
        boolean framed = look.frame() || frame.test(element);
        return new Look(tiny, invisible, transparent, colour, ground(element, style, look), framed);
    }

    private static boolean isTiny(String size, boolean before) {
        Matcher m = LENGTH.matcher(size);
        if (!m.matches()) {
            return size.equals("inherit") && before;
        }
        double value = Double.parseDouble(m.group(1));
        return switch (m.group(2)) {
            case "px" -> value < 2.67;
            case "pt" -> value < 2;
            case "%" -> value < 15 || before;
            case "em" -> value < 0.15 || before;
            case "rem" -> value < 0.15;
            default -> value == 0;
        };
    }

    private static String fontColour(Element element) {
        if (!element.normalName().equals("font")) {
            return "";
        }
        return element.attr("color").strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static @Nullable Colour ground(Element element, Map<String, String> style, Look look) {
        String own = element.attr("bgcolor").strip().toLowerCase(java.util.Locale.ROOT);
        own = style.getOrDefault("background", own);
        own = style.getOrDefault("background-color", own);
        boolean picture =
                element.hasAttr("background")
                        || style.getOrDefault("background", "").matches(".*(url\\(|gradient).*")
                        || !style.getOrDefault("background-image", "none").equals("none");
        if (picture) {
            return null;
        }
        boolean none =
                own.isEmpty()
                        || own.matches("none|inherit|initial|unset")
                        || CssColour.isTransparent(own);
        return none ? look.ground() : CssColour.within(own);
    }
}
