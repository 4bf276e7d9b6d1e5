/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.ConnectorContext;

/**
 * What the kit lends a connector in place of a host. As in a host, configuration names a secret by
 * a reference, and the connector asks for it by the place of that reference.
 *
 * @param key what the reference stands for; null where the secret is not set
 */
record KitContext(
        Map<String, Object> configuration, Path directory, @Nullable String key, Clock clock)
        implements ConnectorContext {

    @Override
    public Optional<String> secret(String name) {
        Object at = configuration;
        for (String level : name.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(level) : null;
        }
        return Endpoint.SECRET.equals(at) ? Optional.ofNullable(key) : Optional.empty();
    }

    /** By what a message may name the secret: the reference itself, or the last of its place. */
    List<String> secretNames() {
        return names(Endpoint.SECRET);
    }

    /** By what a message may name a value: itself, or the last of the place where it stands. */
    List<String> names(String value) {
        List<String> names = new ArrayList<>();
        names.add(value);
        collect(
                configuration,
                (name, found) -> {
                    if (found instanceof String text && text.contains(value)) {
                        names.add(name);
                    }
                });
        return names;
    }

    /** The names of the sections within the configuration. */
    List<String> sections() {
        List<String> names = new ArrayList<>();
        collect(
                configuration,
                (name, found) -> {
                    if (found instanceof Map<?, ?>) {
                        names.add(name);
                    }
                });
        return names;
    }

    private static void collect(Map<?, ?> map, BiConsumer<String, Object> each) {
        map.forEach((name, value) -> {
            each.accept(String.valueOf(name), value);
            if (value instanceof Map<?, ?> inner) {
                collect(inner, each);
            }
        });
    }

    @Override
    public String toString() {
        return "KitContext";
    }
}
