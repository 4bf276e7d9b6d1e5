/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer is a stream of events. The listener hears exactly one end, {@code onClose} or
 * {@code onError}, whatever the parser does; after its own cancel it hears nothing.
 */
final class StreamingCall implements Callback, ServerSentEventListener {

    private final Call call;
    private final CallProgress progress;
    private final Duration deadline;
    private final long maxBytes;
    private final Clock clock;
    private final ServerSentEventParser parser;
    private final ServerSentEventListener listener;
    // Both are touched by the one thread that runs the call.
    private @Nullable BoundedInputStream stream;
    private boolean over;

    StreamingCall(
            Call call,
            CallProgress progress,
            Duration deadline,
            long maxBytes,
            Clock clock,
            ServerSentEventParser parser,
            ServerSentEventListener listener) {
        this.call = call;
        this.progress = progress;
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.parser = parser;
        this.listener = listener;
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response) {
            if (!response.isSuccessful()) {
                end(Faults.status(response, clock));
                return;
            }
            BoundedInputStream body =
                    new BoundedInputStream(response.body().byteStream(), maxBytes, call::cancel);
            stream = body;
            listener.onOpen(
                    SuccessfulHttpResponse.builder()
                            .statusCode(response.code())
                            .headers(response.headers().toMultimap())
                            .build());
            parser.parse(body, this);
            if (!over && !body.wasCancelled()) {
                over = true;
                listener.onClose();
            }
        } catch (RuntimeException | Error e) {
            // The listener's or the parser's own fault.
            call.cancel();
            end(e);
        }
    }

    @Override
    public void onFailure(Call call, IOException e) {
        onError(e);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if (!over) {
            listener.onEvent(event, context);
        }
    }

    @Override
    public void onEvent(ServerSentEvent event) {
        if (!over) {
            listener.onEvent(event);
        }
    }

    @Override
    public void onError(Throwable fault) {
        if (stream != null && stream.wasCancelled()) {
            return;
        }
        end(explained(fault));
    }

    private Throwable explained(Throwable fault) {
        if (fault instanceof EventStreamDecoder.TooLongException) {
            call.cancel();
            return new HttpTransportException(
                    HttpTransportException.Reason.TOO_LARGE,
                    Faults.where(call.request())
                            + " was answered with more than allowed. "
                            + fault.getMessage()
                            + " Raise maxEventBytes if that is meant.",
                    fault);
        }
        if (!(fault instanceof IOException io)) {
            return fault;
        }
        RuntimeException explained = Faults.io(call.request(), progress, deadline, io);
        boolean own =
                explained instanceof TimeoutException
                        || fault instanceof BoundedInputStream.TooLargeException;
        if (own) {
            call.cancel();
        }
        return call.isCanceled() && !own ? Faults.cancelled(call.request(), fault) : explained;
    }

    private void end(Throwable fault) {
        if (!over) {
            over = true;
            listener.onError(fault);
        }
    }
}
