/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the passages of one knowledge base with their vectors, and the ledger of its documents.
 * Many readers, in many processes; one writer. Readers see whole commits only.
 */
public interface KnowledgeStore extends AutoCloseable {

    /**
     * Opens the one writer.
     *
     * @throws se.allmanning.service.AllmanningException of category {@code temporary} if another
     *     writer is open, here or in another process
     */
    KnowledgeStoreWriter writer();

    /** The ledger entry of a document, from the last commit. */
    Optional<StoredDocument> document(String source, String id);

    /**
     * The ledger entries of a source, from the last commit, those of documents that are gone
     * included.
     */
    List<StoredDocument> documents(String source);

    /**
     * The ledger entries, current or gone, that have or had the given text and that the filter
     * permits. An entry as it was when it had the text is found only where both it and the entry
     * that took its place are permitted.
     */
    List<StoredDocument> documentsOfText(String digest, AccessFilter access);

    /**
     * The passages of a document with their vectors, from the last commit, in order: so that what
     * did not change need not be embedded again.
     *
     * @implSpec returns none
     */
    default List<StoredPassage> passages(String source, String id) {
        return List.of();
    }

    /**
     * The passages that may answer, with their scores: the union of the best by each signal,
     * everything filtered inside the query; every candidate has the exact score of every signal.
     * What the filter hides influences neither passages nor scores nor counts. The caller closes
     * the result.
     */
    StoreResult search(StoreQuery query);

    /** How many current documents and passages the filter permits. */
    Counts counts(AccessFilter access);

    /**
     * What the last commit said about the whole, such as when it was synced; empty before the
     * first.
     */
    Map<String, String> properties();

    /** Closes the store; searches that run end first. */
    @Override
    void close();

    /**
     * Numbers of documents and passages.
     *
     * @param documents current documents
     * @param passages their passages
     */
    record Counts(long documents, long passages) {}
}
