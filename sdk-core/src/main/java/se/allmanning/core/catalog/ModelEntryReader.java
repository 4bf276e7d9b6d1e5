/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.Ancestor.Training;
import se.allmanning.core.catalog.Reading.Place;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.Sector;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;

/**
 * Reads the written form of a {@link ModelEntry}, strictly: an unknown key is a fault that names
 * the allowed ones, and all faults of an entry are told at once. {@link ModelEntryWriter} writes
 * what this reads. Stateless.
 */
public final class ModelEntryReader {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private ModelEntryReader() {}

    /**
     * Reads one entry.
     *
     * @param where what the entry is part of, for the message
     * @throws AllmanningException {@code ALM-CAT-002} with all faults
     */
    public static ModelEntry read(JsonNode node, String where) {
        Reading reading = new Reading();
        ModelEntry entry = read(Fields.of(node, Place.root(where), reading));
        if (entry == null || !reading.faults().isEmpty()) {
            throw faulty("The model entry", where, reading.faults());
        }
        return entry;
    }

    static AllmanningException faulty(String what, String where, List<String> faults) {
        int most = 50;
        return new AllmanningException(
                "ALM-CAT-002",
                Category.FAULT,
                what
                        + " ("
                        + where
                        + ") has "
                        + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
                        + ":\n  "
                        + String.join("\n  ", faults.subList(0, Math.min(most, faults.size())))
                        + (faults.size() > most ? "\n  …" : "")
                        + "\nNothing of it is used. Correct it and sign it again; the form is told in"
                        + " docs/reference/model-entry.md.");
    }

