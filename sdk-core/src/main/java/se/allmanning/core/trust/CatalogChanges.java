/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two catalogs, entry by entry. Immutable.
 *
 * @param added entries that the former had not; revocations are among them
 * @param changed entries of which the bytes differ, as they are now
 * @param removed entries that are gone, as they were
 */
public record CatalogChanges(
        List<CatalogEntry> added, List<CatalogEntry> changed, List<CatalogEntry> removed) {

    /** No difference. */
    public static final CatalogChanges NONE = new CatalogChanges(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public CatalogChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** The difference between two lists of entries. */
    public static CatalogChanges between(List<CatalogEntry> before, List<CatalogEntry> after) {
        Map<String, CatalogEntry> old = byKey(before);
        List<CatalogEntry> added = new ArrayList<>();
        List<CatalogEntry> changed = new ArrayList<>();
        byKey(after)
                .forEach((key, entry) -> {
                    CatalogEntry former = old.remove(key);
                    if (former == null) {
                        added.add(entry);
                    } else if (!former.equals(entry)) {
                        changed.add(entry);
                    }
                });
        return new CatalogChanges(added, changed, List.copyOf(old.values()));
    }

    private static Map<String, CatalogEntry> byKey(List<CatalogEntry> entries) {
        Map<String, CatalogEntry> byKey = new LinkedHashMap<>();
        for (CatalogEntry entry : entries) {
            String key = entry.document() + "\n" + entry.kind() + "\n" + entry.id();
            // The same id twice is the catalog reader's to refuse; here both are kept apart.
            for (int copy = 2; byKey.putIfAbsent(key, entry) != null; copy++) {
                key = key + "\n" + copy;
            }
        }
        return byKey;
    }

    /** The revocations among what was added. */
    public List<CatalogEntry> revoked() {
        return added.stream().filter(e -> e.kind().equals("revoked")).toList();
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
