/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;

/**
 * Reads a YAML document key by key and collects what is wrong, with lines, so that everything is
 * told at once. A key that nobody asked for is a fault. Values are never repeated in messages,
 * since one might be a secret.
 */
final class YamlReader {

    private static final int MAX_CODE_POINTS = 1 << 20;

    private final List<String> faults = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    Section read(String yaml) {
        try {
            LoadSettings settings =
                    LoadSettings.builder()
                            .setUseMarks(true)
                            .setAllowDuplicateKeys(false)
                            .setAllowRecursiveKeys(false)
                            .setMaxAliasesForCollections(10)
                            .setCodePointLimit(MAX_CODE_POINTS)
                            .build();
            Node root = new Compose(settings).composeString(yaml).orElse(null);
            return new Section("", root, 1);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
            faults.add("line " + line + ": not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            faults.add("not YAML that can be read (" + e.getClass().getSimpleName() + ")");
        }
        return new Section("", null, 1);
    }

    void throwIfAny(String origin) {
        sections.forEach(Section::reportUnknown);
        if (!faults.isEmpty()) {
            throw new AllmanningException(
                    "ALM-CFG-001",
                    Category.USAGE,
                    "The configuration "
                            + origin
                            + " has "
                            + faults.size()
                            + (faults.size() == 1 ? " fault" : " faults")
                            + ":\n  - "
                            + String.join("\n  - ", faults)
                            + "\nCorrect "
                            + (faults.size() == 1 ? "it" : "them")
                            + " and start again.");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    }

    /** A mapping. */
    final class Section {
        private final String path;
        private final Map<String, Node> entries = new LinkedHashMap<>();
        private final TreeSet<String> asked = new TreeSet<>();
        private final int line;
        private boolean open;

        Section(String path, @Nullable Node node, int line) {
            this.path = path;
            this.line = line;
            sections.add(this);
            if (node == null
                    || (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL))) {
                return;
            }
            if (!(node instanceof MappingNode mapping)) {
                faults.add(
                        "line "
                                + line
                                + ": "
                                + (path.isEmpty() ? "the document" : path)
                                + " must hold keys");
                return;
            }
            for (NodeTuple tuple : mapping.getValue()) {
                String key =
                        tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.put(key, tuple.getValueNode()) != null) {
                    faults.add(
                            "line "
                                    + line(tuple.getKeyNode())
                                    + ": "
                                    + name(key)
                                    + " stands twice");
                }
            }
        }

        private String name(String key) {
            return path.isEmpty() ? key : path + "." + key;
        }

        private @Nullable Node take(String key) {
            asked.add(key);
            return entries.get(key);
        }

        Optional<String> text(String key, String what, Predicate<String> valid) {
            Node node = take(key);
            if (node == null) {
                return Optional.empty();
            }
            if (node instanceof ScalarNode scalar && valid.test(scalar.getValue())) {
                return Optional.of(scalar.getValue());
            }
            faults.add(
                    "line "
                            + line(node)
                            + ": "
                            + name(key)
                            + " is not a valid "
                            + what
                            + "; use 2 to 64 of a-z, 0-9 and -, starting with a letter");
            return Optional.empty();
        }

        Optional<Long> integer(String key, long least, long most) {
            Node node = take(key);
            if (node == null) {
                return Optional.empty();
            }
            if (node instanceof ScalarNode scalar && scalar.getValue().matches("[0-9]{1,12}")) {
                long value = Long.parseLong(scalar.getValue());
                if (value >= least && value <= most) {
                    return Optional.of(value);
                }
            }
            faults.add(
                    "line "
                            + line(node)
                            + ": "
                            + name(key)
                            + " must be a whole number from "
                            + least
                            + " to "
                            + most);
            return Optional.empty();
        }

        <T> Optional<T> checked(String key, Function<String, T> parser) {
            Node node = take(key);
            if (node == null) {
                return Optional.empty();
            }
            try {
                if (node instanceof ScalarNode scalar) {
                    return Optional.of(parser.apply(scalar.getValue()));
                }
                faults.add("line " + line(node) + ": " + name(key) + " must be one value");
            } catch (IllegalArgumentException e) {
                faults.add("line " + line(node) + ": " + name(key) + ": " + e.getMessage());
            }
            return Optional.empty();
        }

        <T> Optional<T> checkedList(String key, Function<Collection<String>, T> parser) {
            Node node = take(key);
            if (node == null) {
                return Optional.empty();
            }
            try {
                if (node instanceof SequenceNode sequence
                        && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
                    return Optional.of(
                            parser.apply(
                                    sequence.getValue().stream()
                                            .map(n -> ((ScalarNode) n).getValue())
                                            .toList()));
                }
                faults.add(
                        "line "
                                + line(node)
                                + ": "
                                + name(key)
                                + " must be a list of values, such as [a, b]");
            } catch (IllegalArgumentException e) {
                faults.add("line " + line(node) + ": " + name(key) + ": " + e.getMessage());
            }
            return Optional.empty();
        }

        /** As {@link #checked}; absent is a fault. */
        <T> Optional<T> required(String key, Function<String, T> parser) {
            if (!entries.containsKey(key)) {
                missing(key);
            }
            return checked(key, parser);
        }

        /** Says that a key is missing. */
        void missing(String key) {
            asked.add(key);
            if (!entries.containsKey(key)) {
                faults.add("line " + line + ": " + name(key) + " is missing");
            }
        }

        /** All keys. */
        List<String> keys() {
            return List.copyOf(entries.keySet());
        }

        /** The items of a list of mappings; empty where the key is absent. */
        List<Section> items(String key) {
            Node node = take(key);
            if (node == null) {
                return List.of();
            }
            if (!(node instanceof SequenceNode sequence)) {
                faults.add("line " + line(node) + ": " + name(key) + " must be a list");
                return List.of();
            }
            List<Section> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(
                        new Section(name(key) + "[" + (items.size() + 1) + "]", item, line(item)));
            }
            return items;
        }

