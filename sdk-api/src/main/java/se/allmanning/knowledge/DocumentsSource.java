/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.util.List;

record DocumentsSource(String id, List<SourceDocument> documents) implements KnowledgeSource {

    @Override
    public void visit(Visitor visitor) {
        documents.forEach(visitor::document);
    }
}
