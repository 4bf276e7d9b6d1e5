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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.CallGate;
import se.allmanning.core.knowledge.answer.Ask;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.knowledge.Citation;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.knowledge.SearchRequest;
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

    LocalKnowledge(BaseRuntime runtime, Invocation invocation, @Nullable CallGate gate) {
        this.runtime = runtime;
        this.invocation = invocation;
        this.gate = gate;
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
        Ask ask = Ask.of(request.text(), access());
        return call(() -> runtime.search(ask, request.limit()));
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
        Knowledge view =
                asker.equals(invocation)
                        ? this
                        : new LocalKnowledge(runtime.checked(asker), asker, gate);
        return view.search(query.text()).stream().map(LocalKnowledge::content).toList();
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

    final @Nullable CallGate gate() {
        return gate;
    }

    @Override
    public final String toString() {
        return "Knowledge[" + authority() + "/" + name() + "]";
    }
}
