/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Citation;

/**
 * Decides what of a model's words may be said. A sentence passes if
 *
 * <ol>
 *   <li>it is one plain sentence of two words or more and at most {@value #LONGEST} characters,
 *       without mark-up, and repeats nothing of the prompt;
 *   <li>at least one of its quotes stands in the source that it names, at least three words and
 *       twelve characters long or a whole sentence of the source; quotes that do not are left out;
 *   <li>every figure in it stands in those quotes, in the sentences around them or in the headings
 *       above them;
 *   <li>every name, address and telephone number in it stands in those passages or their headings;
 *   <li>where it is in Swedish, a fourth of its longer words stand in those passages;
 *   <li>it denies only where the quoted sentences deny, and not the reverse.
 * </ol>
 */
final class Verifier {

    static final int LONGEST = 600;

    private static final int QUOTE_WORDS = 3;
    private static final int QUOTE_CHARACTERS = 12;

    private static final int WORDS_BEFORE = 2;

    /** A run of so many words of the prompt is a leak; fewer may be chance. */
    private static final int LEAKED_WORDS = 7;

    private static final Pattern SEVERAL_WORDS =
            Pattern.compile("[\\p{L}\\p{N}]\\s+\\S*[\\p{L}\\p{N}]");
    private static final Pattern MARKUP = Pattern.compile("[<>{}\\[\\]|]|://|```");

    /** Words shorter than this say little; of longer ones, so many letters are compared. */
    private static final int STEM = 4;

    private final Sources sources;
    private final String language;
    private final String boundary;
    private final Set<String> prompt;
    private final Texts texts;

    /**
     * @param language of the answer, a primary tag such as {@code sv}
     * @param boundary the random mark of this call
     * @param instructions the system prompt
     */
    Verifier(Sources sources, String language, String boundary, String instructions, Texts texts) {
        this.sources = sources;
        this.language = language;
        this.boundary = boundary;
        this.prompt = runs(instructions);
        this.texts = texts;
    }

    /**
     * What came of a sentence.
     *
     * @param text what may be said, or what was removed
     * @param citations the verified quotes; empty where it was removed
     * @param reason why it was removed; {@code null} where it was not
     */
    record Verdict(String text, List<Citation> citations, @Nullable String reason) {
        @Override
        public String toString() {
            return "Verdict[citations=" + citations.size() + "]";
        }
    }

    /** Checks one sentence with its quotes. */
    Verdict check(Draft draft) {
        String text = Neutral.shown(draft.text());
        if (leaks(text)) {
            return new Verdict("[…]", List.of(), texts.leak());
        }
        if (!draft.whole()) {
            return removed(text, Texts::unfinished);
        }
        if (text.length() > LONGEST || MARKUP.matcher(text).find()) {
            boolean link = Links.any(text) && !Links.supported(text, everything());
            return removed(text, link ? Texts::link : Texts::wrongForm);
        }
        if (!SEVERAL_WORDS.matcher(text).find()) {
            return removed(text, Texts::wrongForm);
        }
        if (draft.quotes().stream().allMatch(q -> q.words().isBlank())) {
            return removed(text, Texts::noQuote);
        }
        Found found = quotes(draft);
        if (found.citations.isEmpty()) {
            return new Verdict(safe(text), List.of(), found.reason);
        }
        String reason = unsupported(text, found);
        return reason == null
                ? new Verdict(text, List.copyOf(found.citations), null)
                : new Verdict(safe(text), List.of(), reason);
    }

    private Verdict removed(String text, Function<Texts, String> reason) {
        return new Verdict(safe(text), List.of(), reason.apply(texts));
    }

    private static String safe(String text) {
        return Neutral.cut(Links.without(text), LONGEST);
    }

    private static final class Found {
        final Set<Citation> citations = new LinkedHashSet<>();
        final List<String> clauses = new ArrayList<>();
        final StringBuilder sentences = new StringBuilder();
        final StringBuilder headings = new StringBuilder();
        final StringBuilder passages = new StringBuilder();
        String reason;

        Found(String reason) {
            this.reason = reason;
        }
    }

    private Found quotes(Draft draft) {
        Found found = new Found(texts.noQuote());
        for (Draft.Quote quote : draft.quotes()) {
            if (quote.words().isBlank()) {
                continue;
            }
            Optional<Source> source = sources.get(quote.source());
            if (source.isEmpty()) {
                found.reason = texts.unknownSource();
                continue;
            }
            for (String part : quote.words().split("\\[?(?:…|\\.{3})\\]?", -1)) {
                if (!QuoteFinder.wanted(part).isEmpty()) {
                    take(source.get(), part, found);
                }
            }
        }
        return found;
    }

