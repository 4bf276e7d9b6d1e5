/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("A streaming chat model")
class StreamTest {

    private static final ChatRequest ASK =
            ChatRequest.builder().messages(UserMessage.from("hemlig fråga")).build();

    private static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    private static String text(String text) {
        return event("{'choices':[{'delta':{'content':'" + text + "'}}]}");
    }

    private static final String STOP = event("{'choices':[{'delta':{},'finish_reason':'stop'}]}");
    private static final String DONE = "data: [DONE]\n\n";

    /** What a handler hears of that stream. */
    private static Heard heard(String stream) throws Exception {
        return heard(stream, "text/event-stream");
    }

    private static Heard heard(String body, String type) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(
                    new MockResponse.Builder().addHeader("Content-Type", type).body(body).build());
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                Heard heard = new Heard();
                models.streaming().chat(ASK, heard);
                heard.end();
                return heard;
            }
        }
    }

    private static Reason reason(Heard heard) throws Exception {
        assertThat(heard.calls).endsWith("error").doesNotContain("end");
        assertThat(heard.error())
                .isInstanceOf(ModelCallException.class)
                .hasMessageStartingWith("Provider \"acme\", /chat/completions: ")
                .hasMessageNotContaining("hemlig");
        return ((ModelCallException) heard.error()).reason();
    }

    @Test
    @DisplayName("asks for a stream with usage and hands over piece by piece")
    void pieces() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(
                    new MockResponse.Builder()
                            .addHeader("Content-Type", "text/event-stream; charset=utf-8")
                            .body(
                                    event(
                                                    "{'id':'x','model':'m','choices':[{'delta':{'role':'assistant','content':''}}]}")
                                            + text("Tre ")
                                            + ": keep-alive\n\n"
                                            + "data:{\"choices\":[{\"delta\":{\"content\":\"veckor\"}}]}\n\n"
                                            + STOP
                                            + event(
                                                    "{'choices':[],'usage':{'prompt_tokens':2,'completion_tokens':3}}")
                                            + DONE)
                            .build());
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                Heard heard = new Heard();
                models.streaming().chat(ASK, heard);
                ChatResponse response = heard.response();
                assertThat(heard.calls).containsExactly("text Tre ", "text veckor", "end");
                assertThat(response.aiMessage().text()).isEqualTo("Tre veckor");
                assertThat(response.metadata().id()).isEqualTo("x");
                assertThat(response.metadata().modelName()).isEqualTo("m");
                assertThat(response.metadata().finishReason()).isEqualTo(FinishReason.STOP);
                assertThat(response.metadata().tokenUsage().totalTokenCount()).isEqualTo(5);
                RecordedRequest request = server.takeRequest();
                assertThat(request.getBody().string(StandardCharsets.UTF_8))
                        .contains("\"stream\":true", "\"stream_options\":{\"include_usage\":true}");
                assertThat(request.getHeaders().get("Accept")).isEqualTo("text/event-stream");
            }
        }
    }

    @Test
    @DisplayName("tells thoughts apart from text, by each name that they go under")
    void thinking() throws Exception {
        Heard heard =
                heard(
                        event("{'choices':[{'delta':{'reasoning_content':'a'}}]}")
                                + event("{'choices':[{'delta':{'reasoning':'b'}}]}")
                                + text("ja")
                                + STOP);
        assertThat(heard.calls).containsExactly("thought a", "thought b", "text ja", "end");
        assertThat(heard.response().aiMessage().thinking()).isEqualTo("ab");
    }

    @Test
    @DisplayName("puts tool calls together from pieces")
    void toolPieces() throws Exception {
        Heard heard =
                heard(
                        event(
                                        "{'choices':[{'delta':{'tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':''}}]}}]}")
                                + event(
                                        "{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}}]}")
                                + event(
                                        "{'choices':[{'delta':{'tool_calls':[{'index':1,'id':'b','function':{'name':'g','arguments':'['}}]}}]}")
                                + event(
                                        "{'choices':[{'delta':{'tool_calls':[{'index':1,'function':{'arguments':']'}}]},'finish_reason':'tool_calls'}]}")
                                + DONE);
        assertThat(heard.calls)
                .containsExactly(
                        "tool 0 f {}", "tool 1 g [", "tool 1 g ]", "whole 0 f", "whole 1 g", "end");
        assertThat(heard.response().aiMessage().toolExecutionRequests())
                .extracting(r -> r.id() + r.name() + r.arguments())
                .containsExactly("af{}", "bg[]");
        assertThat(heard.response().metadata().finishReason())
                .isEqualTo(FinishReason.TOOL_EXECUTION);
    }

    @Test
    @DisplayName("reads whole tool calls without an index, and pieces without an id")
    void toolsWhole() throws Exception {
        Heard heard =
                heard(
                        event(
                                        "{'choices':[{'delta':{'tool_calls':[{'function':{'name':'f','arguments':{'a':1}}},{'function':{'name':'g','arguments':'{'}}]}}]}")
                                + event(
                                        "{'choices':[{'delta':{'tool_calls':[{'function':{'arguments':'}'}}]}}]}")
                                + STOP);
        assertThat(heard.response().aiMessage().toolExecutionRequests())
                .extracting(r -> r.id() + " " + r.name() + r.arguments())
                .containsExactly("call_0 f{\"a\":1}", "call_1 g{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {'choices':[{'message':{'content':'ja'},'finish_reason':'stop'}]}\n\n",
                "data: {'choices':[{'delta':{'content':'ja'},'finish_reason':'stop'}],'error':null}\n\n",
                "\uFEFFdata: {'choices':[{'delta':{'content':'ja'}}]}\r\n\r\ndata: [DONE]\r\n\r\n",
                "event: message\nid: 1\ndata: {'choices':[{'delta':{'content':'ja'}}]}\n\ndata:[DONE]\n\n",
                "data: {'choices':[{'delta':null}]}\n\ndata: {'choices':[{'delta':{'content':'ja','tool_calls':null}}]}\n\ndata: [DONE]\n\n",
                "data: {}\n\ndata: \n\ndata: {'choices':[{'delta':{'content':'ja'},'finish_reason':'stop'}]}\n\n",
                "data: {'choices':\ndata: [{'delta':{'content':'ja'}}]}\n\ndata: [DONE]\n\n",
            })
    @DisplayName("reads a stream in whatever of the many forms it comes")
    void tolerant(String stream) throws Exception {
        Heard heard = heard(stream.replace('\'', '"'));
        assertThat(heard.response().aiMessage().text()).isEqualTo("ja");
        assertThat(heard.calls).containsExactly("text ja", "end");
    }

    @Test
    @DisplayName("takes one whole answer for a stream where a server does not stream")
    void wholeAnswer() throws Exception {
        Heard heard =
                heard(
                        "{\"choices\":[{\"message\":{\"content\":\"ja\"},\"finish_reason\":\"stop\"}]}",
                        "application/json");
        assertThat(heard.calls).containsExactly("text ja", "end");
    }

    @Test
    @DisplayName("takes an answer without an end for cut off")
    void noEnd() throws Exception {
        Heard heard = heard(text("Du får ") + text("inte "));
        assertThat(heard.calls).containsExactly("text Du får ", "text inte ", "error");
        assertThat(reason(heard)).isEqualTo(Reason.CUT_OFF);
        assertThat(heard.error())
                .hasMessageContaining(
                        "broke off before the answer was whole; nothing of it was taken");
        assertThat(reason(heard(""))).isEqualTo(Reason.CUT_OFF);
    }

    @Test
    @DisplayName("ends with an error that comes in the middle, in whatever form")
    void errorInside() throws Exception {
        assertThat(
                        reason(
                                heard(
                                        text("a")
                                                + event("{'error':{'message':'hemlig','code':429}}")
                                                + DONE)))
                .isEqualTo(Reason.RATE_LIMITED);
        assertThat(reason(heard(text("a") + event("{'error':'hemlig'}") + text("b") + DONE)))
                .isEqualTo(Reason.OVERLOADED);
        assertThat(
                        reason(
                                heard(
                                        "event: error\ndata: {\"message\":\"hemlig\",\"type\":\"invalid_request_error\"}\n\n")))
                .isEqualTo(Reason.REJECTED);
        assertThat(reason(heard(event("{'object':'error','message':'hemlig','code':400}"))))
                .isEqualTo(Reason.REJECTED);
        assertThat(
                        reason(
                                heard(
                                        "{\"error\":{\"message\":\"hemlig\",\"type\":\"authentication_error\"}}",
                                        "application/json")))
                .isEqualTo(Reason.AUTHENTICATION);
    }

    @Test
    @DisplayName("ends at an event that is no JSON, and at a page that is no stream")
    void malformed() throws Exception {
        assertThat(reason(heard(text("a") + "data: hemlig\n\n" + DONE)))
                .isEqualTo(Reason.MALFORMED);
        Heard page = heard("<html>Logga in, hemlig</html>", "text/html; charset=utf-8");
        assertThat(reason(page)).isEqualTo(Reason.MALFORMED);
        assertThat(page.error())
                .hasMessageContaining(
                        "is neither a stream of events nor JSON but calls itself text/html");
    }

    @Test
    @DisplayName("is whole or cut off at every byte where a stream may break, and never in between")
    void cutAtEveryByte() throws Exception {
        String body =
                text("Tre å ")
                        + text("veckor")
                        + STOP
                        + event("{'choices':[],'usage':{'prompt_tokens':2}}")
                        + DONE;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int finished =
                (text("Tre å ") + text("veckor") + STOP).getBytes(StandardCharsets.UTF_8).length;
        // Twice: an orderly end too early, and a broken connection.
        AtomicInteger connection = new AtomicInteger();
        int cuts = bytes.length + 1;
        try (RawServer server =
                        new RawServer(
                                (in, out) -> {
                                    int number = connection.getAndIncrement();
                                    cut(in, out, bytes, number % cuts, number < cuts);
                                },
                                2 * cuts);
                Models models = new Models(server.url())) {
            StreamingChatModel model = models.streaming();
            for (int i = 0; i < 2 * cuts; i++) {
                Heard heard = new Heard();
                model.chat(ASK, heard);
                heard.end();
                // A broken connection may have lost the usage; only the end mark ends it well.
                if (i % cuts >= (i < cuts ? finished : bytes.length)) {
                    assertThat(heard.response().aiMessage().text()).isEqualTo("Tre å veckor");
                } else {
                    assertThat(reason(heard)).as("cut at %d", i).isEqualTo(Reason.CUT_OFF);
                }
            }
        }
    }

    private static void cut(
            InputStream in, OutputStream out, byte[] bytes, int length, boolean orderly)
            throws IOException {
        RawServer.request(in);
        RawServer.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nContent-Length: "
                        + (orderly ? length : bytes.length + 1)
                        + "\r\n\r\n");
        out.write(bytes, 0, length);
    }

    @Test
    @DisplayName("is ended by [DONE], also where the server keeps the connection open")
    void doneIsEnough() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(out, RawServer.STREAM);
                            RawServer.chunk(out, text("ja") + DONE);
                            RawServer.closedByPeer(in);
                        });
                Models models = new Models(server.url())) {
            Heard heard = new Heard();
            models.streaming().chat(ASK, heard);
            assertThat(heard.response().aiMessage().text()).isEqualTo("ja");
        }
    }

    @Test
    @DisplayName("closes the connection when its handle cancels, and says nothing more")
    void cancel() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(out, RawServer.STREAM);
                            RawServer.chunk(out, text("a") + text("b") + STOP + DONE);
                            assertThat(RawServer.closedByPeer(in)).isTrue();
                        });
                Models models = new Models(server.url())) {
            Heard heard = new Heard(StreamingHandle::cancel);
            models.streaming().chat(ASK, heard);
            server.await();
            models.close();
            assertThat(heard.calls).containsExactly("text a");
            assertThat(heard.first.get().isCancelled()).isTrue();
        }
    }

    @Test
    @DisplayName("can be cancelled by another thread while the model thinks")
    void cancelFromOutside() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(out, RawServer.STREAM);
                            RawServer.chunk(out, text("a"));
                            assertThat(RawServer.closedByPeer(in)).isTrue();
                        });
                Models models = new Models(server.url())) {
            Heard heard = new Heard();
            models.streaming().chat(ASK, heard);
            heard.first.get(10, TimeUnit.SECONDS).cancel();
            server.await();
            models.close();
            assertThat(heard.calls).containsExactly("text a");
        }
    }

    @Test
    @DisplayName("ends when its handler throws, with what it threw")
    void handlerThrows() throws Exception {
        IllegalStateException own = new IllegalStateException("own");
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(out, RawServer.STREAM);
                            RawServer.chunk(out, text("a") + text("b") + STOP + DONE);
                            assertThat(RawServer.closedByPeer(in)).isTrue();
                        });
                Models models = new Models(server.url())) {
            Heard heard =
                    new Heard(handle -> {
                        throw own;
                    });
            models.streaming().chat(ASK, heard);
            assertThat(heard.error()).isSameAs(own);
            server.await();
            assertThat(heard.calls).containsExactly("text a", "error");
        }
    }

    @Test
    @DisplayName("keeps to the time that a view has, also where the server drips")
    @SuppressWarnings("unchecked")
    void within() throws Exception {
        try (RawServer server =
                        new RawServer((in, out) -> {
                            RawServer.request(in);
                            RawServer.write(out, RawServer.STREAM);
                            while (true) {
                                RawServer.chunk(out, ": wait\n\n");
                                Thread.sleep(5);
                            }
                        });
                Models models = new Models(server.url())) {
            StreamingChatModel bounded =
                    ((BoundedModel<StreamingChatModel>) models.streaming())
                            .within(Duration.ofMillis(200));
            Heard heard = new Heard();
            bounded.chat(ASK, heard);
            heard.end();
            assertThat(reason(heard)).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    @DisplayName(
            "tells the handler of a view without time, of a closed model and of a refused request")
    @SuppressWarnings("unchecked")
    void beforeTheCall() throws Exception {
        Models models = new Models("http://127.0.0.1:1/v1");
        StreamingChatModel model = models.streaming();
        Heard late = new Heard();
        ((BoundedModel<StreamingChatModel>) model).within(Duration.ZERO).chat(ASK, late);
        assertThat(reason(late)).isEqualTo(Reason.TIMEOUT);
        Heard refused = new Heard();
        model.chat(
                ChatRequest.builder().messages(UserMessage.from("?")).modelName("x").build(),
                refused);
        assertThat(reason(refused)).isEqualTo(Reason.REJECTED);
        models.close();
        Heard closed = new Heard();
        model.chat(ASK, closed);
        assertThat(reason(closed)).isEqualTo(Reason.CANCELLED);
    }

    @Test
    @DisplayName("keeps many streams at once apart")
    void many() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(
                    new Dispatcher() {
                        @Override
                        public MockResponse dispatch(RecordedRequest request) {
                            String body = request.getBody().string(StandardCharsets.UTF_8);
                            String number = body.replaceAll(".*nummer (\\d+).*", "$1");
                            return new MockResponse.Builder()
                                    .addHeader("Content-Type", "text/event-stream")
                                    .chunkedBody((text(number + " ").repeat(50) + STOP + DONE), 37)
                                    .build();
                        }
                    });
            server.start();
            try (Models models = new Models(server.url("/v1").toString())) {
                StreamingChatModel model = models.streaming();
                List<Heard> all = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    Heard heard = new Heard();
                    all.add(heard);
                    model.chat(
                            ChatRequest.builder().messages(UserMessage.from("nummer " + i)).build(),
                            heard);
                }
                for (int i = 0; i < 60; i++) {
                    assertThat(all.get(i).response().aiMessage().text())
                            .isEqualTo((i + " ").repeat(50));
                    assertThat(all.get(i).text()).isEqualTo((i + " ").repeat(50));
                }
            }
        }
    }
}
