/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.io.IOException;
import java.util.Set;
import se.allmanning.policy.InformationClass;

record ConfiguredSource(
        KnowledgeSource source, InformationClass informationClass, Set<String> accessGroups)
        implements KnowledgeSource {

    @Override
    public String id() {
        return source.id();
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        source.visit(visitor);
    }
}
