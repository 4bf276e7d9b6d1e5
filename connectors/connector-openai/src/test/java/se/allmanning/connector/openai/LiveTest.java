/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/**
 * Against servers that run: {@code -Dlive.ollama=URL}, {@code -Dlive.llama-cpp=URL}, each with
 * {@code /v1} at its end, and {@code -Dlive.model=NAME} where not the first of its models is meant.
 */
@Tag("live")
@DisplayName("A server that runs")
class LiveTest {

    private static String url(String server) {
        String url = System.getProperty("live." + server, "");
        assumeTrue(!url.isEmpty(), "live." + server + " is not set");
        return url;
    }

    private static Models models(String server) throws Exception {
        String url = url(server);
        String name = System.getProperty("live.model", "");
        if (name.isEmpty()) {
            try (Models any = Scenarios.models(url, "any")) {
                List<String> served = any.served();
                assertThat(served).isNotEmpty();
                name = served.get(0);
            }
        }
        return Scenarios.models(url, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("answers whole, and says what it cost")
    void chat(String server) throws Exception {
        try (Models models = models(server)) {
            ChatResponse response = models.chat().chat(Scenarios.GREETING);
            assertThat(response.aiMessage().text()).isNotBlank();
            assertThat(response.metadata().finishReason()).isNotNull();
            assertThat(response.metadata().tokenUsage().outputTokenCount()).isBetween(1, 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("streams, and the pieces are the whole")
    void stream(String server) throws Exception {
        try (Models models = models(server)) {
            Heard heard = new Heard();
            models.streaming().chat(Scenarios.GREETING, heard);
            assertThat(heard.response().aiMessage().text()).isNotBlank().isEqualTo(heard.text());
            assertThat(heard.calls).hasSizeGreaterThan(2).endsWith("end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("stops a stream that is cancelled, and answers the next call")
    void cancel(String server) throws Exception {
        try (Models models = models(server)) {
            ChatRequest endless =
                    ChatRequest.builder()
                            .messages(UserMessage.from("Räkna till tusen."))
                            .maxOutputTokens(2000)
                            .build();
            Heard heard = new Heard();
            models.streaming().chat(endless, heard);
            StreamingHandle handle = heard.first.get(2, TimeUnit.MINUTES);
            handle.cancel();
            assertThat(handle.isCancelled()).isTrue();
            assertThat(models.chat().chat(Scenarios.GREETING).aiMessage().text()).isNotBlank();
            assertThat(heard.calls).allMatch(call -> call.startsWith("text "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("is given up when the time is over")
    @SuppressWarnings("unchecked")
    void within(String server) throws Exception {
        try (Models models = models(server)) {
            ChatModel hurried =
                    ((BoundedModel<ChatModel>) models.chat()).within(Duration.ofMillis(2));
            assertThat(catchThrowable(() -> hurried.chat(Scenarios.GREETING)))
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.TIMEOUT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama"})
    @DisplayName("knows no model that is not there")
    void unknown(String server) throws Exception {
        try (Models models = Scenarios.models(url(server), Scenarios.UNKNOWN)) {
            assertThat(catchThrowable(() -> models.chat().chat(Scenarios.GREETING)))
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.NOT_FOUND));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "llama-cpp"})
    @DisplayName("does all that it is asked or says that it cannot, and nothing else happens")
    void all(String server) throws Exception {
        try (Models models = models(server)) {
            Scenarios.all()
                    .forEach((name, scenario) -> {
                        Throwable fault = catchThrowable(() -> scenario.run(models));
                        if (fault != null) {
                            assertThat(fault).as(name).isInstanceOf(ModelCallException.class);
                        }
                    });
        }
    }
}
