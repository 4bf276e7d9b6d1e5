/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.html;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page calls itself, taken before its frame is removed. */
final class PageTitle {

    private static final String[] SEPARATORS = {" | ", " - ", " \u2013 ", " \u00BB ", " :: "};

    private final @Nullable Element onlyHeading;
    private final String declared;

    private PageTitle(@Nullable Element onlyHeading, String declared) {
        this.onlyHeading = onlyHeading;
        this.declared = declared;
    }

    static PageTitle of(Document page) {
        List<Element> headings =
                page.select("h1").stream().filter(h -> !h.text().isBlank()).toList();
        Element social = page.selectFirst("meta[property=og:title]");
        String declared = social == null ? "" : social.attr("content").strip();
        if (declared.isEmpty()) {
            declared = withoutSite(page.title());
        }
        return new PageTitle(headings.size() == 1 ? headings.get(0) : null, declared);
    }

    /** The page's only main heading, where the frame took it from the content. */
    @Nullable Element headingOutside(Element content) {
        if (onlyHeading == null || !content.select("h1").isEmpty()) {
            return null;
        }
        // In many frames the site's own name is the main heading.
        return declared.isEmpty() || declared.equalsIgnoreCase(onlyHeading.text())
                ? onlyHeading
                : null;
    }

    String words(Element content) {
        List<Element> headings =
                content.select("h1").stream().filter(h -> !h.text().isBlank()).toList();
        if (headings.size() == 1) {
            return headings.get(0).text();
        }
        return declared;
    }

    private static String withoutSite(String title) {
        for (String separator : SEPARATORS) {
            int at = title.lastIndexOf(separator);
            if (at > 0) {
                return title.substring(0, at).strip();
            }
        }
        return title.strip();
    }
}
