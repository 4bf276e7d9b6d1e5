/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * What ends a whole sync, in words for people. What went wrong with one document is in its entry of
 * the report.
 */
final class IngestFault {

    private IngestFault() {}

    static AllmanningException source(String id, Throwable cause) {
        return new AllmanningException(
                "ALM-KNO-201",
                Category.FAULT,
                "The source \""
                        + id
                        + "\" cannot be read ("
                        + cause.getClass().getSimpleName()
                        + "). Nothing was removed from the knowledge base. Check that it exists and may be read.",
                cause);
    }

    static AllmanningException cancelled() {
        return new AllmanningException(
                "ALM-KNO-202",
                Category.CANCELLED,
                "The sync was cancelled. The documents that were done are kept; the next sync does the rest.");
    }

    /** An embedding model that does not keep its word. */
    static AllmanningException model(String found) {
        return new AllmanningException(
                "ALM-KNO-203",
                Category.FAULT,
                "The embedding model gave "
                        + found
                        + ". The documents that were done are kept. Use another model, or correct"
                        + " its description.");
    }

    static AllmanningException archive(IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left") || message.contains("not enough space");
        return new AllmanningException(
                "ALM-KNO-204",
                Category.FAULT,
                "The text of a document cannot be stored in the knowledge base's archive ("
                        + (full ? "no space left on the disk" : cause.getClass().getSimpleName())
                        + "). The documents that were done are kept. "
                        + (full ? "Free some space" : "Check that the folder may be written")
                        + " and ingest again; it goes on where it stopped.",
                cause);
    }

    static AllmanningException during(Throwable cause) {
        return cause instanceof AllmanningException known
                ? known
                : new AllmanningException(
                        "ALM-KNO-205",
                        Category.FAULT,
                        "The sync failed ("
                                + cause.getClass().getSimpleName()
                                + "). The documents that were done are kept; the next sync does the rest.",
                        cause);
    }

    static AllmanningException noThread(@Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-KNO-206",
                Category.TEMPORARY,
                "The host's executor has no two threads free for the sync. Try again later, or give the host an executor"
                        + " with more threads.",
                cause);
    }
}
