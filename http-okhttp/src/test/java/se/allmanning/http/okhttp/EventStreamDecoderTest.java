/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event stream")
class EventStreamDecoderTest {

    private static List<StandardServerSentEvent> events(String stream) {
        return pieces(stream.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE, null);
    }

    private static List<StandardServerSentEvent> pieces(byte[] bytes, int most, Random random) {
        EventStreamDecoder decoder = new EventStreamDecoder(1000);
        List<StandardServerSentEvent> events = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random == null ? most : random.nextInt(most));
            decoder.feed(bytes, at, length, events::add);
            at += length;
        }
        return events;
    }

    private static List<String> data(String stream) {
        return events(stream).stream().map(event -> event.event() + "|" + event.data()).toList();
    }

    @Test
    @DisplayName("is read as the examples of the standard say")
    void standard() {
        assertThat(data("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly("null|YHOO\n+2\n10");
        assertThat(
                        data(
                                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event"))
                .containsExactly("null|first event", "null|second event");
        assertThat(data("data\n\ndata\ndata\n\ndata:")).containsExactly("null|", "null|\n");
        assertThat(data("data:test\n\ndata: test\n\n")).containsExactly("null|test", "null|test");
        assertThat(data("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n"))
                .containsExactly("add|73857293", "remove|2153");
    }

    @Test
    @DisplayName("ends lines with CR, LF or CRLF, also mixed")
    void lineEnds() {
        for (String end : List.of("\n", "\r", "\r\n")) {
            assertThat(data("data: a" + end + "data: b" + end + end + "data: c" + end + end))
                    .containsExactly("null|a\nb", "null|c");
        }
        assertThat(data("data: a\rdata: b\r\n\n")).containsExactly("null|a\nb");
        assertThat(data("data: a\n\r")).containsExactly("null|a");
    }

    @Test
    @DisplayName("completes an event at a CR, without waiting for what follows")
    void promptly() {
        assertThat(data("data: a\r\r")).containsExactly("null|a");
    }

    @Test
    @DisplayName("loses one byte order mark at its start and no other")
    void mark() {
        assertThat(data("\uFEFFdata: a\n\n")).containsExactly("null|a");
        assertThat(data("\uFEFF\uFEFFdata: a\n\n")).isEmpty();
        assertThat(data("data: \uFEFFa\n\n\uFEFFdata: b\n\n")).containsExactly("null|\uFEFFa");
    }

    @Test
    @DisplayName("has no event without data, and none that no blank line ends")
    void incomplete() {
        assertThat(data("event: ping\n\ndata: a\n\n")).containsExactly("null|a");
        assertThat(data("data: a\n\ndata: b")).containsExactly("null|a");
        assertThat(data("data: a\n\ndata: b\n")).containsExactly("null|a");
        assertThat(data("")).isEmpty();
    }

    @Test
    @DisplayName("passes over comments and fields that nobody knows; names are case-sensitive")
    void ignored() {
        assertThat(data(":\n: keep-alive\nDATA: x\n data: y\nfoo: bar\nevent:\ndata: a\n\n"))
                .containsExactly("null|a");
    }

    @Test
    @DisplayName("keeps the last id, and the time to wait where it is digits")
    void idAndRetry() {
        List<StandardServerSentEvent> events =
                events(
                        "id: 7\nretry: 1500\ndata: a\n\nid: 8\u0000\nretry: 1x\ndata: b\n\nid\ndata: c\n\n");
        assertThat(events)
                .extracting(StandardServerSentEvent::lastEventId)
                .containsExactly("7", "7", "");
        assertThat(events)
                .allSatisfy(
                        e -> assertThat(e.reconnectionTime()).contains(Duration.ofMillis(1500)));
    }

    @Test
    @DisplayName("shows broken UTF-8 as the replacement character and reads on")
    void brokenCharacters() {
        byte[] bytes = "data: a?b\n\ndata: c\n\n".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) 0xC3;
        assertThat(pieces(bytes, 100, null))
                .extracting(StandardServerSentEvent::data)
                .containsExactly("a\uFFFDb", "c");
    }

    @Test
    @DisplayName("has the same events however it is cut into pieces")
    void anyPieces() {
        String[] parts = {
            "data: å€😀",
            "data:",
            "data",
            "event: x",
            "id: 1",
            "retry: 5",
            ": c",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\r\r",
            "\uFEFF",
            "data: b\n\n",
            "\n\r"
        };
        Random random = new Random(7);
        for (int run = 0; run < 3000; run++) {
            StringBuilder stream = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                stream.append(parts[random.nextInt(parts.length)]);
            }
            byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
            List<StandardServerSentEvent> whole = pieces(bytes, Integer.MAX_VALUE, null);
            assertThat(pieces(bytes, 1, null)).isEqualTo(whole);
            assertThat(pieces(bytes, 9, random)).isEqualTo(whole);
        }
    }

    @Test
    @DisplayName("fails where a line or an event is longer than allowed")
    void bounded() {
        String line = "x".repeat(990);
        assertThat(data("data: " + line + "\n\n")).hasSize(1);
        assertThatThrownBy(() -> events("data: " + "x".repeat(1000)))
                .isInstanceOf(EventStreamDecoder.TooLongException.class)
                .hasMessage("A server-sent event is longer than 1000 bytes.");
        assertThatThrownBy(() -> events(("data: " + "x".repeat(90) + "\n").repeat(12)))
                .isInstanceOf(EventStreamDecoder.TooLongException.class);
    }

    @Test
    @DisplayName("does not show its data in toString")
    void discreet() {
        assertThat(events("data: hemligt\n\n").get(0).toString()).doesNotContain("hemligt");
    }
}
