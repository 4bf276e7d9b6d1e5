/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditSource;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.core.model.CallScope;
import se.allmanning.core.model.CallScopes;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.SearchRequest;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;

/**
 * A knowledge base as one asker sees it. A view that a service is lent runs inside the service's
 * call, so it has no gate of its own.
 */
class LocalKnowledge implements Knowledge {

    private final BaseRuntime runtime;
    private final Invocation invocation;
    private final @Nullable CallGate gate;
    private final @Nullable CallScope scope;

    /** A view that a host holds; each call is a scope of its own. */
    LocalKnowledge(BaseRuntime runtime, Invocation invocation, CallGate gate) {
        this.runtime = runtime;
        this.invocation = invocation;
        this.gate = gate;
        this.scope = null;
    }

    /** A view that a service is lent within its own scope. */
    LocalKnowledge(BaseRuntime runtime, CallScope scope) {
        this.runtime = runtime;
        this.invocation = scope.invocation();
        this.gate = null;
        this.scope = scope;
    }

    @Override
    public final String name() {
        return runtime.name();
    }

    @Override
    public final String authority() {
        return runtime.authority();
    }

    @Override
    public final List<Citation> search(SearchRequest request) {
        return scoped(
                scope -> runtime.search(Ask.of(request.text(), access(), scope), request.limit()),
                citations -> citations);
    }

    @Override
    public final Optional<CanonicalText> text(String digest) {
        return call(() -> runtime.text(digest, access()));
    }

    @Override
    public final ContentRetriever contentRetriever() {
        return this::retrieve;
    }

    private List<Content> retrieve(Query query) {
        Invocation asker = invocationOf(query).orElse(invocation);
        Knowledge view = asker.equals(invocation) ? this : as(asker);
        return view.search(query.text()).stream().map(LocalKnowledge::content).toList();
    }

    /** This base as another asker sees it; a service has one asker. */
    private Knowledge as(Invocation asker) {
        CallGate own = gate;
        if (own == null) {
            throw new AllmanningException(
                    "ALM-SVC-010",
                    Category.DENIED,
                    "A service searches on behalf of who called it, and another invocation was given."
                            + " Leave it out.");
        }
        return new LocalKnowledge(runtime.checked(asker), asker, own);
    }

    /**
     * Works in the scope of the service, or in one of its own that is on the disk before the result
     * leaves; records what was found, not what was asked.
     */
    final <T> T scoped(Function<CallScope, T> work, Function<T, List<Citation>> found) {
        return call(() -> {
            CallScope lent = scope;
            CallScope used = lent == null ? CallScopes.search(invocation, name()) : lent;
            T result = work.apply(used);
            List<Citation> citations = found.apply(result);
            AuditRecord.Builder record =
                    used.record(AuditEvent.SEARCH)
                            .knowledge(name())
                            .outcome(citations.isEmpty() ? "nothing" : "found");
            record.sources(
                    citations.stream()
                            .map(c -> new AuditSource(c.digest(), c.start(), c.end()))
                            .toList());
            used.keep(record.build());
            if (lent == null) {
                runtime.calls().finish(used);
            }
            return result;
        });
    }

    private static Optional<Invocation> invocationOf(Query query) {
        if (query.metadata() == null || query.metadata().invocationContext() == null) {
            return Optional.empty();
        }
        InvocationParameters parameters = query.metadata().invocationParameters();
        return parameters == null
                ? Optional.empty()
                : Optional.ofNullable(parameters.get(INVOCATION));
    }

    private static Content content(Citation citation) {
        Metadata metadata =
                new Metadata()
                        .put("document", citation.document())
                        .put("digest", citation.digest())
                        .put("title", citation.title())
                        .put("section", String.join(" > ", citation.section()))
                        .put("start", citation.start())
                        .put("end", citation.end());
        citation.page().ifPresent(page -> metadata.put("page", page));
        return Content.from(
                TextSegment.from(citation.quote(), metadata),
                Map.of(ContentMetadata.SCORE, citation.score()));
    }

    final BaseRuntime runtime() {
        return runtime;
    }

    final Invocation invocation() {
        return invocation;
    }

    final AccessFilter access() {
        return AccessFilter.of(invocation);
    }

    final <T> T call(Supplier<T> work) {
        return gate == null ? work.get() : gate.call(work);
    }

    @Override
    public final String toString() {
        return "Knowledge[" + authority() + "/" + name() + "]";
    }
}
