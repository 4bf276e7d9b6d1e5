/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import se.allmanning.connector.onnx.ModelDescriptor.ModelFile;
import se.allmanning.service.AllmanningException;

/**
 * A model on disk: its folder and what its descriptor says. Immutable.
 *
 * @param remedy what to do about a damaged file, a sentence
 */
record ModelFolder(Path folder, ModelDescriptor descriptor, String remedy) {

    private static final String OWN_REMEDY =
            "If you trust the file as it is, write the digest found into "
                    + DescriptorReader.FILE_NAME
                    + "; otherwise fetch it again.";

    /**
     * A model that a user points at.
     *
     * @param path a folder with a {@code model.json}, or the descriptor itself
     * @throws AllmanningException if there is none or it cannot be used
     */
    static ModelFolder at(Path path) {
        Path descriptor = Files.isDirectory(path) ? path.resolve(DescriptorReader.FILE_NAME) : path;
        byte[] json;
        try {
            json = Files.readAllBytes(descriptor);
        } catch (NoSuchFileException e) {
            throw OnnxFault.DESCRIPTOR.because(
                    "There is no model descriptor "
                            + descriptor
                            + ". Put a model.json beside the model, or correct the path.",
                    e);
        } catch (IOException e) {
            throw OnnxFault.DESCRIPTOR.because(
                    "The model descriptor "
                            + descriptor
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + ").",
                    e);
        }
        Path folder = descriptor.toAbsolutePath().resolveSibling("");
        return new ModelFolder(
                folder, DescriptorReader.read(json, descriptor.toString()), OWN_REMEDY);
    }

    Path model() {
        return folder.resolve(descriptor.model());
    }

    Path tokenizer() {
        return folder.resolve(descriptor.tokenizer());
    }

    /** Checks every file but the tokenizer, which is checked as it is read. */
    void verify() {
        for (ModelFile file : descriptor.files()) {
            if (!file.path().equals(descriptor.tokenizer())) {
                Path path = folder.resolve(file.path());
                try (InputStream in = Files.newInputStream(path)) {
                    check(file, Files.size(path), Sha256.of(in));
                } catch (IOException e) {
                    throw unreadable(path, e);
                }
            }
        }
    }

    /** The tokenizer's bytes, the same that were checked. */
    byte[] verifiedTokenizer() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(tokenizer());
        } catch (IOException e) {
            throw unreadable(tokenizer(), e);
        }
        for (ModelFile file : descriptor.files()) {
            if (file.path().equals(descriptor.tokenizer())) {
                check(file, bytes.length, Sha256.of(bytes));
            }
        }
        return bytes;
    }

    private void check(ModelFile file, long size, String sha256) {
        Long expected = file.size();
        if (!sha256.equals(file.sha256()) || (expected != null && expected != size)) {
            throw OnnxFault.DAMAGED_FILE.because(
                    "The model file "
                            + folder.resolve(file.path())
                            + " is not the one that "
                            + descriptor.id()
                            + " names: expected SHA-256 "
                            + file.sha256()
                            + (expected == null ? "" : " over " + expected + " bytes")
                            + ", found "
                            + sha256
                            + " over "
                            + size
                            + " bytes. It was not used. "
                            + remedy);
        }
    }

    private AllmanningException unreadable(Path path, IOException cause) {
        return OnnxFault.DAMAGED_FILE.because(
                "The model file "
                        + path
                        + " of "
                        + descriptor.id()
                        + " cannot be read ("
                        + cause.getClass().getSimpleName()
                        + "). "
                        + remedy,
                cause);
    }
}
