/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.nio.file.Path;
import se.allmanning.model.ModelId;

/** What the host lends a store. Implemented by the host; new methods may be added. */
public interface KnowledgeStoreContext {

    /** The name of the knowledge base. */
    String name();

    /** The id of the authority that it belongs to. */
    String authority();

    /** The store's own folder under the home; it may not exist yet. */
    Path directory();

    /** The embedding model whose vectors the store holds. */
    ModelId model();

    /** The digest of that model; vectors of another digest are refused. */
    String modelDigest();

    /** The length of its vectors. */
    int dimension();
}
