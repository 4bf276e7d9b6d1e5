/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.spi.KnowledgeStoreContext;

/** What goes wrong in a store, in words for people. */
final class StoreFault {

    private StoreFault() {}

    private static String base(KnowledgeStoreContext context) {
        return "Knowledge base \""
                + context.name()
                + "\" of authority \""
                + context.authority()
                + "\"";
    }

    static AllmanningException locked(KnowledgeStoreContext context, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-KNO-101",
                Category.TEMPORARY,
                base(context)
                        + " is being written by another process or another part of this one ("
                        + context.directory()
                        + "). Only one may write at a time. Try again when it is done.",
                cause);
    }

    static AllmanningException otherModel(
            KnowledgeStoreContext context, @Nullable String model, @Nullable String digest) {
        return new AllmanningException(
                "ALM-KNO-102",
                Category.USAGE,
                base(context)
                        + " holds vectors of the embedding model "
                        + model
                        + " (digest "
                        + digest
                        + "), but the model in use is "
                        + context.model()
                        + " (digest "
                        + context.modelDigest()
                        + "). Vectors of two models cannot be compared. Use the former model again, or delete "
                        + context.directory()
                        + " and ingest the documents anew.");
    }

    static AllmanningException newer(
            KnowledgeStoreContext context, String found, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-KNO-103",
                Category.USAGE,
                base(context)
                        + " was written by another version of this program (index format "
                        + found
                        + "; this one reads "
                        + Fields.FORMAT
                        + "). Use that version, or delete "
                        + context.directory()
                        + " and ingest the documents anew.",
                cause);
    }

    static AllmanningException closed(KnowledgeStoreContext context) {
        return new AllmanningException(
                "ALM-KNO-104", Category.CANCELLED, base(context) + " is closed.");
    }

    static AllmanningException dimension(KnowledgeStoreContext context, ModelId model, int max) {
        return new AllmanningException(
                "ALM-KNO-108",
                Category.USAGE,
                base(context)
                        + " cannot hold vectors of the embedding model "
                        + model
                        + ": their length is "
                        + context.dimension()
                        + "; allowed: 1 to "
                        + max
                        + ". Choose another model.");
    }

    /** The fault that an exception of Lucene or of the file system means. */
    static AllmanningException of(KnowledgeStoreContext context, Throwable fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            AllmanningException known = known(context, t, fault);
            if (known != null) {
                return known;
            }
        }
        return new AllmanningException(
                "ALM-KNO-107",
                Category.FAULT,
                base(context)
                        + " cannot be read or written in "
                        + context.directory()
                        + " ("
                        + fault.getClass().getSimpleName()
                        + "). What was committed before stays. Check the disk and try again.",
                fault);
    }

    private static @Nullable AllmanningException known(
            KnowledgeStoreContext context, Throwable t, Throwable fault) {
        if (t instanceof AllmanningException e) {
            return e;
        }
        if (t instanceof LockObtainFailedException) {
            return locked(context, fault);
        }
        if (t instanceof IndexFormatTooNewException || t instanceof IndexFormatTooOldException) {
            return newer(context, t.getClass().getSimpleName(), fault);
        }
        if (t instanceof CorruptIndexException || t instanceof IndexNotFoundException) {
            return new AllmanningException(
                    "ALM-KNO-106",
                    Category.FAULT,
                    base(context)
                            + " is damaged: "
                            + context.directory()
                            + " cannot be read. Restore it from a copy, or delete it and ingest the documents anew.",
                    fault);
        }
        if (t instanceof AccessDeniedException || t instanceof ReadOnlyFileSystemException) {
            return new AllmanningException(
                    "ALM-KNO-109",
                    Category.USAGE,
                    base(context)
                            + " cannot be written: "
                            + context.directory()
                            + " may not be changed by this user. It can still be searched. Give the user the right to"
                            + " write there.",
                    fault);
        }
        return t instanceof IOException && isFull(t) ? full(context, fault) : null;
    }

    private static boolean isFull(Throwable t) {
        String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("disk quota");
    }

    private static AllmanningException full(KnowledgeStoreContext context, Throwable fault) {
        return new AllmanningException(
                "ALM-KNO-105",
                Category.FAULT,
                base(context)
                        + " could not be written: no space left on the disk of "
                        + context.directory()
                        + ". What was committed before stays. Free some space and ingest again; it goes on where it"
                        + " stopped.",
                fault);
    }
}
