/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.allmanning.core.knowledge.answer.Extract.Quote;
import se.allmanning.core.model.CallScopes;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoredPassage.Sentence;

@DisplayName("On what a store of 22,873 passages gave, as in the reference implementation,")
class ReferenceRankingTest {

    private static final Retrieval RETRIEVAL =
            new Retrieval((scope, question) -> new float[0], Runnable::run);

    /** A question with what the store gave and what is to be made of it. */
    record Recorded(Ask ask, RecordedStore store, JsonNode expected) {
        @Override
        public String toString() {
            return ask.question();
        }
    }

    static Stream<Recorded> questions() throws IOException {
        return Fixtures.json("rankings.json").valueStream().map(ReferenceRankingTest::recorded);
    }

    private static Recorded recorded(JsonNode json) {
        RecordedStore store = new RecordedStore().passages(json.get("passages").asLong());
        json.get("frequencies")
                .properties()
                .forEach(field -> {
                    Map<String, Long> counts = new HashMap<>();
                    field.getValue()
                            .properties()
                            .forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
                    store.frequencies(Signal.of(field.getKey()), counts);
                });
        for (JsonNode candidate : json.get("candidates")) {
            List<Sentence> sentences =
                    candidate
                            .get("sentences")
                            .valueStream()
                            .map(s -> new Sentence(s.get(0).asInt(), s.get(1).asInt(), null))
                            .toList();
            float[] cosines = new float[sentences.size()];
            for (int i = 0; i < cosines.length; i++) {
                cosines[i] = (float) candidate.get("cosines").get(i).asDouble();
            }
            double[] scores =
                    RecordedStore.SIGNALS.stream()
                            .mapToDouble(
                                    s -> candidate.get("scores").path(s.id()).asDouble(Double.NaN))
                            .toArray();
            store.add(
                    candidate.get("document").asText(),
                    candidate.get("title").asText(),
                    candidate.get("text").asText(),
                    sentences,
                    cosines,
                    scores);
        }
        AccessFilter everyone = AccessFilter.of(Invocation.of("local"));
        return new Recorded(
                Ask.of(json.get("question").asText(), everyone, CallScopes.evaluation("test")),
                store,
                json.get("expected"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("the first ten passages stand in their places with their scores")
    void passages(Recorded recorded) {
        List<RankedPassage> ranked = RETRIEVAL.rank(recorded.store(), recorded.ask(), 10);

        assertThat(ranked)
                .extracting(r -> r.hit().document().id())
                .isEqualTo(texts(recorded.expected().get("documents")));
        for (int i = 0; i < ranked.size(); i++) {
            assertThat(ranked.get(i).score() * SwedishScoring.HIGHEST)
                    .isCloseTo(recorded.expected().get("scores").get(i).asDouble(), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("the three quotes are the same, and as sure")
    void quotes(Recorded recorded) {
        Extract extract = RETRIEVAL.extract(recorded.store(), recorded.ask());

        assertThat(extract.quotes())
                .extracting(Quote::text)
                .isEqualTo(texts(recorded.expected().get("quotes")));
        double logit = Math.log(extract.confidence() / (1 - extract.confidence()));
        assertThat(logit).isCloseTo(recorded.expected().get("logit").asDouble(), within(0.01));
    }

    @ParameterizedTest
    @MethodSource("questions")
    @DisplayName("what ranks behind those looked through follows with lower and lower scores")
    void all(Recorded recorded) {
        List<RankedPassage> ranked = RETRIEVAL.rank(recorded.store(), recorded.ask(), 100);

        assertThat(ranked)
                .hasSize(30)
                .extracting(r -> r.hit().document().id())
                .doesNotHaveDuplicates();
        for (int i = 1; i < ranked.size(); i++) {
            assertThat(ranked.get(i).score()).isBetween(0.0, ranked.get(i - 1).score());
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
