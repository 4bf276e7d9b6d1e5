/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.ConnectorContext;

/**
 * What stands under {@code connectors.onnx}: {@code models}, a list of {@code path: FOLDER}; {@code
 * workers}, a number; {@code natives}, a folder. Paths count from the connector's own folder.
 */
record OnnxConfiguration(List<Path> models, int workers, Optional<Path> natives) {

    /**
     * Reads the configuration.
     *
     * @throws AllmanningException naming all that is wrong
     */
    static OnnxConfiguration of(ConnectorContext context) {
        List<String> faults = new ArrayList<>();
        List<Path> models = new ArrayList<>();
        int workers = Runtime.getRuntime().availableProcessors();
        Optional<Path> natives = Optional.empty();
        for (Map.Entry<String, Object> entry : context.configuration().entrySet()) {
            Object value = entry.getValue();
            switch (entry.getKey()) {
                case "models" -> models.addAll(models(value, faults));
                case "natives" ->
                        natives = path("natives", value, faults).map(context.directory()::resolve);
                case "workers" -> {
                    // A host may hand over a number or a text that is one.
                    if (String.valueOf(value).matches("[1-9][0-9]{0,8}")) {
                        workers = Integer.parseInt(String.valueOf(value));
                    } else {
                        faults.add("workers is " + value + ", write a whole number from 1");
                    }
                }
                default ->
                        faults.add(
                                "unknown key "
                                        + entry.getKey()
                                        + " (known: models, natives, workers)");
            }
        }
        if (!faults.isEmpty()) {
            throw OnnxFault.CONFIGURATION.because(
                    "The configuration of the connector onnx (connectors.onnx) is wrong: "
                            + String.join("; ", faults)
                            + ". Correct it in allmanning.yaml.");
        }
        return new OnnxConfiguration(List.copyOf(models), workers, natives);
    }

    private static List<Path> models(Object value, List<String> faults) {
        List<Path> paths = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            faults.add("models is not a list, write \"- path: FOLDER\" lines");
            return paths;
        }
        for (Object element : list) {
            if (element instanceof Map<?, ?> map && map.keySet().equals(Set.of("path"))) {
                path("models.path", map.get("path"), faults).ifPresent(paths::add);
            } else {
                faults.add("models holds something other than \"path: FOLDER\"");
            }
        }
        return paths;
    }

    private static Optional<Path> path(String key, @Nullable Object value, List<String> faults) {
        if (value instanceof String text && !text.isBlank()) {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                faults.add(key + " is no path on this system");
                return Optional.empty();
            }
        }
        faults.add(key + " is not a path");
        return Optional.empty();
    }
}
