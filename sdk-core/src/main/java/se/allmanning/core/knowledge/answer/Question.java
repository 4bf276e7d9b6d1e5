/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.allmanning.core.knowledge.text.SwedishWords;
import se.allmanning.core.knowledge.text.SwedishWords.Word;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreResult;

/** A Swedish question taken apart and weighed against what was searched. Immutable. */
final class Question {

    /**
     * Words that, with the stop words, say how something is asked rather than what is asked for.
     */
    private static final Set<String> ASKING =
            Set.of(
                    ("får fick ska skall måste behöver finns går gör göra gjort blir bör vill"
                                    + " kommer sker händer gäller menas betyder innebär sin själv man hon han"
                                    + " de dem den det vart varifrån hurdan ifall ens också även bara redan då"
                                    + " sen därför hos genom vilka vems någonting ingenting någons ha haft"
                                    + " vore skulle kunna kunnat få fått ju väl nog")
                            .split(" "));

    private static final double ASKING_WEIGHT = 0.5;

    private final Expectation expectation;
    private final GramScanner scanner;
    private final double[] weights;
    private final double[] matter;
    private final double weightMass;
    private final double matterMass;
    private final double stemMass;
    private final double pairMass;

    /** Weighs a question among the passages that a result was searched in. */
    Question(String text, StoreResult result) {
        List<Word> words = SwedishWords.of(text);
        Map<String, double[]> grams = weighed(words, new Idf(result, Signal.GRAMS));
        this.expectation = Expectation.of(text);
        this.scanner = new GramScanner(new GramTable(List.copyOf(grams.keySet())));
        this.weights = grams.values().stream().mapToDouble(w -> w[0]).toArray();
        this.matter = grams.values().stream().mapToDouble(w -> w[1]).toArray();
        this.weightMass = Arrays.stream(weights).sum();
        this.matterMass = Arrays.stream(matter).sum();
        this.stemMass = new Idf(result, Signal.STEMS).mass(SwedishWords.stems(words));
        this.pairMass = new Idf(result, Signal.PAIRS).mass(SwedishWords.pairs(words));
    }

    /** For each different gram its weight, and its weight where words of asking count half. */
    private static Map<String, double[]> weighed(List<Word> words, Idf idf) {
        Map<String, double[]> out = new LinkedHashMap<>();
        List<String> grams = new ArrayList<>();
        for (Word word : words) {
            double part = word.stop() || ASKING.contains(word.form()) ? ASKING_WEIGHT : 1;
            grams.clear();
            word.gramsInto(grams);
            for (String gram : grams) {
                double weight = idf.of(gram);
                double[] sums = out.computeIfAbsent(gram, g -> new double[2]);
                sums[0] += weight;
                sums[1] += weight * part;
            }
        }
        return out;
    }

    /** What an answer is expected to hold. */
    Expectation expectation() {
        return expectation;
    }

    /** Finds the question's grams in texts. */
    GramScanner scanner() {
        return scanner;
    }

    /** How many different grams there are. */
    int grams() {
        return weights.length;
    }

    /** The share of all gram weight that a gram has, by its number. */
    double weight(int gram) {
        return weights[gram] / weightMass;
    }

    /** The same where words of asking count half: what the question is about. */
    double matter(int gram) {
        return matter[gram] / matterMass;
    }

    /** The share of a lexical signal's theoretical maximum that a score is, 0 to 1. */
    double share(Signal signal, double score) {
        double mass = mass(signal);
        return mass <= 0 ? 0 : score / mass;
    }

    private double mass(Signal signal) {
        if (signal.equals(Signal.GRAMS)) {
            return weightMass;
        }
        return signal.equals(Signal.STEMS) ? stemMass : pairMass;
    }
}
