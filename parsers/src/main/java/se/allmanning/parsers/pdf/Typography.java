/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.allmanning.parsers.structure.Clauses;

/**
 * What running text looks like in a document, and with that which lines are headings and of what
 * level.
 */
final class Typography {

    private static final float LARGER = 1.12f;
    private static final int LONGEST_BOLD = 120;
    private static final int LONGEST_LARGE = 220;
    private static final int DEEPEST = 6;

    /**
     * How a heading looks.
     *
     * @param size rounded to half points
     */
    private record Look(float size, boolean bold) {}

    private final float bodySize;
    private final boolean bodyBold;
    private final float pitch;
    private final Map<Look, Integer> levels = new HashMap<>();

    private Typography(float bodySize, boolean bodyBold, float pitch) {
        this.bodySize = bodySize;
        this.bodyBold = bodyBold;
        this.pitch = pitch;
    }

    static Typography of(List<PageLines> pages) {
        Map<Float, Integer> sizes = new TreeMap<>();
        int bold = 0;
        int all = 0;
        for (PageLines page : pages) {
            for (Line line : page.lines()) {
                int length = line.text().length();
                sizes.merge(rounded(line.size()), length, Integer::sum);
                bold += line.bold() ? length : 0;
                all += length;
            }
        }
        float body =
                sizes.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(10f);
        Typography typography = new Typography(body, bold * 2 > all, pitch(pages, body));
        typography.rank(pages);
        return typography;
    }

    private static float pitch(List<PageLines> pages, float body) {
        Map<Float, Integer> pitches = new TreeMap<>();
        for (PageLines page : pages) {
            for (int i = 1; i < page.lines().size(); i++) {
                Line a = page.lines().get(i - 1);
                Line b = page.lines().get(i);
                float step = b.y() - a.y();
                boolean body2 =
                        rounded(a.size()) == body
                                && rounded(b.size()) == body
                                && a.block() == b.block();
                if (body2 && step > body * 0.8f && step < body * 2.6f) {
                    pitches.merge(rounded(step), 1, Integer::sum);
                }
            }
        }
        return pitches.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(body * 1.2f);
    }

    private void rank(List<PageLines> pages) {
        Map<Look, Integer> looks = new HashMap<>();
        for (PageLines page : pages) {
            for (Line line : page.lines()) {
                if (isHeading(line)) {
                    looks.merge(look(line), 1, Integer::sum);
                }
            }
        }
        List<Look> ranked =
                looks.keySet().stream()
                        .sorted(
                                Comparator.comparingDouble((Look look) -> -look.size())
                                        .thenComparing(Look::bold, Comparator.reverseOrder()))
                        .toList();
        for (int i = 0; i < ranked.size(); i++) {
            levels.put(ranked.get(i), Math.min(i + 1, DEEPEST));
        }
    }

    float bodySize() {
        return bodySize;
    }

    /** The usual distance between the baselines of running text. */
    float pitch() {
        return pitch;
    }

    /** Whether a line looks like a heading, seen alone. */
    boolean isHeading(Line line) {
        String text = line.text();
        long letters = text.chars().filter(Character::isLetter).count();
        if (letters < 2 || line.margin() || line.isRow() || letters * 3 < text.length()) {
            return false;
        }
        if (line.size() >= bodySize * LARGER) {
            return text.length() <= LONGEST_LARGE
                    && !(text.length() > LONGEST_BOLD && Clauses.endsSentence(text));
        }
        return line.bold()
                && !bodyBold
                && line.size() > bodySize * 0.9f
                && text.length() <= LONGEST_BOLD
                && !text.matches(".*[.;,]$")
                && !(Clauses.startsWithMark(text) && !text.matches("^\\d.*"));
    }

    int level(Line line) {
        return levels.getOrDefault(look(line), DEEPEST);
    }

    boolean sameLook(Line a, Line b) {
        return look(a).equals(look(b));
    }

    private static Look look(Line line) {
        return new Look(rounded(line.size()), line.bold());
    }

    private static float rounded(float size) {
        return Math.round(size * 2) / 2f;
    }
}
