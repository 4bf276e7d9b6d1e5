/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Writes a {@link ModelEntry} as {@link ModelEntryReader} reads it, always with the same keys in
 * the same order; what is absent or empty and need not be there is left out. Stateless.
 */
public final class ModelEntryWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelEntryWriter() {}

    /** The entry as a JSON object. */
    public static ObjectNode write(ModelEntry entry) {
        ObjectNode out = NODES.objectNode();
        out.put("id", entry.id().toString());
        out.put("kind", entry.kind().id());
        out.put("publisher", entry.publisher());
        out.put("version", entry.version());
        ArrayNode digests = out.putArray("digests");
        entry.digests()
                .forEach(d ->
                        digests.addObject().put("variant", d.variant()).put("digest", d.digest()));
        if (!entry.files().isEmpty()) {
            ArrayNode files = out.putArray("files");
            entry.files()
                    .forEach(f ->
                            files.addObject()
                                    .put("path", f.path())
                                    .put("sha256", f.sha256())
                                    .put("size", f.size()));
        }
        out.put("licence", entry.licence());
        out.putObject("openness")
                .put("weights", Fields.written(entry.openness().weights()))
                .put("data", Fields.written(entry.openness().data()))
                .put("code", Fields.written(entry.openness().code()));
        texts(out.putArray("languages"), entry.languages());
        if (!entry.features().isEmpty()) {
            texts(
                    out.putArray("features"),
                    entry.features().stream().map(feature -> feature.id()).toList());
        }
        if (entry.contextLength() > 0) {
            out.put("contextLength", entry.contextLength());
        }
        ArrayNode lineage = out.putArray("lineage");
        entry.lineage()
                .forEach(a ->
                        lineage.addObject()
                                .put("model", a.model().toString())
                                .put("training", Fields.written(a.training())));
        reviews(out, entry);
        out.put("clearance", entry.clearance().toString());
        permission(out, "sectors", entry.sectors());
        permission(out, "purposes", entry.purposes());
        permission(out, "riskClasses", entry.riskClasses());
        if (!entry.conditions().isEmpty()) {
            ArrayNode conditions = out.putArray("conditions");
            entry.conditions()
                    .forEach(c ->
                            conditions
                                    .addObject()
                                    .put("id", c.id())
                                    .put("sv", c.sv())
                                    .put("en", c.en()));
        }
        entry.validFrom().ifPresent(from -> out.put("validFrom", from.toString()));
        entry.validUntil().ifPresent(until -> out.put("validUntil", until.toString()));
        if (!entry.crisis().equals(CrisisLimits.NONE)) {
            out.putObject("crisis")
                    .put("extraDays", entry.crisis().extraDays())
                    .put("maximum", entry.crisis().maximum().toString());
        }
        entry.ancestorWaiver()
                .ifPresent(waiver -> {
                    ObjectNode object = out.putObject("ancestorWaiver");
                    object.put("why", waiver.why()).put("reviewer", waiver.reviewer());
                    evidence(object, waiver.evidence());
                });
        return out;
    }

    private static void reviews(ObjectNode out, ModelEntry entry) {
        ArrayNode reviews = out.putArray("reviews");
        for (Review review : entry.reviews()) {
            ObjectNode object = reviews.addObject();
            object.put("kind", review.kind())
                    .put("reviewer", review.reviewer())
                    .put("date", review.date().toString())
                    .put("outcome", review.outcome());
            evidence(object, review.evidence());
        }
        if (!entry.evaluations().isEmpty()) {
            ArrayNode evaluations = out.putArray("evaluations");
            entry.evaluations()
                    .forEach(e ->
                            evaluations
                                    .addObject()
                                    .put("suite", e.suite())
                                    .put("metric", e.metric())
                                    .put("value", e.value())
                                    .put("source", e.source())
                                    .put("date", e.date().toString()));
        }
    }

    private static void evidence(ObjectNode out, Evidence evidence) {
        ObjectNode object = out.putObject("evidence").put("reference", evidence.reference());
        if (evidence.sha256() != null) {
            object.put("sha256", evidence.sha256());
        }
    }

    private static void permission(ObjectNode out, String key, Permission permission) {
        if (permission.all()) {
            out.put(key, "*");
        } else if (!permission.ids().isEmpty()) {
            texts(out.putArray(key), permission.ids());
        }
    }

    private static void texts(ArrayNode out, Collection<String> texts) {
        new TreeSet<>(texts).forEach(out::add);
    }
}
