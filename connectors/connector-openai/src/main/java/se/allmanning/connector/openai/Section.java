/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.ConnectorContext;

/**
 * One mapping of the configuration, read key by key. What is wrong is gathered and never thrown,
 * and no value is repeated that could be a secret. Not thread-safe.
 */
final class Section {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");

    private final String path;
    private final Map<?, ?> values;
    private final List<String> faults;
    private final Set<String> known = new HashSet<>();

    Section(String path, @Nullable Object value, List<String> faults) {
        this.path = path;
        this.faults = faults;
        if (value instanceof Map<?, ?> map) {
            this.values = map;
        } else {
            this.values = Map.of();
            faults.add(path + " is no mapping of keys to values");
        }
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void fault(String key, String what) {
        faults.add(path(key) + " " + what);
    }

    /** Complains of the keys that nobody asked for. */
    void end() {
        for (Object key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                fault(
                        String.valueOf(key),
                        "is unknown (known: " + String.join(", ", new TreeSet<>(known)) + ")");
            }
        }
    }

    boolean has(String key) {
        known.add(key);
        return values.get(key) != null;
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    Optional<String> text(String key) {
        Object value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List || String.valueOf(value).isBlank()) {
            fault(key, "is no text");
            return Optional.empty();
        }
        return Optional.of(String.valueOf(value).strip());
    }

    Optional<String> required(String key, String write) {
        if (!has(key)) {
            fault(key, "is missing, write " + write);
            return Optional.empty();
        }
        return text(key);
    }

    /** A text that another reader makes something of; its message is the fault. */
    <T> Optional<T> parsed(String key, Optional<String> text, Function<String, T> parser) {
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            fault(key, "cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A whole number, or a text that is one: a host may hand over either. */
    int number(String key, int least, int most, int otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        String text = String.valueOf(value).strip();
        // Ten digits hold every int, and fit a long.
        long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : -1;
        if (number >= least && number <= most) {
            return (int) number;
        }
        fault(key, "is no whole number from " + least + " to " + most);
        return otherwise;
    }

    /** True or false, or a text that is one of them: a host may hand over either. */
    boolean yes(String key) {
        Object value = value(key);
        String text = value == null ? "false" : String.valueOf(value).strip();
        if (!text.equals("true") && !text.equals("false")) {
            fault(key, "is neither true nor false");
        }
        return text.equals("true");
    }

    String oneOf(String key, List<String> allowed, String otherwise) {
        String value = text(key).orElse(otherwise);
        if (!allowed.contains(value)) {
            fault(key, "is none of " + String.join(", ", allowed));
            return otherwise;
        }
        return value;
    }

    List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(e -> e instanceof String s && !s.isBlank())) {
            return list.stream().map(String::valueOf).map(String::strip).toList();
        }
        fault(key, "is no list of texts, write [one, two]");
        return List.of();
    }

    /** A file; a relative path counts from the connector's folder. */
    Optional<Path> file(String key, ConnectorContext context) {
        return text(key)
                .flatMap(text -> {
                    try {
                        return Optional.of(context.directory().resolve(Path.of(text)));
                    } catch (InvalidPathException e) {
                        fault(key, "is no path on this system");
                        return Optional.empty();
                    }
                });
    }

    /** What is named by {@code ${env:NAME}} or {@code ${file:PATH}}, and stands nowhere else. */
    Optional<String> secret(String key, ConnectorContext context) {
        Optional<String> text = text(key);
        if (text.isPresent() && !isReference(text.get())) {
            fault(
                    key,
                    "holds a secret itself. Name where it is kept, ${env:NAME} or ${file:PATH}, and"
                            + " change the secret, since the file may have been read");
            return Optional.empty();
        }
        return text.flatMap(reference -> resolved(key, reference, context));
    }

    /** A text, or what a reference names. */
    Optional<String> textOrSecret(String key, ConnectorContext context) {
        return text(key)
                .flatMap(text ->
                        isReference(text) ? resolved(key, text, context) : Optional.of(text));
    }

    private Optional<String> resolved(String key, String reference, ConnectorContext context) {
        Optional<String> secret = context.secret(path(key)).filter(s -> !s.isBlank());
        if (secret.isEmpty()) {
            Matcher m = REFERENCE.matcher(reference);
            boolean file = m.matches() && m.group(1).equals("file");
            fault(
                    key,
                    file
                            ? "names the file " + m.group(2) + ", which is empty or cannot be read"
                            : "names the environment variable "
                                    + reference.substring(6, reference.length() - 1)
                                    + ", which is not set");
        }
        return secret.map(String::strip);
    }

    private static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** The mappings beneath a key, by their names. */
    Map<String, Section> sections(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        Object value = value(key);
        if (value != null) {
            Section all = new Section(path(key), value, faults);
            all.values.forEach((name, beneath) ->
                    sections.put(
                            String.valueOf(name),
                            new Section(all.path(String.valueOf(name)), beneath, faults)));
        }
        return sections;
    }

    /** The texts beneath a key, by their names. */
    Map<String, String> map(String key, ConnectorContext context) {
        Map<String, String> texts = new LinkedHashMap<>();
        Object value = value(key);
        if (value != null) {
            Section all = new Section(path(key), value, faults);
            for (Object name : all.values.keySet()) {
                all.textOrSecret(String.valueOf(name), context)
                        .ifPresent(text -> texts.put(String.valueOf(name), text));
            }
        }
        return texts;
    }

    /** The mappings that stand in a list beneath a key. */
    List<Section> list(String key) {
        List<Section> sections = new ArrayList<>();
        Object value = value(key);
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                sections.add(new Section(path(key) + "[" + i + "]", list.get(i), faults));
            }
        } else if (value != null) {
            fault(key, "is no list, write lines that begin with \"- id: \"");
        }
        return sections;
    }
}
