/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.AiService;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.KnowledgeStoreFactory;
import se.allmanning.spi.ModelConnector;
import se.allmanning.spi.StructureParser;

/**
 * Everything that extends a host: what it was given, then what the service loader finds. Two of a
 * kind with the same id fail the start, and the message names where both come from. Immutable.
 */
public final class Extensions {

    private final Map<String, ModelConnector> connectors;
    private final Map<String, KnowledgeStoreFactory> stores;
    private final List<StructureParser> parsers;
    private final Map<String, AiService<?, ?>> services;

    private Extensions(List<AllmanningExtension> all) {
        this.connectors =
                index(
                        all,
                        "model connector",
                        AllmanningExtension::modelConnectors,
                        ModelConnector::id);
        this.stores =
                index(
                        all,
                        "knowledge store",
                        AllmanningExtension::knowledgeStores,
                        KnowledgeStoreFactory::id);
        this.parsers =
                List.copyOf(
                        index(
                                        all,
                                        "parser",
                                        AllmanningExtension::structureParsers,
                                        StructureParser::id)
                                .values());
        this.services =
                index(all, "service", AllmanningExtension::services, s -> s.descriptor().id());
    }

    /**
     * Collects the extensions.
     *
     * @param given those that the host brings itself; they come first
     * @param loader where the service loader looks; {@code null}: nowhere
     * @throws AllmanningException if one cannot be loaded, or two have the same id
     */
    public static Extensions load(List<AllmanningExtension> given, @Nullable ClassLoader loader) {
        List<AllmanningExtension> all = new ArrayList<>(given);
        if (loader != null) {
            try {
                ServiceLoader.load(AllmanningExtension.class, loader).forEach(all::add);
            } catch (ServiceConfigurationError e) {
                throw new AllmanningException(
                        "ALM-EXT-001",
                        Category.FAULT,
                        "An extension on the class path cannot be loaded: "
                                + e.getMessage()
                                + ". Correct or remove the jar that names it.",
                        e);
            }
        }
        return new Extensions(all);
    }

    private static <T> Map<String, T> index(
            List<AllmanningExtension> all,
            String kind,
            Function<AllmanningExtension, List<? extends T>> list,
            Function<T, String> id) {
        Map<String, T> out = new LinkedHashMap<>();
        for (AllmanningExtension extension : all) {
            for (T part : list.apply(extension)) {
                T other = out.putIfAbsent(Ids.check(kind, id.apply(part)), part);
                if (other != null) {
                    throw new AllmanningException(
                            "ALM-EXT-002",
                            Category.USAGE,
                            "Two of kind "
                                    + kind
                                    + " are called \""
                                    + id.apply(part)
                                    + "\": "
                                    + origin(other)
                                    + " and "
                                    + origin(part)
                                    + ". Remove one of the jars.");
                }
            }
        }
        return Collections.unmodifiableMap(out);
    }

    private static String origin(Object part) {
        var source = part.getClass().getProtectionDomain().getCodeSource();
        return part.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /** Model connectors by id. */
    public Map<String, ModelConnector> connectors() {
        return connectors;
    }

    /** Kinds of knowledge stores by id. */
    public Map<String, KnowledgeStoreFactory> stores() {
        return stores;
    }

    /** Parsers in the order of registration. */
    public List<StructureParser> parsers() {
        return parsers;
    }

    /** Services by id. */
    public Map<String, AiService<?, ?>> services() {
        return services;
    }
}
