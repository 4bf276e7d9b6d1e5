/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in a knowledge base. Counts cover only what the asker may see. Immutable. */
public final class KnowledgeStatus {

    private final String name;
    private final String authority;
    private final long documents;
    private final long passages;
    private final @Nullable String model;
    private final long bytes;
    private final @Nullable Instant synced;

    /**
     * Made by the host.
     *
     * @param model the embedding model's id, or {@code null} while the asker sees no passage
     * @param synced when a source was last brought up to date, or {@code null}
     */
    public KnowledgeStatus(
            String name,
            String authority,
            long documents,
            long passages,
            @Nullable String model,
            long bytes,
            @Nullable Instant synced) {
        this.name = name;
        this.authority = authority;
        this.documents = documents;
        this.passages = passages;
        this.model = model;
        this.bytes = bytes;
        this.synced = synced;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The authority. */
    public String authority() {
        return authority;
    }

    /** Number of documents. */
    public long documents() {
        return documents;
    }

    /** Number of passages. */
    public long passages() {
        return passages;
    }

    /**
     * The id of the embedding model that the vectors come from; empty while there is no passage.
     */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Size on disk, index and texts. */
    public long bytes() {
        return bytes;
    }

    /** When a source was last brought up to date. */
    public Optional<Instant> synced() {
        return Optional.ofNullable(synced);
    }

    @Override
    public String toString() {
        return "KnowledgeStatus["
                + authority
                + "/"
                + name
                + ", documents="
                + documents
                + ", passages="
                + passages
                + "]";
    }
}
