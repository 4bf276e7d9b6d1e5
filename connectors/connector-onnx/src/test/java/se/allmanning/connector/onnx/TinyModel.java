/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A model of two numbers a token, small enough to compute by hand; see its {@code make.py}. */
final class TinyModel {

    static final String DESCRIPTOR =
            """
            {
              "format": 1,
              "id": "test/tiny@1",
              "dimension": 2,
              "maxTokens": 8,
              "pooling": "mean",
              "normalize": false,
              "prefixes": { "query": "fråga: " },
              "files": [
                { "path": "model.onnx", "sha256": "%s" },
                { "path": "tokenizer.json", "sha256": "%s", "size": 1273 }
              ]
            }
            """
                    .formatted(digest("model.onnx"), digest("tokenizer.json"));

    private TinyModel() {}

    /** Writes the model into a folder. */
    static Path in(Path folder) throws IOException {
        return in(folder, DESCRIPTOR);
    }

    static Path in(Path folder, String descriptor) throws IOException {
        Files.createDirectories(folder);
        for (String file : new String[] {"model.onnx", "tokenizer.json"}) {
            try (InputStream in = resource(file)) {
                Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(folder.resolve("model.json"), descriptor);
        return folder;
    }

    /** Writes the model into a folder as an artifact would carry it. */
    static URLClassLoader onClassPath(Path root) throws IOException {
        in(root.resolve("META-INF/allmanning/models/tiny"));
        Files.writeString(
                root.resolve(ClassPathModel.INDEX),
                "# one a line\n\nMETA-INF/allmanning/models/tiny/model.json\n");
        return loader(root);
    }

    static URLClassLoader loader(Path... roots) throws MalformedURLException {
        URL[] urls = new URL[roots.length];
        for (int i = 0; i < roots.length; i++) {
            urls[i] = roots[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    /** Opens a model with the natives that all tests share. */
    static OnnxModelBuilder builder(Path folder) {
        return OnnxEmbeddingModel.builder(folder).natives(Contexts.SHARED);
    }

    static void flipByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static InputStream resource(String name) {
        InputStream in = TinyModel.class.getResourceAsStream("/tiny-model/" + name);
        if (in == null) {
            throw new IllegalStateException("no " + name);
        }
        return in;
    }

    private static String digest(String name) {
        try (InputStream in = resource(name)) {
            return Sha256.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
