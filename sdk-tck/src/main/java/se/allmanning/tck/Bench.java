/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelConnector;

/** What one test of the kit works with: a provider, a connector and the models that it binds. */
final class Bench implements AutoCloseable {

    /** Long enough for what must not come to come, short enough not to be felt. */
    static final Duration QUIET = Duration.ofMillis(60);

    /** A key and a prompt that stand nowhere else in the world. */
    static final String KEY = "c7f3e19ab52d4086917e6ad0f8b3415c";

    static final String PROMPT = "Hemligt-8d41c06e-kvarteret-Blåklinten-åäö";

    final Capabilities capabilities;
    final WireFormat wire;
    final ModelConnector connector;
    final ScriptedServer server;

    /** How long anything may take that should take no time. */
    final Duration patience;

    private final ModelConnectorKit kit;
    private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

    Bench(ModelConnectorKit kit) {
        this.kit = kit;
        capabilities = kit.capabilities();
        wire = kit.wireFormat();
        patience = kit.patience();
        connector = kit.connector();
        server = new ScriptedServer(null);
    }

    KitContext context() {
        return context(endpoint());
    }

    KitContext context(Endpoint endpoint) {
        return context(kit.configuration(endpoint), KEY);
    }

    KitContext context(Map<String, Object> configuration, @Nullable String key) {
        return kit.context(configuration, key);
    }

    Endpoint endpoint() {
        return new Endpoint(server.base(), null);
    }

    Map<String, Object> configuration(Endpoint endpoint) {
        return kit.configuration(endpoint);
    }

    ModelConnector anotherConnector() {
        return kit.connector();
    }

    ModelOffer offer(ModelKind kind) {
        return offer(kind, context());
    }

    ModelOffer offer(ModelKind kind, KitContext context) {
        return connector.offers(context).stream()
                .filter(offer -> offer.kind().equals(kind))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "Connector \""
                                        + connector.id()
                                        + "\" offers no model of kind "
                                        + kind
                                        + " for the kit's configuration."));
    }

    ChatModel chat() {
        return chat(context());
    }

    ChatModel chat(KitContext context) {
        return keep(connector.chatModel(offer(ModelKind.CHAT, context), context));
    }

    StreamingChatModel streaming() {
        return streaming(context());
    }

    StreamingChatModel streaming(KitContext context) {
        ModelOffer offer =
                connector.offers(context).stream()
                        .filter(one -> one.features().contains(ModelFeature.STREAMING))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No offer with streaming."));
        return keep(connector.streamingChatModel(offer, context));
    }

    EmbeddingModel embedding() {
        KitContext context = context();
        return keep(connector.embeddingModel(offer(ModelKind.EMBEDDING, context), context));
    }

    ScoringModel scoring() {
        KitContext context = context();
        return keep(connector.scoringModel(offer(ModelKind.SCORING, context), context));
    }

    AudioTranscriptionModel transcription() {
        KitContext context = context();
        return keep(connector.transcriptionModel(offer(ModelKind.TRANSCRIPTION, context), context));
    }

    <M> M keep(M model) {
        if (model instanceof AutoCloseable closeable) {
            open.add(closeable);
        }
        return model;
    }

    /** Closes all that was bound, as a host does. */
    void closeModels() {
        List<AutoCloseable> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        for (AutoCloseable one : all) {
            call(
                    "closing the model",
                    () -> {
                        one.close();
                        return true;
                    });
        }
    }

    /** The answer to a harmless question. */
    ChatResponse ask(ChatModel model) {
        return ask(model, "Hej");
    }

    ChatResponse ask(ChatModel model, String prompt) {
        return call("a chat call", () -> model.chat(request(prompt)));
    }

    static ChatRequest request(String prompt) {
        return ChatRequest.builder().messages(UserMessage.from(prompt)).build();
    }

    /** Starts a stream and waits for its end. */
    Recorder stream(StreamingChatModel model, String prompt) {
        return stream(model, request(prompt));
    }

    Recorder stream(StreamingChatModel model, ChatRequest request) {
        Recorder recorder = recorder((r, handle) -> {});
        start(model, request, recorder);
        recorder.awaitEnd();
        return recorder;
    }

    /** A recorder that also does something for each piece; the handle may be null. */
    Recorder recorder(BiConsumer<Recorder, @Nullable StreamingHandle> onPiece) {
        return new Recorder(patience, onPiece);
    }

    void start(StreamingChatModel model, ChatRequest request, Recorder recorder) {
        call(
                "a streaming call",
                () -> {
                    model.chat(request, recorder);
                    return true;
                });
    }

    /** The failure of a call, which must fail by {@link ModelCallException}. */
    ModelCallException failure(Callable<?> work) {
        Throwable thrown = thrown(work);
        if (thrown instanceof ModelCallException failure) {
            return failure;
        }
        throw new AssertionError(
                "The call fails by ModelCallException, found "
                        + (thrown == null ? "an answer." : thrown.getClass().getName() + "."),
                thrown);
    }

    /** What a call throws; null where it answers. */
    @Nullable Throwable thrown(Callable<?> work) {
        try {
            call("the call", work);
            return null;
        } catch (Unfinished e) {
            throw e;
        } catch (Throwable e) {
            return e;
        }
    }

    /** A view of a model that is bounded; the model must be one. */
    @SuppressWarnings("unchecked")
    static <M> M within(M model, Duration left) {
        if (model instanceof BoundedModel<?> bounded) {
            return (M) bounded.within(left);
        }
        throw new AssertionError(
                model.getClass().getName() + " is no BoundedModel, though deadlines are declared.");
    }

    /** Does a piece of work that may hang, and gives up on it. */
    <T> T call(String what, Callable<T> work) {
        return call(what, patience, work);
    }

    <T> T call(String what, Duration patience, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "allmanning-tck-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unfinished(what, patience);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            closeModels();
        } catch (Unfinished | RuntimeException e) {
            // A rule of its own says what closing must do; here only what was bound is let go.
        } finally {
            server.close();
        }
    }

    /** Says that something hangs. */
    static final class Unfinished extends AssertionError {
        private static final long serialVersionUID = 1L;

        Unfinished(String what, Duration patience) {
            super(what + " did not end within " + patience.toMillis() + " ms.");
        }
    }
}
