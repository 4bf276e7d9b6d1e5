/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** The codes of what goes wrong here, each explained in the docs under its code. */
final class OnnxFault {

    static final OnnxFault CONFIGURATION = new OnnxFault("ALM-CON-101", Category.USAGE);
    static final OnnxFault DESCRIPTOR = new OnnxFault("ALM-CON-102", Category.USAGE);
    static final OnnxFault DAMAGED_FILE = new OnnxFault("ALM-CON-103", Category.FAULT);
    static final OnnxFault NATIVES = new OnnxFault("ALM-CON-104", Category.FAULT);
    static final OnnxFault UNPACKING = new OnnxFault("ALM-CON-105", Category.FAULT);
    static final OnnxFault OPENING = new OnnxFault("ALM-CON-106", Category.FAULT);
    static final OnnxFault CLOSED = new OnnxFault("ALM-CON-107", Category.CANCELLED);
    static final OnnxFault INFERENCE = new OnnxFault("ALM-CON-108", Category.FAULT);
    static final OnnxFault INTERRUPTED = new OnnxFault("ALM-CON-109", Category.CANCELLED);
    static final OnnxFault TELEMETRY = new OnnxFault("ALM-CON-110", Category.USAGE);

    private final String code;
    private final Category category;

    private OnnxFault(String code, Category category) {
        this.code = code;
        this.category = category;
    }

    AllmanningException because(String message) {
        return because(message, null);
    }

    AllmanningException because(String message, @Nullable Throwable cause) {
        return new AllmanningException(code, category, message, cause);
    }
}
