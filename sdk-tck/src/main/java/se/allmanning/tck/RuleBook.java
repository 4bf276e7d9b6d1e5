/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rules of the kit, read from its tests, so that nothing lists them a second time. */
final class RuleBook {

    private static final SortedMap<String, Rule> CONNECTOR = read(ModelConnectorKit.class);

    private RuleBook() {}

    /** The rules for connectors, by number. */
    static SortedMap<String, Rule> connector() {
        return CONNECTOR;
    }

    private static SortedMap<String, Rule> read(Class<?> kit) {
        SortedMap<String, Rule> rules = new TreeMap<>();
        for (Class<?> area : kit.getDeclaredClasses()) {
            for (Class<?> type = area; type != null; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    Rule rule = method.getAnnotation(Rule.class);
                    if (rule != null && rules.put(rule.value(), rule) != null) {
                        throw new IllegalStateException("Two tests of " + rule.value() + ".");
                    }
                }
            }
        }
        return Collections.unmodifiableSortedMap(rules);
    }
}
