/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import se.allmanning.core.home.CallGate;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.KnowledgeBase;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.knowledge.KnowledgeStatus;
import se.allmanning.knowledge.SyncListener;
import se.allmanning.knowledge.SyncReport;
import se.allmanning.service.Invocation;

/** A knowledge base as its host holds it. */
final class LocalKnowledgeBase extends LocalKnowledge implements KnowledgeBase {

    private final CallGate gate;

    LocalKnowledgeBase(BaseRuntime runtime, Invocation invocation, CallGate gate) {
        super(runtime, invocation, gate);
        this.gate = gate;
    }

    @Override
    public SyncReport sync(KnowledgeSource source, SyncListener listener) {
        return call(() -> runtime().sync(source, listener));
    }

    @Override
    public Knowledge as(Invocation invocation) {
        return new LocalKnowledge(runtime().checked(invocation), invocation, gate);
    }

    @Override
    public KnowledgeStatus status() {
        return call(() -> runtime().status(access()));
    }
}
