/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * A worker's input buffers outside the heap, filled anew for each text: ONNX Runtime reads them
 * where they lie. One thread at a time.
 */
final class WorkerBuffers {

    private final LongBuffer ids;
    private final LongBuffer ones;
    private final LongBuffer zeros;

    WorkerBuffers(int maxTokens, boolean types) {
        this.ids = direct(maxTokens);
        this.ones = direct(maxTokens);
        this.zeros = direct(types ? maxTokens : 0);
        for (int i = 0; i < maxTokens; i++) {
            ones.put(i, 1);
        }
    }

    private static LongBuffer direct(int longs) {
        return ByteBuffer.allocateDirect(longs * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    LongBuffer ids(long[] values) {
        return ids.clear().put(values).flip();
    }

    /** Every token counts: one text at a time needs no padding. */
    LongBuffer mask(int length) {
        return ones.clear().limit(length);
    }

    /** Every token belongs to the first sentence. */
    LongBuffer types(int length) {
        return zeros.clear().limit(length);
    }
}
