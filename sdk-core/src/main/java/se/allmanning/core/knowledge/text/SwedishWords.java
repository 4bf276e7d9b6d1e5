/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Takes a text apart into words (Unicode UAX #29, lower case), each with its stem and its character
 * 4-grams. The one analysis for passages and questions. Thread-safe.
 */
public final class SwedishWords {

    /** Number of characters in a gram. */
    public static final int GRAM = 4;

    private static final char EDGE = '_';
    private static final CharArraySet STOP_WORDS = SwedishAnalyzer.getDefaultStopSet();
    // A pool rather than Lucene's thread-locals: those outlive their host in a server's worker
    // threads.
    private static final Queue<Chain> IDLE = new ConcurrentLinkedQueue<>();

    private SwedishWords() {}

    /**
     * A word of a text.
     *
     * @param form in lower case
     * @param stem after the light Swedish stemmer
     * @param stop whether it is too common to be searched as a stem
     * @param start its first UTF-16 unit in the text
     * @param end the unit after its last
     */
    public record Word(String form, String stem, boolean stop, int start, int end) {

        /**
         * Adds the word's grams: of the word between two edge marks, whole where that is no longer
         * than a gram.
         */
        public void gramsInto(List<String> out) {
            String padded = EDGE + form + EDGE;
            if (padded.length() <= GRAM || hasSurrogates(padded)) {
                out.add(padded);
                return;
            }
            for (int i = 0; i + GRAM <= padded.length(); i++) {
                out.add(padded.substring(i, i + GRAM));
            }
        }

        private static boolean hasSurrogates(String s) {
            for (int i = 0; i < s.length(); i++) {
                if (Character.isSurrogate(s.charAt(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The words of a text, in order. */
    public static List<Word> of(String text) {
        Chain chain = IDLE.poll();
        if (chain == null) {
            chain = new Chain();
        }
        List<Word> words = chain.words(text);
        if (IDLE.size() < 8) {
            IDLE.add(chain);
        }
        return words;
    }

    /** The stems of words, stop words left out. */
    public static List<String> stems(List<Word> words) {
        List<String> out = new ArrayList<>(words.size());
        for (Word word : words) {
            if (!word.stop()) {
                out.add(word.stem());
            }
        }
        return out;
    }

    /** The grams of words. */
    public static List<String> grams(List<Word> words) {
        List<String> out = new ArrayList<>(words.size() * 6);
        for (Word word : words) {
            word.gramsInto(out);
        }
        return out;
    }

    /** Each two neighbouring stems, stop words kept, with a space between them. */
    public static List<String> pairs(List<Word> words) {
        List<String> out = new ArrayList<>(words.size());
        for (int i = 1; i < words.size(); i++) {
            out.add(words.get(i - 1).stem() + ' ' + words.get(i).stem());
        }
        return out;
    }

    private static final class Chain {
        private final StandardTokenizer tokenizer = new StandardTokenizer();
        private final Form form = new Form(new LowerCaseFilter(tokenizer));
        private final TokenStream stems = new SwedishLightStemFilter(form);
        private final CharTermAttribute term = stems.getAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = stems.getAttribute(OffsetAttribute.class);

        List<Word> words(String text) {
            List<Word> out = new ArrayList<>(text.length() / 6 + 1);
            try {
                tokenizer.setReader(new StringReader(text));
                stems.reset();
                while (stems.incrementToken()) {
                    String word = form.last;
                    String stem = term.toString();
                    boolean stop = STOP_WORDS.contains(word);
                    out.add(
                            new Word(
                                    word,
                                    stem.equals(word) ? word : stem,
                                    stop,
                                    offset.startOffset(),
                                    offset.endOffset()));
                }
                stems.end();
                stems.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out;
        }
    }

    /** Remembers the word before the stemmer changes it. */
    private static final class Form extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String last = "";

        Form(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            last = term.toString();
            return true;
        }
    }
}
