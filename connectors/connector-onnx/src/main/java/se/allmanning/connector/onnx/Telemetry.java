/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import se.allmanning.service.AllmanningException;

/**
 * Refuses an ONNX Runtime that would report to its maker. From 1.29 on its builds for Linux and
 * macOS hold an uploader that starts with the environment, before any call could stop it, unless a
 * variable of the process is set, which no Java program can do for itself. This project's own
 * version has none; a user's dependency management may bring another.
 */
final class Telemetry {

    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final int CHUNK = 1 << 16;

    private Telemetry() {}

    /**
     * @throws AllmanningException if the library holds an uploader that is not switched off
     */
    static void refuse(Path library, Map<String, String> variables) {
        if ("1".equals(variables.get(SWITCH))) {
            return;
        }
        try (InputStream in = Files.newInputStream(library)) {
            String before = "";
            byte[] chunk = new byte[CHUNK];
            for (int n = in.readNBytes(chunk, 0, CHUNK);
                    n > 0;
                    n = in.readNBytes(chunk, 0, CHUNK)) {
                String text = before + new String(chunk, 0, n, StandardCharsets.ISO_8859_1);
                if (text.contains(SWITCH)) {
                    throw OnnxFault.TELEMETRY.because(
                            "The ONNX Runtime on the class path ("
                                    + library
                                    + ") reports to its maker over the network. Use version 1.26.0 of"
                                    + " com.microsoft.onnxruntime:onnxruntime, or start the process"
                                    + " with the environment variable "
                                    + SWITCH
                                    + "=1.");
                }
                before = text.substring(Math.max(0, text.length() - SWITCH.length()));
            }
        } catch (IOException e) {
            throw OnnxFault.NATIVES.because(
                    "The native library " + library + " cannot be read.", e);
        }
    }
}
