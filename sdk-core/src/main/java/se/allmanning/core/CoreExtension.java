/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import java.util.List;
import se.allmanning.core.knowledge.lucene.LuceneKnowledgeStores;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.KnowledgeStoreFactory;

/** What every host has without asking: the store on Lucene. */
final class CoreExtension implements AllmanningExtension {

    @Override
    public List<KnowledgeStoreFactory> knowledgeStores() {
        return List.of(new LuceneKnowledgeStores());
    }
}
