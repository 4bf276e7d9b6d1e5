/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import se.allmanning.core.home.Sha256;
import se.allmanning.knowledge.SourceDocument;
import se.allmanning.spi.ParserInput;

/** The bytes of a document, read once, so that digest and parser see the same. Immutable. */
final class Bytes implements ParserInput {

    private static final int HEAD = 8192;

    private final SourceDocument document;
    private final byte[] bytes;
    private final String digest;

    private Bytes(SourceDocument document, byte[] bytes) {
        this.document = document;
        this.bytes = bytes;
        this.digest = Sha256.of(bytes);
    }

    /** Says that a document has more bytes than are allowed. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    static Bytes read(SourceDocument document, long limit) throws IOException, TooLarge {
        Optional<Path> path = document.path();
        if (path.isPresent() && Files.size(path.get()) > limit) {
            throw new TooLarge();
        }
        try (InputStream in = document.open()) {
            byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limit) {
                throw new TooLarge();
            }
            return new Bytes(document, bytes);
        }
    }

    String digest() {
        return digest;
    }

    byte[] head() {
        return Arrays.copyOf(bytes, Math.min(bytes.length, HEAD));
    }

    @Override
    public String name() {
        return document.id();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<Path> path() {
        return document.path();
    }
}
