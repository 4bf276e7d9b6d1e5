/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * A call whose caller waits. It runs on a thread of the pool all the same: a thread that reads a
 * socket cannot be interrupted, one that waits can.
 */
final class BlockingCall implements Callback {

    /** A name lookup cannot be cancelled, so the caller does not wait for its end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Call call;
    private final CallProgress progress;
    private final Duration deadline;
    private final long maxBytes;
    private final Clock clock;
    private final CompletableFuture<SuccessfulHttpResponse> result = new CompletableFuture<>();

    BlockingCall(Call call, CallProgress progress, Duration deadline, long maxBytes, Clock clock) {
        this.call = call;
        this.progress = progress;
        this.deadline = deadline;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    SuccessfulHttpResponse await() {
        call.enqueue(this);
        try {
            return deadline.isZero()
                    ? result.get()
                    : result.get(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw Faults.cancelled(call.request(), e);
        } catch (java.util.concurrent.TimeoutException e) {
            call.cancel();
            throw Faults.timeout(call.request(), deadline, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                // Made on another thread; the caller's own place is worth as much.
                fault.addSuppressed(new CalledFrom());
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response) {
            if (!response.isSuccessful()) {
                result.completeExceptionally(Faults.status(response, clock));
                return;
            }
            InputStream body =
                    new BoundedInputStream(response.body().byteStream(), maxBytes, call::cancel);
            result.complete(
                    SuccessfulHttpResponse.builder()
                            .statusCode(response.code())
                            .headers(response.headers().toMultimap())
                            .body(body.readAllBytes())
                            .build());
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            call.cancel();
            result.completeExceptionally(e);
        }
    }

    @Override
    public void onFailure(Call call, IOException e) {
        fail(e);
    }

    private void fail(IOException e) {
        RuntimeException fault = Faults.io(call.request(), progress, deadline, e);
        boolean timedOut = fault instanceof dev.langchain4j.exception.TimeoutException;
        boolean tooLarge = e instanceof BoundedInputStream.TooLargeException;
        result.completeExceptionally(
                call.isCanceled() && !timedOut && !tooLarge
                        ? Faults.cancelled(call.request(), e)
                        : fault);
    }

    private static final class CalledFrom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CalledFrom() {
            super("Called from here");
        }
    }
}
