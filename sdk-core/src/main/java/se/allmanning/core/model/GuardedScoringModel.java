/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.List;
import se.allmanning.core.model.guard.GuardReport;

/** A scoring model whose every call goes the way of {@link ModelCalls}. Thread-safe. */
final class GuardedScoringModel implements ScoringModel {

    private final GuardedCall call;

    GuardedScoringModel(GuardedCall call) {
        this.call = call;
    }

    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
        return call.run(new ScoringExchange(segments, query));
    }

    @Override
    public String toString() {
        return "GuardedScoringModel[" + call.need().role() + "]";
    }

    private record ScoringExchange(List<TextSegment> segments, String query)
            implements GuardedCall.Exchange<ScoringModel, Response<List<Double>>> {

        @Override
        public Class<ScoringModel> type() {
            return ScoringModel.class;
        }

        @Override
        public ModelOffers.Binder<ScoringModel> binder() {
            return (connector, offer, context) -> connector.scoringModel(offer, context);
        }

        @Override
        public List<String> texts() {
            List<String> texts = new ArrayList<>();
            texts.add(query);
            segments.forEach(segment -> texts.add(segment.text()));
            return texts;
        }

        @Override
        public Response<List<Double>> send(ScoringModel model, List<String> texts) {
            List<TextSegment> masked = new ArrayList<>();
            for (int i = 0; i < segments.size(); i++) {
                masked.add(TextSegment.from(texts.get(i + 1)));
            }
            return model.scoreAll(masked, texts.get(0));
        }

        @Override
        public GuardedCall.Guarded<Response<List<Double>>> guard(
                Response<List<Double>> answer, CallAttempt attempt) {
            return new GuardedCall.Guarded<>(
                    answer, "", answer.tokenUsage(), null, GuardReport.empty());
        }
    }
}
