/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.Reading.Place;

/**
 * One JSON object that is read strictly: every key that is asked for is known, every other is a
 * fault, and so is every value of the wrong form. Faults are collected, each with the place where
 * it stands, so that all are told at once. Not thread-safe.
 */
final class Fields {

    private static final int MOST_TEXT = 8_000;

    private final JsonNode node;
    private final Place place;
    private final Reading reading;
    private final List<String> known = new ArrayList<>(24);
    private final int before;
    private int present;

    private Fields(JsonNode node, Place place, Reading reading) {
        this.node = node;
        this.place = place;
        this.reading = reading;
        this.before = reading.faults().size();
    }

    /** Reads an object at a place; what is not an object is a fault and reads as an empty one. */
    static Fields of(JsonNode node, Place place, Reading reading) {
        Fields fields = new Fields(node, place, reading);
        if (!node.isObject()) {
            fields.fault("an object is needed, found " + kind(node));
        }
        return fields;
    }

    /** A text that must be there. */
    String text(String key) {
        String found = optionalText(key);
        if (found == null && !node.hasNonNull(key) && node.isObject()) {
            wrong(key, "missing");
        }
        return found == null ? "" : found;
    }

    /** A text; {@code null} where it is absent. */
    @Nullable String optionalText(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            wrong(key, "a text is needed, found " + kind(value));
            return null;
        }
        String text = value.textValue();
        if (text.isBlank() || text.length() > MOST_TEXT) {
            wrong(key, "a text of 1 to " + MOST_TEXT + " characters is needed");
            return null;
        }
        return text;
    }

    /** A value that a text is read as; {@code null} where it is absent or has the wrong form. */
    <T> @Nullable T value(String key, boolean required, Function<String, T> reader) {
        String text = required ? text(key) : optionalText(key);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(key, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** A point in time in UTC. */
    @Nullable Instant instant(String key, boolean required) {
        return value(key, required, reading::instant);
    }

    /** A date that must be there. */
    @Nullable LocalDate date(String key) {
        return value(key, true, reading::date);
    }

    /** A constant by its name in lower case with hyphens. */
    <E extends Enum<E>> @Nullable E constant(String key, Class<E> type) {
        return value(
                key,
                true,
                text -> {
                    for (E constant : EnumSet.allOf(type)) {
                        if (written(constant).equals(text)) {
                            return constant;
                        }
                    }
                    throw new IllegalArgumentException(
                            "allowed: "
                                    + String.join(
                                            ", ",
                                            EnumSet.allOf(type).stream()
                                                    .map(Fields::written)
                                                    .toList()));
                });
    }

    /** How a constant is written. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A whole number from {@code least} to {@code most}; {@code least} where it is absent. */
    long number(String key, boolean required, long least, long most) {
        JsonNode value = get(key);
        if (value == null) {
            if (required && node.isObject()) {
                wrong(key, "missing");
            }
            return least;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            wrong(key, "a whole number from " + least + " to " + most + " is needed");
            return least;
        }
        return value.longValue();
    }

    /** A finite number that must be there. */
    double decimal(String key) {
        JsonNode value = get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            wrong(key, "a number is needed");
            return 0;
        }
        return value.doubleValue();
    }

    /** True or false; false where it is absent. */
    boolean flag(String key) {
        JsonNode value = get(key);
        if (value != null && !value.isBoolean()) {
            wrong(key, "true or false is needed, found " + kind(value));
            return false;
        }
        return value != null && value.booleanValue();
    }

    /** The objects of an array, each read by itself; an empty list where it is absent. */
    <T> List<T> objects(String key, boolean required, Function<Fields, @Nullable T> reader) {
        List<T> all = new ArrayList<>();
        JsonNode array = array(key, required);
        for (int i = 0; array != null && i < array.size(); i++) {
            T element = reader.apply(of(array.get(i), new Place(place, key, i), reading));
            if (element != null) {
                all.add(element);
            }
        }
        return all;
    }

    /** The texts of an array, each read as a value; an empty list where it is absent. */
    <T> List<T> values(String key, boolean required, Function<String, T> reader) {
        Set<T> all = new LinkedHashSet<>();
        JsonNode array = array(key, required);
        for (int i = 0; array != null && i < array.size(); i++) {
            JsonNode element = array.get(i);
            if (!element.isTextual() || element.textValue().isBlank()) {
                wrong(key + "[" + i + "]", "a text is needed, found " + kind(element));
                continue;
            }
            try {
                if (!all.add(reader.apply(element.textValue()))) {
                    wrong(key + "[" + i + "]", "stands there twice");
                }
            } catch (IllegalArgumentException e) {
                wrong(key + "[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(all);
    }

    /** {@code "*"} or an array of ids; nothing is permitted where it is absent. */
    Permission permission(String key, Function<String, String> reader) {
        JsonNode value = node.get(key);
        if (value != null && value.isTextual()) {
            get(key);
            if (value.textValue().equals("*")) {
                return Permission.ALL;
            }
            wrong(key, "\"*\" or an array of ids is needed");
            return Permission.NONE;
        }
        return Permission.of(values(key, false, reader));
    }

    /** An object inside this one; {@code null} where it is absent. */
    @Nullable Fields object(String key, boolean required) {
        JsonNode value = get(key);
        if (value == null) {
            if (required && node.isObject()) {
                wrong(key, "missing");
            }
            return null;
        }
        return of(value, new Place(place, key, -1), reading);
    }

    /** Names keys that others read. */
    void allow(String... keys) {
        for (String key : keys) {
            get(key);
        }
    }

    /** Adds a fault of the object as a whole. */
    void fault(String what) {
        reading.faults().add(place + ": " + what);
    }

    /** Whether this object, or one inside it, has a fault. */
    boolean faulty() {
        return reading.faults().size() > before;
    }

    private void wrong(String key, String what) {
        reading.faults().add(place + "." + key + ": " + what);
    }

    /** Ends the reading: every key that nobody asked for is a fault. */
    void done() {
        if (present == node.size()) {
            return;
        }
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        fault(
                                "unknown key \""
                                        + (name.length() > 60 ? name.substring(0, 60) + "…" : name)
                                        + "\"; allowed: "
                                        + String.join(", ", known));
                    }
                });
    }

    private @Nullable JsonNode array(String key, boolean required) {
        JsonNode value = get(key);
        if (value == null) {
            if (required && node.isObject()) {
                wrong(key, "missing");
            }
            return null;
        }
        if (!value.isArray()) {
            wrong(key, "an array is needed, found " + kind(value));
            return null;
        }
        return value;
    }

    private @Nullable JsonNode get(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        present++;
        return value.isNull() ? null : value;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "nothing";
        };
    }
}
