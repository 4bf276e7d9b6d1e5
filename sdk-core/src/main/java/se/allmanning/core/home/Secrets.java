/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where secrets come from. A configuration names them, {@code ${env:NAME}} or {@code ${file:PATH}},
 * and never holds them. Implementations are thread-safe and keep no copy longer than they must.
 */
@FunctionalInterface
public interface Secrets {

    /** The form of a reference. */
    Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");

    /**
     * Looks a secret up.
     *
     * @param kind {@code env} or {@code file}
     * @param name the variable's name or the file's path
     * @return empty where there is none
     */
    Optional<String> lookup(String kind, String name);

    /**
     * Environment variables of this process, and files in UTF-8 without the line break at the end.
     */
    static Secrets ofEnvironment() {
        return (kind, name) -> {
            if (kind.equals("env")) {
                return Optional.ofNullable(System.getenv(name));
            }
            try {
                return Optional.of(
                        Files.readString(Path.of(name), StandardCharsets.UTF_8).stripTrailing());
            } catch (IOException e) {
                return Optional.empty();
            }
        };
    }

    /** Resolves a whole reference; empty where the text is none or the secret is not there. */
    default Optional<String> resolve(String reference) {
        Matcher m = REFERENCE.matcher(reference);
        return m.matches() ? lookup(m.group(1), m.group(2)) : Optional.empty();
    }
}
