/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.List;
import se.allmanning.service.AiService;

/**
 * The one root by which the Java {@link java.util.ServiceLoader} finds everything that extends the
 * SDK: name the implementation in {@code META-INF/services/se.allmanning.spi.AllmanningExtension}.
 * Every method is empty by default, so that a new kind of extension never breaks an old one. Needs
 * a public constructor without parameters; each method is called once when a host opens.
 */
public interface AllmanningExtension {

    /** Connectors to model platforms. */
    default List<ModelConnector> modelConnectors() {
        return List.of();
    }

    /** Parsers of kinds of files. */
    default List<StructureParser> structureParsers() {
        return List.of();
    }

    /** Stores that hold knowledge bases. */
    default List<KnowledgeStoreFactory> knowledgeStores() {
        return List.of();
    }

    /** Services. */
    default List<AiService<?, ?>> services() {
        return List.of();
    }
}
