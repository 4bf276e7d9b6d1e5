/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Ingested.Once.class)
@DisplayName("The command evaluate, with the real model")
class EvaluateCommandTest {

    private final Ingested ingested;

    EvaluateCommandTest(Ingested ingested) {
        this.ingested = ingested;
    }

    @Test
    @DisplayName("evaluate prints its figures, and the second run takes the pool as it was kept")
    void evaluate() {
        String tiny = Run.resource("tiny").toString();
        Run first = Run.at(ingested.home(), "evaluate", "retrieval", tiny, "--json").exits(0);
        assertThat(Run.keys(first.json()))
                .containsExactly("queries", "passages", "mrr@10", "ndcg@10", "recall@10");
        assertThat(first.json().get("queries").intValue()).isEqualTo(3);
        assertThat(first.json().get("passages").intValue()).isEqualTo(7);
        assertThat(first.json().get("mrr@10").doubleValue()).isEqualTo(1.0);
        assertThat(first.json().get("recall@10").doubleValue()).isEqualTo(1.0);
        assertThat(first.err()).contains("Indexerar");

        Run second = Run.at(ingested.home(), "evaluate", "answers", tiny, "--json").exits(0);
        assertThat(second.err()).doesNotContain("Indexerar").contains("Frågar 3/3");
        assertThat(Run.keys(second.json()))
                .containsExactly("queries", "first_quote", "any_quote", "refused_at_90");
        assertThat(second.json().get("first_quote").doubleValue()).isEqualTo(1.0);
        assertThat(second.json().get("refused_at_90").isDouble()).isTrue();
        Run.at(ingested.home(), "evaluate", "retrieval", tiny + "/nowhere").exits(2);
    }
}