    /** The entry, or {@code null} and at least one fault more. */
    static @Nullable ModelEntry read(Fields in) {
        ModelId id = in.value("id", true, ModelId::parse);
        ModelKind kind = in.value("kind", true, ModelKind::of);
        String publisher = in.text("publisher");
        String version = in.text("version");
        List<ModelDigest> digests = in.objects("digests", true, ModelEntryReader::digest);
        List<ModelFile> files = in.objects("files", false, ModelEntryReader::file);
        String licence = in.text("licence");
        Openness openness = openness(in.object("openness", true));
        List<String> languages = in.values("languages", true, ModelEntryReader::language);
        List<ModelFeature> features = in.values("features", false, ModelFeature::of);
        int contextLength = (int) in.number("contextLength", false, 0, Integer.MAX_VALUE);
        List<Ancestor> lineage = in.objects("lineage", true, ModelEntryReader::ancestor);
        List<Review> reviews = in.objects("reviews", true, ModelEntryReader::review);
        List<EvaluationResult> evaluations =
                in.objects("evaluations", false, ModelEntryReader::evaluation);
        Clearance clearance = in.value("clearance", true, Clearance::parse);
        Permission sectors = in.permission("sectors", text -> Sector.of(text).id());
        Permission purposes = in.permission("purposes", text -> Purpose.of(text).id());
        Permission riskClasses = in.permission("riskClasses", text -> RiskClass.of(text).id());
        List<Condition> conditions = in.objects("conditions", false, ModelEntryReader::condition);
        var validFrom = in.instant("validFrom", false);
        var validUntil = in.instant("validUntil", false);
        CrisisLimits crisis = crisis(in.object("crisis", false));
        AncestorWaiver waiver = waiver(in.object("ancestorWaiver", false));
        in.done();
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            in.fault("validUntil is not after validFrom");
        }
        if (in.faulty() || id == null || kind == null || clearance == null) {
            return null;
        }
        return ModelEntry.builder(id, kind)
                .publisher(publisher)
                .version(version)
                .digests(digests)
                .files(files)
                .licence(licence)
                .openness(openness)
                .languages(new HashSet<>(languages))
                .features(new HashSet<>(features))
                .contextLength(contextLength)
                .lineage(lineage)
                .reviews(reviews)
                .evaluations(evaluations)
                .clearance(clearance)
                .sectors(sectors)
                .purposes(purposes)
                .riskClasses(riskClasses)
                .conditions(conditions)
                .validFrom(validFrom)
                .validUntil(validUntil)
                .crisis(crisis)
                .ancestorWaiver(waiver)
                .build();
    }

    private static String language(String tag) {
        if (!LANGUAGE.matcher(tag).matches()) {
            throw new IllegalArgumentException("a BCP 47 tag such as sv is needed");
        }
        return tag.toLowerCase(Locale.ROOT);
    }

    private static @Nullable ModelDigest digest(Fields in) {
        String variant = in.text("variant");
        String digest = in.value("digest", true, ModelDigest::checked);
        in.done();
        return digest == null ? null : new ModelDigest(variant, digest);
    }

    private static @Nullable ModelFile file(Fields in) {
        String path = in.text("path");
        String sha256 = in.value("sha256", true, ModelDigest::checked);
        long size = in.number("size", true, 0, Long.MAX_VALUE);
        in.done();
        if (sha256 == null || path.isEmpty()) {
            return null;
        }
        try {
            return new ModelFile(path, sha256, size);
        } catch (IllegalArgumentException e) {
            in.fault(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Openness openness(@Nullable Fields in) {
        if (in == null) {
            return Openness.CLOSED;
        }
        var weights = in.constant("weights", Openness.Degree.class);
        var data = in.constant("data", Openness.Degree.class);
        var code = in.constant("code", Openness.Degree.class);
        in.done();
        return weights == null || data == null || code == null
                ? Openness.CLOSED
                : new Openness(weights, data, code);
    }

    private static @Nullable Ancestor ancestor(Fields in) {
        ModelId model = in.value("model", true, ModelId::parse);
        Training training = in.constant("training", Training.class);
        in.done();
        return model == null || training == null ? null : new Ancestor(model, training);
    }

    private static @Nullable Evidence evidence(@Nullable Fields in) {
        if (in == null) {
            return null;
        }
        String reference = in.text("reference");
        String sha256 = in.value("sha256", false, ModelDigest::checked);
        in.done();
        return new Evidence(reference, sha256);
    }

    private static @Nullable Review review(Fields in) {
        String kind = in.value("kind", true, text -> Ids.check("Review", text));
        String reviewer = in.text("reviewer");
        var date = in.date("date");
        String outcome = in.text("outcome");
        Evidence evidence = evidence(in.object("evidence", true));
        in.done();
        return kind == null || date == null || evidence == null
                ? null
                : new Review(kind, reviewer, date, outcome, evidence);
    }

    private static @Nullable EvaluationResult evaluation(Fields in) {
        String suite = in.text("suite");
        String metric = in.text("metric");
        double value = in.decimal("value");
        String source = in.text("source");
        var date = in.date("date");
        in.done();
        return date == null ? null : new EvaluationResult(suite, metric, value, source, date);
    }

    private static @Nullable Condition condition(Fields in) {
        String id = in.value("id", true, text -> Ids.check("Condition", text));
        String sv = in.text("sv");
        String en = in.text("en");
        in.done();
        return id == null ? null : new Condition(id, sv, en);
    }

    private static CrisisLimits crisis(@Nullable Fields in) {
        if (in == null) {
            return CrisisLimits.NONE;
        }
        int days = (int) in.number("extraDays", true, 0, 366);
        Clearance maximum = in.value("maximum", true, Clearance::parse);
        in.done();
        return new CrisisLimits(days, Objects.requireNonNullElse(maximum, Clearance.NONE));
    }

    private static @Nullable AncestorWaiver waiver(@Nullable Fields in) {
        if (in == null) {
            return null;
        }
        String why = in.text("why");
        String reviewer = in.text("reviewer");
        Evidence evidence = evidence(in.object("evidence", true));
        in.done();
        return evidence == null ? null : new AncestorWaiver(why, reviewer, evidence);
    }
}
