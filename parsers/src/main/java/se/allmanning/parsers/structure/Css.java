/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * The declarations that hold for the elements of a page, from its own style sheets and from the
 * elements themselves. Knows selectors without pseudo-classes; of the cascade it knows the order,
 * ids before classes before names, and {@code !important}. Sheets in files of their own are not
 * fetched.
 */
final class Css {

    private static final int MOST_SELECTORS = 5000;

    /** Selectors times elements; no real page comes near. */
    private static final int MOST_WORK = 50_000_000;

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(?:\\*/|$)");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern RELEVANT =
            Pattern.compile(
                    "(?i)display|visibility|font|opacity|color|background|left|right|top|indent|clip|height|width"
                            + "|margin|transform");

    private final IdentityHashMap<Element, Map<String, String>> byElement = new IdentityHashMap<>();
    private final IdentityHashMap<Element, Map<String, Integer>> weights = new IdentityHashMap<>();

    private int selectorsLeft;

    private Css() {}

    static Css of(Document page) {
        Css css = new Css();
        int elements = page.getAllElements().size();
        css.selectorsLeft = Math.min(MOST_SELECTORS, MOST_WORK / Math.max(1, elements));
        for (Element sheet : page.select("style")) {
            String media = sheet.attr("media").toLowerCase(Locale.ROOT);
            if (!isForScreens(media)) {
                continue;
            }
            Matcher rule = RULE.matcher(flat(COMMENT.matcher(sheet.data()).replaceAll(" ")));
            while (css.selectorsLeft > 0 && rule.find()) {
                if (RELEVANT.matcher(rule.group(2)).find()) {
                    css.rule(page, rule.group(1), rule.group(2));
                }
            }
        }
        return css;
    }

    /** What holds for an element, by property in lower case. */
    Map<String, String> of(Element element) {
        Map<String, String> all = new HashMap<>(byElement.getOrDefault(element, Map.of()));
        Map<String, Integer> weight = weights.getOrDefault(element, Map.of());
        declarations(element.attr("style"))
                .forEach((property, value) -> {
                    boolean stronger = weight.getOrDefault(property, 0) >= IMPORTANT;
                    if (!stronger || isImportant(value)) {
                        all.put(property, value);
                    }
                });
        all.replaceAll((property, value) -> value.replaceAll("\\s*!\\s*important", ""));
        return all;
    }

    private static final int IMPORTANT = 1 << 24;

    private static boolean isImportant(String value) {
        return value.contains("!") && value.endsWith("important");
    }

    private void rule(Document page, String selectors, String body) {
        Map<String, String> declarations = declarations(body);
        for (String selector : selectors.split(",", -1)) {
            String simple = selector.strip();
            // jsoup reads ~= as a regular expression, which a page must not choose.
            if (simple.isEmpty() || simple.contains(":") || simple.contains("~=")) {
                continue;
            }
            if (selectorsLeft-- <= 0) {
                return;
            }
            int weight = weight(simple);
            for (Element element : select(page, simple)) {
                Map<String, String> values =
                        byElement.computeIfAbsent(element, e -> new HashMap<>());
                Map<String, Integer> strengths =
                        weights.computeIfAbsent(element, e -> new HashMap<>());
                declarations.forEach((property, value) -> {
                    int strength = weight + (isImportant(value) ? IMPORTANT : 0);
                    if (strength >= strengths.getOrDefault(property, 0)) {
                        values.put(property, value);
                        strengths.put(property, strength);
                    }
                });
            }
        }
    }

    private static List<Element> select(Document page, String selector) {
        try {
            return page.select(selector);
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static int weight(String selector) {
        int weight = 1;
        for (int i = 0; i < selector.length(); i++) {
            weight +=
                    switch (selector.charAt(i)) {
                        case '#' -> 1 << 12;
                        case '.', '[' -> 1 << 6;
                        case ' ', '>', '+', '~' -> 1;
                        default -> 0;
                    };
        }
        return weight;
    }

    private static Map<String, String> declarations(String body) {
        Map<String, String> out = new HashMap<>();
        for (String declaration : body.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                String value = declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                if (!isImportant(out.getOrDefault(property, "")) || isImportant(value)) {
                    out.put(property, value);
                }
            }
        }
        return out;
    }

    private static boolean isForScreens(String media) {
        return media.isBlank() || media.contains("all") || media.matches("\\s*(only )?screen\\s*");
    }

    /** Takes the rules out of blocks that hold on every screen, and drops the other blocks. */
    private static String flat(String sheet) {
        StringBuilder out = new StringBuilder(sheet.length());
        List<Boolean> blocks = new ArrayList<>();
        int from = 0;
        int dropped = 0;
        for (int i = 0; i < sheet.length(); i++) {
            char c = sheet.charAt(i);
            if (c == ';') {
                from = i + 1;
            } else if (c == '{') {
                String head = sheet.substring(from, i).strip().toLowerCase(Locale.ROOT);
                if (head.startsWith("@")) {
                    boolean holds =
                            head.startsWith("@layer")
                                    || head.startsWith("@supports")
                                    || (head.startsWith("@media")
                                            && isForScreens(head.substring(6)));
                    blocks.add(!holds);
                    dropped += holds ? 0 : 1;
                    from = i + 1;
                } else {
                    int end = sheet.indexOf('}', i);
                    end = end < 0 ? sheet.length() - 1 : end;
                    if (dropped == 0) {
                        out.append(sheet, from, end).append('}');
                    }
                    i = end;
                    from = end + 1;
                }
            } else if (c == '}') {
                if (!blocks.isEmpty() && blocks.remove(blocks.size() - 1)) {
                    dropped--;
                }
                from = i + 1;
            }
        }
        return out.toString();
    }
}
