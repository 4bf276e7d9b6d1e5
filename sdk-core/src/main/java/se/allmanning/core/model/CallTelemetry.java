/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.ModelCallException;

/**
 * Spans and metrics of calls, named after OpenTelemetry's conventions for generative AI ({@code
 * gen_ai.*}). No content goes into them, nor who asked.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">the conventions</a>
 */
final class CallTelemetry {

    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> TOKEN_TYPE =
            AttributeKey.stringKey("gen_ai.token.type");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> INPUT =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT =
            AttributeKey.longKey("gen_ai.usage.output_tokens");

    private final Tracer tracer;
    private final LongHistogram tokens;
    private final DoubleHistogram duration;

    CallTelemetry(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("se.allmanning");
        Meter meter = telemetry.getMeter("se.allmanning");
        this.tokens =
                meter.histogramBuilder("gen_ai.client.token.usage")
                        .setUnit("{token}")
                        .ofLongs()
                        .build();
        this.duration =
                meter.histogramBuilder("gen_ai.client.operation.duration").setUnit("s").build();
    }

    Span start(ModelOffer offer) {
        return new Span(offer);
    }

    private static String operation(ModelKind kind) {
        return kind.equals(ModelKind.EMBEDDING) ? "embeddings" : kind.id();
    }

    /** One attempt. */
    final class Span {
        private final Attributes attributes;
        private final io.opentelemetry.api.trace.Span span;
        private final long start = System.nanoTime();

        private Span(ModelOffer offer) {
            String operation = operation(offer.kind());
            this.attributes =
                    Attributes.of(
                            OPERATION,
                            operation,
                            PROVIDER,
                            offer.deployment(),
                            MODEL,
                            offer.model().toString());
            this.span =
                    tracer.spanBuilder(operation + " " + offer.model())
                            .setSpanKind(SpanKind.CLIENT)
                            .setAllAttributes(attributes)
                            .startSpan();
        }

        void succeeded(Usage usage) {
            span.setAttribute(INPUT, usage.input());
            span.setAttribute(OUTPUT, usage.output());
            tokens.record(usage.input(), attributes.toBuilder().put(TOKEN_TYPE, "input").build());
            tokens.record(usage.output(), attributes.toBuilder().put(TOKEN_TYPE, "output").build());
            end(attributes);
        }

        void failed(AllmanningException failure) {
            String type =
                    failure instanceof ModelCallException call
                            ? call.reason().id()
                            : failure.code();
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, type);
            end(attributes.toBuilder().put(ERROR, type).build());
        }

        private void end(Attributes all) {
            duration.record((System.nanoTime() - start) / 1e9, all);
            span.end();
        }
    }
}
