/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import se.allmanning.model.ModelId;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/** Puts entries in an order in which every ancestor stands before what is made from it. */
final class Lineages {

    private Lineages() {}

    /**
     * The ids, ancestors first.
     *
     * @throws AllmanningException {@code ALM-CAT-003} that names a cycle, if there is one
     */
    static List<ModelId> ancestorsFirst(Map<ModelId, ModelEntry> entries) {
        Map<ModelId, Integer> waiting = new HashMap<>();
        Map<ModelId, List<ModelId>> children = new HashMap<>();
        Deque<ModelId> ready = new ArrayDeque<>();
        for (ModelEntry entry : entries.values()) {
            Set<ModelId> parents = new HashSet<>();
            for (Ancestor ancestor : entry.lineage()) {
                if (entries.containsKey(ancestor.model()) && parents.add(ancestor.model())) {
                    children.computeIfAbsent(ancestor.model(), id -> new ArrayList<>())
                            .add(entry.id());
                }
            }
            if (parents.isEmpty()) {
                ready.add(entry.id());
            } else {
                waiting.put(entry.id(), parents.size());
            }
        }
        List<ModelId> order = new ArrayList<>(entries.size());
        while (!ready.isEmpty()) {
            ModelId next = ready.remove();
            order.add(next);
            for (ModelId child : children.getOrDefault(next, List.of())) {
                int left = waiting.merge(child, -1, Integer::sum);
                if (left == 0) {
                    waiting.remove(child);
                    ready.add(child);
                }
            }
        }
        if (!waiting.isEmpty()) {
            throw cycle(entries, waiting.keySet());
        }
        return order;
    }

    /** Every model that still waits has an ancestor that waits, so walking up must come back. */
    private static AllmanningException cycle(
            Map<ModelId, ModelEntry> entries, Set<ModelId> waiting) {
        List<ModelId> walk = new ArrayList<>();
        ModelId at = waiting.stream().min(java.util.Comparator.comparing(ModelId::toString)).get();
        while (!walk.contains(at)) {
            walk.add(at);
            ModelId here = at;
            at =
                    Objects.requireNonNull(entries.get(here)).lineage().stream()
                            .map(Ancestor::model)
                            .filter(waiting::contains)
                            .findFirst()
                            .orElseThrow();
        }
        List<String> names = new ArrayList<>();
        walk.subList(walk.indexOf(at), walk.size()).forEach(id -> names.add(id.toString()));
        names.add(at.toString());
        return new AllmanningException(
                "ALM-CAT-003",
                Category.FAULT,
                "The lineage of the catalog goes in a circle, each made from the next: "
                        + String.join(" <- ", names)
                        + ". A model is never its own ancestor. Nothing of the catalog is used."
                        + " Correct the lineage of one of them and sign the catalog again.");
    }
}
