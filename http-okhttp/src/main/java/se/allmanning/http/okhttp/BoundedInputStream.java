/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a response, decompressed. Stops at a limit, and remembers how it ended: to be closed
 * before the end is to be cancelled, and then the call is cancelled too, so that the connection is
 * really closed and not drained.
 */
final class BoundedInputStream extends InputStream {

    /** There is more than the limit allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("The response is longer than " + limit + " bytes.");
        }
    }

    private final InputStream body;
    private final Runnable cancel;
    private final long limit;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long count;
    private volatile boolean ended;
    private volatile boolean failed;

    BoundedInputStream(InputStream body, long limit, Runnable cancel) {
        this.body = body;
        this.limit = limit;
        this.cancel = cancel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = body.read(bytes, offset, length);
            if (read < 0) {
                ended = true;
                return -1;
            }
            count += read;
            if (count > limit) {
                throw new TooLargeException(limit);
            }
            return read;
        } catch (IOException e) {
            failed = !closed.get();
            throw e;
        }
    }

    /** Closed by somebody before its end, though nothing was wrong. */
    boolean wasCancelled() {
        return closed.get() && !ended && !failed;
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (ended || failed) {
            body.close();
        } else {
            // Only the reading thread may close the body; to cancel is for any thread.
            cancel.run();
        }
    }
}
