/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.model.ModelId;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreContext;

@DisplayName("A writer that is closed before its first commit")
class UnusedWriterTest {

    private record Context(Path directory) implements KnowledgeStoreContext {
        @Override
        public String name() {
            return "base";
        }

        @Override
        public String authority() {
            return Invocation.LOCAL_AUTHORITY;
        }

        @Override
        public ModelId model() {
            return ModelId.parse("test/model@1");
        }

        @Override
        public String modelDigest() {
            return "0".repeat(64);
        }

        @Override
        public int dimension() {
            return 4;
        }
    }

    @Test
    @DisplayName("leaves an empty base that opens again, as after an ingest whose model failed")
    void leavesAnEmptyBase(@TempDir Path folder) {
        Context context = new Context(folder.resolve("index"));
        try (KnowledgeStore store = new LuceneKnowledgeStores().open(context)) {
            store.writer().close();
        }
        try (KnowledgeStore again = new LuceneKnowledgeStores().open(context)) {
            AccessFilter anybody = AccessFilter.of(Invocation.of(Invocation.LOCAL_AUTHORITY));
            assertThat(again.counts(anybody).documents()).isZero();
            again.writer().close();
        }
    }
}
