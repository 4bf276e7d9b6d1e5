/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server-sent event with all that the standard gives it. {@link #event()} is null for the
 * standard's {@code message}, as LangChain4j has it. Immutable.
 */
public final class StandardServerSentEvent extends ServerSentEvent {

    private final String lastEventId;
    private final @Nullable Duration reconnectionTime;

    StandardServerSentEvent(
            @Nullable String event,
            String data,
            String lastEventId,
            @Nullable Duration reconnectionTime) {
        super(event, data);
        this.lastEventId = lastEventId;
        this.reconnectionTime = reconnectionTime;
    }

    /** The last id that the stream set, by this event or an earlier one; empty where none was. */
    public String lastEventId() {
        return lastEventId;
    }

    /** How long the server asks to wait before connecting again; empty where it has not. */
    public Optional<Duration> reconnectionTime() {
        return Optional.ofNullable(reconnectionTime);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StandardServerSentEvent that
                && super.equals(that)
                && lastEventId.equals(that.lastEventId)
                && reconnectionTime().equals(that.reconnectionTime());
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Without the data, which is content. */
    @Override
    public String toString() {
        return "StandardServerSentEvent[event=" + event() + "]";
    }
}
