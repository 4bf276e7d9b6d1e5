/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The part of a page that is about its subject, cleaned from its frame: menus, banners, footers,
 * cookie boxes, share buttons. Trusts the page's own marks first ({@code main}, {@code role}), then
 * names of classes, then where the text is.
 */
final class MainContent {

    private static final String NEVER =
            "script, style, noscript, template, svg, canvas, iframe, object, embed, audio, video, map, input, select,"
                    + " textarea, datalist, link, meta, nav, dialog, [role=navigation], [role=banner],"
                    + " [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], [role=menu],"
                    + " [role=menubar], [role=toolbar], [role=tablist]";

    private static final String FRAME =
            "script, style, svg, nav, dialog, body > header, body > footer, [role=navigation], [role=banner],"
                    + " [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], [role=menu]";

    private static final Pattern FRAME_NAME =
            Pattern.compile(
                    "(?:^|[\\s_-])(?:cookies?|cookie\\w*|consent|gdpr|breadcrumbs?|brodsmul\\w*|navbar|nav|navigation"
                            + "|menu|meny|\\w+menu|\\w+meny|sidebar|sidofalt|sidokolumn|footer|sidfot|sidhuvud|masthead"
                            + "|share|sharing|dela|social|skip|skiplink\\w*|skip-?to\\w*|pagination|pager|related"
                            + "|relaterat|relaterade|newsletter|readspeaker|rsbtn\\w*|lyssna|toolbar|feedback"
                            + "|print-only|noprint)"
                            + "(?=$|[\\s_-])");

    private static final int SHORTEST_CONTENT = 80;

    private MainContent() {}

    static Element of(Document page) {
        Element body = page.body();
        page.select(NEVER).remove();
        Element marked = marked(body);
        removeNamed(body, marked);
        removeOuterFrame(body, marked);
        Element content = marked != null && marked.hasText() ? marked : densest(body);
        content.select("footer").remove();
        content.select("aside").stream()
                .filter(MainContent::isLinks)
                .toList()
                .forEach(Element::remove);
        content.select("ul, ol, div").stream()
                .filter(e -> e.parent() != null && isMenu(e))
                .toList()
                .forEach(Element::remove);
        content.select("button").stream()
                .filter(b ->
                        b.closest("h1, h2, h3, h4, h5, h6, summary, dt") == null
                                && !b.hasAttr("aria-controls"))
                .toList()
                .forEach(Element::remove);
        return content;
    }

    /** Whether an element is of the frame of a page by its own mark or name. */
    static boolean isFrame(Element element) {
        String name = (element.className() + " " + element.id()).toLowerCase(Locale.ROOT);
        return element.is(FRAME)
                || (!element.normalName().matches("html|body|main|article")
                        && FRAME_NAME.matcher(name).find());
    }

    private static @Nullable Element marked(Element body) {
        for (String mark : List.of("main", "[role=main]", "[itemprop=articleBody]")) {
            List<Element> found = withText(body, mark);
            if (!found.isEmpty()) {
                return longest(found);
            }
        }
        List<Element> articles = withText(body, "article");
        if (articles.size() == 1) {
            return articles.get(0);
        }
        for (String mark :
                List.of(
                        "#main-content",
                        "#maincontent",
                        "#content",
                        "#main",
                        ".main-content",
                        ".article")) {
            List<Element> found = withText(body, mark);
            if (found.size() == 1) {
                return found.get(0);
            }
        }
        return null;
    }

    private static List<Element> withText(Element body, String mark) {
        return body.select(mark).stream()
                .filter(e -> e.text().length() >= SHORTEST_CONTENT)
                .toList();
    }

    private static Element longest(List<Element> elements) {
        Element longest = elements.get(0);
        for (Element element : elements) {
            longest = element.text().length() > longest.text().length() ? element : longest;
        }
        return longest;
    }

    private static void removeNamed(Element body, @Nullable Element marked) {
        int all = body.text().length();
        List<Element> frames = new ArrayList<>();
        for (Element element : body.select("[class], [id]")) {
            String name = (element.className() + " " + element.id()).toLowerCase(Locale.ROOT);
            if (!element.equals(body)
                    && FRAME_NAME.matcher(name).find()
                    && !holdsContent(element, marked, all)) {
                frames.add(element);
            }
        }
        frames.forEach(Element::remove);
    }

    private static boolean holdsContent(Element element, @Nullable Element marked, int all) {
        if (marked != null && (element.equals(marked) || marked.parents().contains(element))) {
            return true;
        }
        boolean short40 = element.text().length() * 5 < all * 2;
        return !element.select("h1").isEmpty()
                || !short40
                || element.normalName().matches("h[1-6]|p|li|td|tr|th");
    }

    private static void removeOuterFrame(Element body, @Nullable Element marked) {
        for (Element element : body.select("header, footer, aside")) {
            boolean inside = element.closest("main, article, [role=main]") != null;
            boolean around = marked != null && marked.parents().contains(element);
            if (!inside && !around && element.parent() != null) {
                element.remove();
            }
        }
    }

    /** The deepest element that holds nearly all of the running text. */
    private static Element densest(Element body) {
        Element current = body;
        int all = running(body);
        while (true) {
            Element best = null;
            int most = 0;
            for (Element child : current.children()) {
                int text = running(child);
                if (text > most) {
                    most = text;
                    best = child;
                }
            }
            boolean container =
                    best != null
                            && best.normalName()
                                    .matches("div|section|article|center|form|td|tr|tbody|table");
            if (best == null || !container || most * 10 < all * 8) {
                return current;
            }
            current = best;
        }
    }

    private static int running(Element element) {
        return Math.max(0, element.text().length() - linkText(element));
    }

    private static int linkText(Element element) {
        return element.select("a[href]").stream().mapToInt(a -> a.text().length()).sum();
    }

    private static boolean isLinks(Element element) {
        int text = element.text().length();
        return text < SHORTEST_CONTENT || linkText(element) * 2 > text;
    }

    /**
     * Many links and hardly any other words; not a list of links that the text itself introduces.
     */
    private static boolean isMenu(Element element) {
        int links = element.select("a[href]").size();
        if (links < 4 || element.closest("p, td, dd, dl, table") != null) {
            return false;
        }
        int text = element.text().length();
        Element before = element.previousElementSibling();
        boolean introduced = before != null && before.normalName().matches("p|h[2-6]");
        return !introduced && linkText(element) * 10 > text * 9;
    }
}
