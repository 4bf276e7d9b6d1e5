/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreContext;
import se.allmanning.spi.KnowledgeStoreFactory;

/** Keeps knowledge bases on disk in Lucene indexes. Thread-safe. */
public final class LuceneKnowledgeStores implements KnowledgeStoreFactory {

    /** The id of this kind of store. */
    public static final String ID = "lucene";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public KnowledgeStore open(KnowledgeStoreContext context) {
        if (context.dimension() < 1 || context.dimension() > LuceneWriter.MAX_DIMENSION) {
            throw StoreFault.dimension(context, context.model(), LuceneWriter.MAX_DIMENSION);
        }
        Path folder = context.directory();
        return new LuceneKnowledgeStore(context, create -> directory(folder, create)).checked();
    }

    private static @Nullable Directory directory(Path folder, boolean create) throws IOException {
        return create || Files.isDirectory(folder) ? FSDirectory.open(folder) : null;
    }
}
