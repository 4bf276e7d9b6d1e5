/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.util.ArrayList;
import java.util.List;

/** Cuts the tokens of a text that is too long for the model into overlapping windows. */
final class Windows {

    /** The part of a window that the next one repeats at least, as a divisor. */
    private static final int OVERLAP = 8;

    private Windows() {}

    /**
     * The windows in order, all of the same length; together they hold every token of the body.
     *
     * @param head what every window starts with: special tokens and prefix
     * @param body the text's own tokens
     * @param tail what every window ends with: special tokens
     * @param max the longest window
     */
    static List<long[]> of(long[] head, long[] body, long[] tail, int max) {
        int room = max - head.length - tail.length;
        if (room < 1) {
            throw OnnxFault.DESCRIPTOR.because(
                    "A window of "
                            + max
                            + " tokens has no room beside the "
                            + head.length
                            + " of prefix and special tokens. Correct maxTokens or prefixes in the"
                            + " model's descriptor.");
        }
        if (body.length <= room) {
            return List.of(window(head, body, 0, body.length, tail));
        }
        int step = room - room / OVERLAP;
        int count = 1 + Math.ceilDiv(body.length - room, step);
        List<long[]> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Spread evenly, so that the last window is as full as the others.
            int start = (int) ((long) i * (body.length - room) / (count - 1));
            windows.add(window(head, body, start, room, tail));
        }
        return windows;
    }

    private static long[] window(long[] head, long[] body, int start, int length, long[] tail) {
        long[] window = new long[head.length + length + tail.length];
        System.arraycopy(head, 0, window, 0, head.length);
        System.arraycopy(body, start, window, head.length, length);
        System.arraycopy(tail, 0, window, head.length + length, tail.length);
        return window;
    }
}
