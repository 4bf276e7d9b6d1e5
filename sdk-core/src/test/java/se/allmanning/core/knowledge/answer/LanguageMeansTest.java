/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.model.CallScopes;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.StoredPassage.Sentence;

@DisplayName("Less what is common to a language,")
class LanguageMeansTest {

    private final LanguageMeans means = LanguageMeans.shipped();

    private static float[] shipped(String... path) throws IOException {
        JsonNode json = Fixtures.json("language-means.json");
        for (String step : path) {
            json = json.get(step);
        }
        float[] vector = new float[json.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) json.get(i).asDouble();
        }
        return vector;
    }

    /** What lies off a mean in one direction. */
    private static float[] off(float[] mean, int direction, float by) {
        float[] out = mean.clone();
        out[direction] += by;
        return out;
    }

    private static float[] question(float[] own, float[] all, int direction) {
        float[] out = new float[own.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (own[i] + all[i]) / 2;
        }
        return off(out, direction, 0.3f);
    }

    @Test
    @DisplayName("a question is nearest to the passage that lies off the mean as it does")
    void centred() throws IOException {
        float[] passages = shipped("passages");
        float[] asked =
                means.centredQuestion(
                        question(shipped("languages", "fi", "mean"), shipped("all"), 7),
                        QuestionLanguage.FINNISH);

        assertThat(means.cosine(asked, off(passages, 7, 0.4f))).isCloseTo(1, within(1e-3));
        assertThat(means.cosine(asked, off(passages, 8, 0.4f))).isCloseTo(0, within(1e-3));
        assertThat(means.cosine(asked, off(passages, 7, -0.4f))).isCloseTo(-1, within(1e-3));
    }

    @Test
    @DisplayName("a language that was not measured is centred by the mean of those that were")
    void unmeasured() throws IOException {
        float[] all = shipped("all");

        float[] asked = means.centredQuestion(off(all, 3, 0.2f), QuestionLanguage.SOMALI);

        assertThat(asked[3]).isCloseTo(1, within(1e-3f));
    }

    @Test
    @DisplayName("a passage at the mean itself is like nothing")
    void degenerate() throws IOException {
        float[] asked = means.centredQuestion(off(shipped("all"), 3, 0.2f), QuestionLanguage.OTHER);

        assertThat(means.cosine(asked, shipped("passages"))).isBetween(-1.0, 1.0);
    }

    @Test
    @DisplayName("the model is known by one vector")
    void model() throws IOException {
        float[] probe = shipped("probe", "vector");

        assertThat(means.fit(probe)).isTrue();
        assertThat(means.fit(shipped("all"))).isFalse();
        assertThat(means.fit(new float[] {1})).isFalse();
    }

    @Test
    @DisplayName("a sentence that lies as the question does is quoted and answers")
    void answers() throws IOException {
        float[] passages = shipped("passages");
        float[] question = question(shipped("languages", "en", "mean"), shipped("all"), 7);
        float[] probe = shipped("probe", "vector");
        Retrieval retrieval =
                new Retrieval(
                        (scope, q) -> q.equals(means.probe()) ? probe : question, Runnable::run);
        String text = "Avgiften tas ut en gång om året. Hundar ska hållas kopplade i parkerna.";
        RecordedStore store =
                new RecordedStore()
                        .passages(1)
                        .add(
                                "parker",
                                "Stadga",
                                text,
                                List.of(
                                        new Sentence(0, 32, off(passages, 8, 0.4f)),
                                        new Sentence(33, text.length(), off(passages, 7, 0.4f))),
                                new float[] {0.9f, 0.8f},
                                0,
                                0,
                                0,
                                0.8,
                                0.9)
                        .vector(off(passages, 7, 0.4f));

        Extract extract =
                retrieval.extract(
                        store,
                        Ask.of(
                                "Must dogs be kept on a leash in the park?",
                                AccessFilter.of(Invocation.of("local")),
                                CallScopes.evaluation("test")));

        assertThat(extract.answers()).isTrue();
        assertThat(extract.crossLanguage()).isTrue();
        assertThat(extract.quotes().get(0).text())
                .isEqualTo("Hundar ska hållas kopplade i parkerna.");
    }
}
