/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.knowledge.Citation;

/**
 * Where the sources of an answer disagree, by three rules. What is quoted is compared with every
 * passage that the model was given:
 *
 * <ol>
 *   <li>two texts of one document: different versions;
 *   <li>two documents of one title, or of one section path, with different dates: different dates;
 *   <li>two sentences of different documents that share at least three words and half of those of
 *       the shorter one, and give different numbers of the same unit (<em>tre veckor</em>, <em>fyra
 *       veckor</em>): different numbers.
 * </ol>
 */
final class Contradictions {

    private static final int SHARED_WORDS = 3;
    private static final int MOST = 4;
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    private static final int STEM = 7;
    private static final Set<String> COUNTED =
            Set.of(
                    "day", "week", "month", "year", "hour", "minute", "kr", "%", "m", "m2", "km",
                    "kg");

    private final Texts texts;

    Contradictions(Texts texts) {
        this.texts = texts;
    }

    /** The warnings, in the reader's language. */
    List<String> among(List<Citation> quoted, Sources sources) {
        Set<String> out = new LinkedHashSet<>();
        Set<String> pairs = new HashSet<>();
        for (Citation quote : quoted) {
            for (Source source : sources.list()) {
                Citation other = source.passage();
                if (other.digest().equals(quote.digest())) {
                    continue;
                }
                String pair =
                        quote.digest().compareTo(other.digest()) < 0
                                ? quote.digest() + other.digest()
                                : other.digest() + quote.digest();
                if (!pairs.contains(pair)
                        && (ages(quote, other, out) || numbers(quote, source, sources, out))) {
                    pairs.add(pair);
                }
            }
        }
        return out.stream().limit(MOST).toList();
    }

    private boolean ages(Citation one, Citation other, Set<String> out) {
        boolean dates = !one.asOf().equals(other.asOf());
        if (one.document().equals(other.document()) && !dates) {
            out.add(texts.differentVersions(Sources.label(one), Sources.label(other)));
            return true;
        }
        boolean same =
                one.document().equals(other.document())
                        || same(one.title(), other.title())
                        || (!one.section().isEmpty()
                                && one.section().size() > 1
                                && one.section().equals(other.section()));
        if (same && dates) {
            out.add(
                    texts.differentDates(
                            Sources.label(one), date(one), Sources.label(other), date(other)));
        }
        return same && dates;
    }

    private static boolean same(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }

    private String date(Citation citation) {
        return citation.asOf().map(Object::toString).orElse(texts.unknownDate());
    }

    private boolean numbers(Citation quote, Source other, Sources sources, Set<String> out) {
        for (String said : around(quote, sources)) {
            Set<Facts.Fact> figures = counted(said);
            if (figures.isEmpty()) {
                continue;
            }
            for (String sentence : Sentences.split(other.words())) {
                for (Facts.Fact against : counted(sentence)) {
                    for (Facts.Fact figure : figures) {
                        if (figure.unit().equals(against.unit())
                                && !counted(sentence).contains(figure)
                                && !figures.contains(against)
                                && alike(said, sentence)) {
                            out.add(
                                    texts.differentNumbers(
                                            Sources.label(quote),
                                            texts.figure(figure),
                                            Sources.label(other.passage()),
                                            texts.figure(against)));
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /** The sentence or sentences in which the quote stands. */
    private static List<String> around(Citation quote, Sources sources) {
        for (Source source : sources.list()) {
            Citation passage = source.passage();
            if (passage.digest().equals(quote.digest())
                    && passage.start() <= quote.start()
                    && quote.end() <= passage.end()) {
                String words = source.words();
                int from = words.offsetByCodePoints(0, quote.start() - passage.start());
                int to = words.offsetByCodePoints(from, quote.end() - quote.start());
                return Sentences.split(Sentences.around(words, from, to));
            }
        }
        return List.of(quote.quote());
    }

    private static Set<Facts.Fact> counted(String sentence) {
        Set<Facts.Fact> out = new LinkedHashSet<>(Facts.of(sentence));
        out.removeIf(f -> !COUNTED.contains(f.unit()));
        return out;
    }

    private static boolean alike(String one, String other) {
        Set<String> a = stems(one);
        Set<String> b = stems(other);
        int smaller = Math.min(a.size(), b.size());
        a.retainAll(b);
        return a.size() >= SHARED_WORDS && a.size() * 2 >= smaller;
    }

    private static Set<String> stems(String sentence) {
        Set<String> out = new HashSet<>();
        Matcher m = WORD.matcher(sentence.toLowerCase(Locale.ROOT));
        while (m.find()) {
            String word = m.group();
            if (Numerals.of(word) == null && Numerals.unit(word).isEmpty()) {
                out.add(word.substring(0, Math.min(STEM, word.length())));
            }
        }
        return out;
    }

    /** The warnings of all kinds about the sources of a call. */
    List<String> all(List<Citation> quoted, Sources sources) {
        List<String> out = new ArrayList<>(among(quoted, sources));
        sources.suspicious().forEach(label -> out.add(texts.quarantined(label)));
        return out;
    }
}
