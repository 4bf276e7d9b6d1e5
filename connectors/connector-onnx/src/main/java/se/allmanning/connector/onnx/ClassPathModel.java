/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;

/**
 * A model that came as an artifact. Its jar names its descriptor in the resource {@value #INDEX},
 * one a line, in the manner of {@code META-INF/services}; the model's files lie beside the
 * descriptor. Any number of such jars may stand side by side.
 *
 * @param location the descriptor
 */
record ClassPathModel(URL location, ModelDescriptor descriptor) {

    static final String INDEX = "META-INF/allmanning/models/index";

    /** Every model that the class loader sees, in the order of the class path. */
    static List<ClassPathModel> all(@Nullable ClassLoader loader) {
        ClassLoader from = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        List<ClassPathModel> models = new ArrayList<>();
        try {
            for (URL index : Collections.list(from.getResources(INDEX))) {
                for (String line :
                        new String(bytes(index), StandardCharsets.UTF_8).lines().toList()) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        models.add(read(index, line.strip()));
                    }
                }
            }
        } catch (IOException e) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The models on the class path (" + INDEX + ") cannot be listed.", e);
        }
        return models;
    }

    private static ClassPathModel read(URL index, String resource) throws IOException {
        // The index's own jar, not the first one that has a resource of that name.
        String base = index.toExternalForm();
        URL location = url(base.substring(0, base.length() - INDEX.length()) + resource);
        return new ClassPathModel(
                location, DescriptorReader.read(bytes(location), location.toString()));
    }

    /** A file of the model. */
    InputStream open(String path) throws IOException {
        return url(location.toExternalForm().replaceFirst("[^/]*$", "") + path).openStream();
    }

    /** The descriptor's bytes. */
    byte[] json() throws IOException {
        return bytes(location);
    }

    /**
     * The model on disk, unpacked now if it was not before.
     *
     * @throws AllmanningException if it cannot be unpacked or the artifact's files are damaged
     */
    ModelFolder in(Path directory) {
        return new Unpacking(this, directory).folder();
    }

    private static byte[] bytes(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    private static URL url(String text) throws IOException {
        return URI.create(text.replace(" ", "%20")).toURL();
    }
}
