/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AccessGroups;

/**
 * One document that a source holds: its id there, how to read it, and, where they differ from the
 * source's, its information class and access groups. Immutable; reading it does not change it.
 */
public final class SourceDocument {

    /** Opens the bytes of a document; may be called more than once. */
    @FunctionalInterface
    public interface Opener {
        /** The bytes from the beginning. The caller closes the stream. */
        InputStream open() throws IOException;
    }

    private final String id;
    private final Opener opener;
    private final @Nullable Path path;
    private final @Nullable String fingerprint;
    private final @Nullable InformationClass informationClass;
    private final @Nullable Set<String> accessGroups;

    private SourceDocument(Builder b) {
        this.id = b.id;
        this.opener = b.opener;
        this.path = b.path;
        this.fingerprint = b.fingerprint;
        this.informationClass = b.informationClass;
        this.accessGroups = b.accessGroups;
    }

    /**
     * Starts a document.
     *
     * @param id what identifies it in its source, such as a relative path with {@code /}; brought
     *     into Unicode NFC, so that names in NFC and NFD are the same
     */
    public static Builder builder(String id, Opener opener) {
        return new Builder(id, opener);
    }

    /** A document held in memory, UTF-8. */
    public static SourceDocument ofText(String id, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return builder(id, () -> new java.io.ByteArrayInputStream(bytes)).build();
    }

    /**
     * What identifies the document in its source; its ending tells the kind of file where the bytes
     * do not.
     */
    public String id() {
        return id;
    }

    /** Opens the bytes. */
    public InputStream open() throws IOException {
        return opener.open();
    }

    /** The file that holds the bytes, where there is one. */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * A short text that changes whenever the bytes do, cheap to get, such as an entity tag. Where
     * there is none, the bytes are read and their digest taken instead.
     */
    public Optional<String> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    /** The document's information class, where it is not the source's. */
    public Optional<InformationClass> informationClass() {
        return Optional.ofNullable(informationClass);
    }

    /**
     * The document's access groups, where they are not the source's; an empty set means all of the
     * authority.
     */
    public Optional<Set<String>> accessGroups() {
        return Optional.ofNullable(accessGroups);
    }

    @Override
    public String toString() {
        return "SourceDocument[" + id + "]";
    }

    /** Builds a {@link SourceDocument}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final Opener opener;
        private @Nullable Path path;
        private @Nullable String fingerprint;
        private @Nullable InformationClass informationClass;
        private @Nullable Set<String> accessGroups;

        private Builder(String id, Opener opener) {
            this.id = Normalizer.normalize(id, Normalizer.Form.NFC);
            this.opener = Objects.requireNonNull(opener, "opener");
            if (this.id.isBlank()) {
                throw new IllegalArgumentException(
                        "A document's id is blank. Give it what identifies it in its source.");
            }
        }

        /** Sets the file that holds the bytes. */
        public Builder path(Path value) {
            this.path = value;
            return this;
        }

        /** Sets a text that changes whenever the bytes do. */
        public Builder fingerprint(String value) {
            this.fingerprint = value;
            return this;
        }

        /** Sets the information class. */
        public Builder informationClass(InformationClass value) {
            this.informationClass = value;
            return this;
        }

        /** Sets the access groups; an empty collection means all of the authority. */
        public Builder accessGroups(Collection<String> groups) {
            this.accessGroups = AccessGroups.checked(groups);
            return this;
        }

        /** The document. */
        public SourceDocument build() {
            return new SourceDocument(this);
        }
    }
}
