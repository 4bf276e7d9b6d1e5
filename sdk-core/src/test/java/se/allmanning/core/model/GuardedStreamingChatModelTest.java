/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.model.ScriptedConnector.breaksAfter;
import static se.allmanning.core.model.ScriptedConnector.fails;
import static se.allmanning.core.model.ScriptedConnector.says;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.service.Invocation;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

@DisplayName("A guarded streaming chat model")
class GuardedStreamingChatModelTest {

    @TempDir Path home;

    private static final class Listener implements StreamingChatResponseHandler {
        final List<String> pieces = new ArrayList<>();
        final List<Object> ends = new ArrayList<>();
        final CountDownLatch end = new CountDownLatch(1);
        @Nullable String cancelsAt;

        @Override
        public synchronized void onPartialResponse(
                PartialResponse partial, PartialResponseContext context) {
            pieces.add(partial.text());
            if (partial.text().equals(cancelsAt)) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public synchronized void onCompleteResponse(ChatResponse response) {
            ends.add(response);
            end.countDown();
        }

        @Override
        public synchronized void onError(Throwable error) {
            ends.add(error);
            end.countDown();
        }

        Object await() throws InterruptedException {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ends).hasSize(1);
            return ends.get(0);
        }
    }

    @Test
    @DisplayName("hands on every piece and ends once with the whole")
    void streams() throws InterruptedException {
        var connector = new ScriptedConnector().at("one", says("Ja, ", "det ", "får du."));
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            f.streaming().chat("Får jag?", listener);
            ChatResponse response = (ChatResponse) listener.await();
            assertThat(String.join("", listener.pieces)).isEqualTo("Ja, det får du.");
            assertThat(response.aiMessage().text()).isEqualTo("Ja, det får du.");
            assertThat(listener.pieces).hasSizeGreaterThan(1);
            assertThat(f.recorder.outcomes()).containsExactly("one started", "one answered");
        }
    }

    @Test
    @DisplayName("goes to the next offer before the first piece")
    void failover() throws InterruptedException {
        var connector =
                new ScriptedConnector().at("one", fails(Reason.CONNECTION)).at("two", says("Ja."));
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            f.streaming().chat("Får jag?", listener);
            assertThat(listener.await()).isInstanceOf(ChatResponse.class);
            assertThat(String.join("", listener.pieces)).isEqualTo("Ja.");
        }
    }

    @Test
    @DisplayName("never goes to another offer after the first piece")
    void cut() throws InterruptedException {
        var connector =
                new ScriptedConnector()
                        .at("one", breaksAfter(Reason.CUT_OFF, null, "Ja, men bara om "))
                        .at("two", says("Nej."));
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            f.streaming().chat("Får jag?", listener);
            assertThat(listener.await())
                    .isInstanceOfSatisfying(
                            ModelCallException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CUT_OFF));
            assertThat(connector.called).containsExactly("one");
            assertThat(listener.pieces).isNotEmpty();
        }
    }

    @Test
    @DisplayName(
            "ends the provider's stream when it is cancelled, says nothing more, and records it")
    void cancel() throws InterruptedException {
        var connector = new ScriptedConnector().at("one", says("Ja, ", "det ", "får du."));
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            listener.cancelsAt = "Ja, ";
            f.streaming().chat("Får jag?", listener);
            for (int i = 0; i < 2000 && f.recorder.outcomes().size() < 2; i++) {
                assertThat(listener.end.await(5, TimeUnit.MILLISECONDS)).isFalse();
            }
            assertThat(connector.providerCancelled).isTrue();
            assertThat(listener.pieces).containsExactly("Ja, ");
            assertThat(f.recorder.last(AuditEvent.CANCELLED).outcome()).contains("cancelled");
            assertThat(f.recorder.rooms).isZero();
        }
    }

    @Test
    @DisplayName("restores what it masked, also where a placeholder comes in pieces")
    void restores() throws InterruptedException {
        var connector =
                new ScriptedConnector().at("one", says("Skriv till [EP", "OST-", "1] i dag."));
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            f.streaming().chat("Vart? kansliet@exempelkommun.se", listener);
            ChatResponse response = (ChatResponse) listener.await();
            assertThat(response.aiMessage().text())
                    .isEqualTo("Skriv till kansliet@exempelkommun.se i dag.");
            assertThat(String.join("", listener.pieces)).isEqualTo(response.aiMessage().text());
        }
    }

    @Test
    @DisplayName("hands on the whole answer in one of an offer that does not stream")
    void whole() throws InterruptedException {
        var connector =
                new ScriptedConnector().at("one", says("Ja, ", "det.")).withoutStreaming("one");
        try (Fixture f = new Fixture(home, connector)) {
            Listener listener = new Listener();
            ModelLender.perCall(f.calls, f::scope)
                    .streaming(Fixture.NEED)
                    .chat("Får jag?", listener);
            listener.await();
            assertThat(String.join("", listener.pieces)).isEqualTo("Ja, det.");
        }
    }

    @Test
    @DisplayName("throws a denial where it is asked for")
    void denied() {
        var connector = new ScriptedConnector().at("one", says("Ja."));
        try (Fixture f = new Fixture(home, connector)) {
            f.invocation =
                    Invocation.builder("local").informationClass(InformationClass.k(3)).build();
            assertThatThrownBy(f::streaming).isInstanceOf(PolicyDeniedException.class);
        }
    }
}