    private void take(Source source, String words, Found found) {
        Optional<QuoteFinder.Span> span = source.finder().find(words);
        if (span.isEmpty()) {
            found.reason = texts.quoteAbsent();
            return;
        }
        String whole = source.words();
        String around = Sentences.around(whole, span.get().from(), span.get().to());
        Citation citation = source.cite(span.get());
        if (!longEnough(words, around)) {
            found.reason = texts.quoteShort();
        } else if (!citation.resolvesIn(source.text())) {
            found.reason = texts.quoteAbsent();
        } else {
            found.citations.add(citation);
            found.clauses.add(clause(whole, span.get()));
            found.sentences.append(around).append('\n');
            found.headings.append(citation.label()).append('\n');
            found.passages.append(whole).append('\n');
        }
    }

    private static boolean longEnough(String words, String sentence) {
        String wanted = QuoteFinder.wanted(words);
        boolean enough =
                wanted.length() >= QUOTE_CHARACTERS
                        && wanted.chars().filter(c -> c == ' ').count() >= QUOTE_WORDS - 1;
        return enough || wanted.equals(QuoteFinder.wanted(sentence));
    }

    private @Nullable String unsupported(String text, Found found) {
        String near = found.sentences + "\n" + found.headings;
        Set<Facts.Fact> figures = Facts.of(near);
        String all = found.passages + "\n" + found.headings;
        if (!Links.supported(text, all)) {
            return texts.link();
        }
        for (Facts.Fact fact : Facts.of(text)) {
            if (!Facts.supported(fact, figures)) {
                return texts.number(texts.figure(fact));
            }
        }
        Optional<String> name = Names.unknown(text, Names.words(all), language);
        if (name.isPresent()) {
            return texts.name(Neutral.cut(name.get(), 60));
        }
        if (language.equals("sv") && unrelated(text, all)) {
            return texts.unrelated();
        }
        boolean denies = Negation.in(text);
        boolean against =
                denies ? !Negation.in(found.sentences.toString()) : everyQuoteDenies(found);
        return Negation.knows(language) && against ? texts.negation() : null;
    }

    /** Whether less than a fourth of a sentence's longer words stand in the passages at all. */
    private static boolean unrelated(String text, String passages) {
        Set<String> there = stems(passages);
        Set<String> said = stems(text);
        long shared = said.stream().filter(there::contains).count();
        return !said.isEmpty() && shared * 4 < said.size();
    }

    private static Set<String> stems(String text) {
        Set<String> out = new LinkedHashSet<>();
        for (String word : Names.words(text)) {
            if (word.length() >= STEM && Numerals.of(word) == null) {
                out.add(word.substring(0, STEM));
            }
        }
        return out;
    }

    private static boolean everyQuoteDenies(Found found) {
        return !found.clauses.isEmpty() && found.clauses.stream().allMatch(Negation::in);
    }

    /**
     * The quote with the words right before it, where a model likes to leave out a <em>not</em>.
     */
    private static String clause(String words, QuoteFinder.Span span) {
        int from = span.from();
        for (int word = 0; word < WORDS_BEFORE && from > 0; word++) {
            int at = from;
            while (at > 0 && Character.isWhitespace(words.charAt(at - 1))) {
                at--;
            }
            while (at > 0 && !Character.isWhitespace(words.charAt(at - 1))) {
                at--;
            }
            String before = words.substring(at, from).strip();
            if (before.isEmpty() || ",.;:".indexOf(before.charAt(before.length() - 1)) >= 0) {
                break;
            }
            from = at;
        }
        return words.substring(from, span.to());
    }

    private String everything() {
        StringBuilder out = new StringBuilder();
        sources.list().forEach(s -> out.append(s.words()).append('\n'));
        return out.toString();
    }

    private boolean leaks(String text) {
        return text.contains(boundary) || runs(text).stream().anyMatch(prompt::contains);
    }

    private static Set<String> runs(String text) {
        String[] words =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                        .split(" ", -1);
        Set<String> out = new LinkedHashSet<>();
        List<String> run = new ArrayList<>();
        for (String word : words) {
            run.add(word);
            if (run.size() > LEAKED_WORDS) {
                run.remove(0);
            }
            if (run.size() == LEAKED_WORDS) {
                out.add(String.join(" ", run));
            }
        }
        return out;
    }
}
