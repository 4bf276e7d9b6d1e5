/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code audit} of a configuration: the decisions by which records may be disposed of
 * (arkivlagen 10 §), by their references, and whether what goes to a model and comes back is kept,
 * encrypted. Nothing is disposed of without a decision. Immutable.
 *
 * @param disposals the decisions
 * @param content how content is kept; {@code null}: not at all
 */
public record AuditSection(Map<String, Disposal> disposals, @Nullable Content content) {

    /**
     * That content is kept.
     *
     * @param key the reference to the secret with the key, 32 bytes in base64 or hexadecimal digits
     * @param keepDays how many days it is kept before a decision may remove it
     */
    public record Content(String key, int keepDays) {}

    /**
     * A decision on disposal (gallring).
     *
     * @param reference how it is cited, such as its diarienummer
     * @param decided the day of the decision
     * @param authority the id of the authority that decided, and whose records it is about
     * @param retention how long records are kept
     */
    public record Disposal(
            String reference, LocalDate decided, String authority, Period retention) {}

    /** Copies the map. */
    public AuditSection {
        disposals = Map.copyOf(disposals);
    }

    static AuditSection read(YamlReader.Section audit) {
        Map<String, Disposal> disposals = new TreeMap<>();
        for (YamlReader.Section item : audit.items("disposal")) {
            Optional<String> reference = item.required("decision", Values::text);
            Optional<LocalDate> decided = item.required("decided", Values::date);
            Optional<String> authority = item.required("authority", Values::id);
            Optional<Long> months = item.integer("keep-months", 6, 1200);
            if (months.isEmpty()) {
                item.missing("keep-months");
            } else if (reference.isPresent() && decided.isPresent() && authority.isPresent()) {
                disposals.put(
                        reference.get(),
                        new Disposal(
                                reference.get(),
                                decided.get(),
                                authority.get(),
                                Period.ofMonths(months.get().intValue())));
            }
        }
        YamlReader.Section kept = audit.section("content");
        Content content = null;
        if (!kept.keys().isEmpty()) {
            Optional<String> key = kept.required("key", Values::secret);
            Optional<Long> days = kept.integer("keep-days", 1, 36_500);
            if (days.isEmpty()) {
                kept.missing("keep-days");
            }
            if (key.isPresent() && days.isPresent()) {
                content = new Content(key.get(), days.get().intValue());
            }
        }
        return new AuditSection(disposals, content);
    }
}
