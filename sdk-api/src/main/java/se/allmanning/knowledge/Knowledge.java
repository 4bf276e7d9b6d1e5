/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import dev.langchain4j.rag.content.retriever.ContentRetriever;
import java.util.List;
import java.util.Optional;

/**
 * A knowledge base as one asker sees it: authority, access groups and information class are fixed,
 * and are part of every query. Thread-safe.
 *
 * <p>Implemented by the host; new methods may be added.
 */
public interface Knowledge {

    /** The name of the knowledge base. */
    String name();

    /** The id of the authority that it belongs to. */
    String authority();

    /**
     * The passages that fit best, best first; each citation quotes a whole passage.
     *
     * @return at most {@link SearchRequest#limit()} citations; empty where nothing fits that the
     *     asker may see
     * @throws se.allmanning.service.AllmanningException if the text is empty or longer than 10,000
     *     code points
     */
    List<Citation> search(SearchRequest request);

    /** Searches with the default limit. */
    default List<Citation> search(String text) {
        return search(SearchRequest.of(text));
    }

    /**
     * The canonical text with the given digest, if the asker may see a document that has or had it.
     * Texts of documents that have left their source stay until they are disposed of.
     *
     * @param digest 64 hexadecimal digits
     */
    Optional<CanonicalText> text(String digest);

    /**
     * This knowledge base as a LangChain4j retriever. Each content's text is a passage; its
     * metadata carries {@code document}, {@code digest}, {@code title}, {@code section}, {@code
     * start}, {@code end} and, where there is one, {@code page}. An {@link
     * se.allmanning.service.Invocation} in LangChain4j's {@code InvocationParameters} under {@link
     * #INVOCATION} takes the place of this view's own.
     */
    ContentRetriever contentRetriever();

    /**
     * The key of the {@link se.allmanning.service.Invocation} in LangChain4j's {@code
     * InvocationParameters}.
     */
    String INVOCATION = "allmanning.invocation";
}
