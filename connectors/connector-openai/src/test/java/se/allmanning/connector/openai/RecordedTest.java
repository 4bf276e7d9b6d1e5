/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** Ollama 0.6.8 and llama-cpp-python 0.3.36 with Gemma 3 270M, as {@link Recorder} heard them. */
@DisplayName("What a real server answered")
class RecordedTest {

    private static final Path RECORDED = Path.of("src/test/resources/recorded");

    static Stream<Path> recorded() throws Exception {
        try (Stream<Path> files = Files.walk(RECORDED)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .map(RECORDED::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** What came of a recorded exchange: an outcome, or a fault. */
    private static Object play(Exchange exchange, String name) throws Exception {
        Scenarios.Scenario scenario =
                name.equals("bad-request")
                        ? models -> models.chat().chat(UserMessage.from("x"))
                        : Scenarios.all().get(name);
        String model =
                exchange.body().isEmpty()
                        ? "m"
                        : Endpoint.JSON.readTree(exchange.body()).get("model").asText();
        List<String> heard = new ArrayList<>();
        try (RawServer server = exchange.served(heard);
                Models models =
                        Scenarios.models("http://127.0.0.1:" + server.port() + "/v1", model)) {
            Object[] outcome = new Object[1];
            Throwable fault = catchThrowable(() -> outcome[0] = scenario.run(models));
            assertSent(exchange, heard.get(0), name);
            return fault == null ? outcome[0] : fault;
        }
    }

    private static void assertSent(Exchange exchange, String sent, String name) throws Exception {
        assertThat(sent).startsWith(exchange.request() + " HTTP/1.1\r\n");
        if (!name.equals("bad-request") && !exchange.body().isEmpty()) {
            assertThat(Endpoint.JSON.readTree(sent.substring(sent.indexOf("\r\n\r\n") + 4)))
                    .isEqualTo(Endpoint.JSON.readTree(exchange.body()));
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    @DisplayName("is understood, and asked for in the same words as then")
    void understood(Path file) throws Exception {
        String name = file.getFileName().toString().replace(".json", "");
        Exchange exchange = Exchange.read(RECORDED.resolve(file));
        Object outcome = play(exchange, name);
        if (exchange.status() >= 400) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            fault -> {
                                assertThat(fault.status()).hasValue(exchange.status());
                                assertThat(fault).hasMessageNotContaining("validation");
                            });
        } else if (outcome instanceof ChatResponse response) {
            assertAnswer(response, Endpoint.JSON.readTree(exchange.answer()), "message");
        } else if (outcome instanceof Heard heard) {
            assertStream(heard, exchange);
        } else if (outcome instanceof List<?> names) {
            assertThat(names).isNotEmpty().allMatch(n -> ((String) n).startsWith("gemma270"));
        } else {
            // Of llama-cpp-python: vectors of tokens, since the model was not started to pool them.
            assertThat(file).hasToString("llama-cpp/embeddings.json");
            assertThat(outcome)
                    .isInstanceOf(ModelCallException.class)
                    .extracting(fault -> ((ModelCallException) fault).reason())
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    private static void assertAnswer(ChatResponse response, JsonNode answer, String part) {
        assertThat(response.aiMessage().text())
                .isEqualTo(answer.at("/choices/0/" + part + "/content").asText());
        assertThat(response.metadata().finishReason().name())
                .isEqualToIgnoringCase(answer.at("/choices/0/finish_reason").asText());
        assertThat(response.metadata().tokenUsage().totalTokenCount())
                .isEqualTo(answer.at("/usage/total_tokens").asInt());
    }

    private static void assertStream(Heard heard, Exchange exchange) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String line : exchange.answer().lines().toList()) {
            if (line.startsWith("data: {")) {
                text.append(
                        Endpoint.JSON
                                .readTree(line.substring(6))
                                .at("/choices/0/delta/content")
                                .asText(""));
            }
        }
        assertThat(heard.text()).isEqualTo(text.toString()).isNotBlank();
        assertThat(heard.response().aiMessage().text()).isEqualTo(text.toString());
        assertThat(heard.response().metadata().finishReason())
                .isIn(FinishReason.LENGTH, FinishReason.STOP);
        assertThat(heard.calls).endsWith("end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("as a stream is cut off where it stops after any of its pieces but the last ones")
    void cutAfterEachPiece(String server) throws Exception {
        Exchange whole = Exchange.read(RECORDED.resolve(server).resolve("stream.json"));
        for (int kept = 0; kept < whole.pieces().size(); kept++) {
            List<String> pieces = whole.pieces().subList(0, kept);
            Exchange cut =
                    new Exchange(
                            whole.request(), whole.body(), whole.status(), whole.type(), pieces);
            boolean finished =
                    String.join("", pieces).matches("(?s).*finish_reason\": ?\"length.*");
            Object outcome = play(cut, "stream");
            if (finished) {
                assertThat(outcome).isInstanceOf(Heard.class);
            } else {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                ModelCallException.class,
                                fault -> assertThat(fault.reason()).isEqualTo(Reason.CUT_OFF));
            }
        }
    }
}