        Section section(String key) {
            Node node = take(key);
            return new Section(name(key), node, node == null ? 1 : line(node));
        }

        /** All entries as sections, their keys being ids. */
        Map<String, Section> sections() {
            Map<String, Section> out = new LinkedHashMap<>();
            entries.forEach((key, node) -> {
                asked.add(key);
                if (Ids.isValid(key)) {
                    out.put(key, new Section(name(key), node, line(node)));
                } else {
                    faults.add(
                            "line "
                                    + line(node)
                                    + ": "
                                    + name(key)
                                    + " is not a valid id; use 2 to 64 of a-z, 0-9 and -,"
                                    + " starting with a letter");
                }
            });
            return out;
        }

        /** All entries as plain values, for somebody else to check. */
        Map<String, Object> raw() {
            open = true;
            Map<String, Object> out = new LinkedHashMap<>();
            entries.forEach((key, node) -> out.put(key, value(node)));
            return out;
        }

        private Object value(Node node) {
            if (node instanceof MappingNode mapping) {
                Map<String, Object> out = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    out.put(
                            ((ScalarNode) tuple.getKeyNode()).getValue(),
                            value(tuple.getValueNode()));
                }
                return out;
            }
            if (node instanceof SequenceNode sequence) {
                return sequence.getValue().stream().map(this::value).toList();
            }
            return ((ScalarNode) node).getValue();
        }

        private void reportUnknown() {
            if (open) {
                return;
            }
            entries.forEach((key, node) -> {
                if (!asked.contains(key)) {
                    faults.add(
                            "line "
                                    + line(node)
                                    + ": unknown key "
                                    + name(key)
                                    + "; allowed here: "
                                    + String.join(", ", asked));
                }
            });
        }
    }
}
