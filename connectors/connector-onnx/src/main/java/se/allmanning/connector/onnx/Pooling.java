/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one vector comes of a text's tokens. */
enum Pooling {
    /** The graph pools; its output has one row for a text. */
    OUTPUT,
    /** The mean over all tokens. */
    MEAN,
    /** The first token's vector. */
    CLS;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Pooling> of(String id) {
        return Arrays.stream(values()).filter(pooling -> pooling.id().equals(id)).findFirst();
    }

    static String ids() {
        return Arrays.stream(values()).map(Pooling::id).collect(Collectors.joining(", "));
    }
}
