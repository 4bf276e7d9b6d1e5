/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.model.ScriptedConnector.fails;
import static se.allmanning.core.model.ScriptedConnector.says;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.Invocation;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("Spans and metrics of model calls")
class CallTelemetryTest {

    @TempDir Path home;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                    .build())
                    .setMeterProvider(
                            SdkMeterProvider.builder().registerMetricReader(metrics).build())
                    .build();

    @Test
    @DisplayName(
            "follow the conventions for generative AI, one span an attempt, and hold no content")
    void conventions() {
        var connector =
                new ScriptedConnector()
                        .at("one", fails(Reason.CONNECTION))
                        .at("two", says("Ett hemligt svar."));
        try (Fixture f = new Fixture(home, connector, ModelSettings.DEFAULT, telemetry)) {
            f.invocation = Invocation.builder("local").user("Ada").caseNumber("SN 1").build();
            f.chat().chat("En hemlig fråga?");
        }
        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all).hasSize(2);
        assertThat(all.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(all.get(0).getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("connection");
        SpanData answered = all.get(1);
        assertThat(answered.getName()).isEqualTo("chat test/two@1");
        assertThat(answered.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
                .containsEntry(AttributeKey.stringKey("gen_ai.request.model"), "test/two@1")
                .containsEntry(AttributeKey.stringKey("gen_ai.provider.name"), "two")
                .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), 11L)
                .containsEntry(AttributeKey.longKey("gen_ai.usage.output_tokens"), 7L);
        Collection<MetricData> collected = metrics.collectAllMetrics();
        assertThat(collected)
                .extracting(MetricData::getName)
                .contains("gen_ai.client.token.usage", "gen_ai.client.operation.duration");
        assertThat(all + " " + collected).doesNotContain("hemlig", "Ada", "SN 1");
    }

    @Test
    @DisplayName("end also where every offer fails")
    void failed() {
        var connector = new ScriptedConnector().at("one", fails(Reason.AUTHENTICATION));
        try (Fixture f = new Fixture(home, connector, ModelSettings.DEFAULT, telemetry)) {
            assertThatThrownBy(() -> f.chat().chat("Får jag?")).hasMessageContaining("ALM-CAL-001");
        }
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        assertThat(metrics.collectAllMetrics())
                .extracting(MetricData::getName)
                .contains("gen_ai.client.operation.duration");
    }
}
