/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.Reading.Place;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.Sector;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;

/** Reads the payload of one catalog document, strictly and with all faults told at once. */
final class CatalogReader {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** What one document says. */
    record Content(
            List<ModelEntry> models,
            List<Revocation> revoked,
            List<Deployment> deployments,
            List<Guidance> guidance) {}

    private CatalogReader() {}

    static JsonNode tree(String role, byte[] payload) {
        String what;
        try {
            JsonNode tree = MAPPER.readTree(payload);
            if (tree != null && tree.isObject()) {
                return tree;
            }
            what = "is not a JSON object";
        } catch (IOException e) {
            // Jackson's message quotes the document; only the place may be told.
            what =
                    e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                                    && json.getLocation() != null
                            ? "is not JSON at line "
                                    + json.getLocation().getLineNr()
                                    + ", column "
                                    + json.getLocation().getColumnNr()
                            : "is not JSON";
        }
        throw new AllmanningException(
                "ALM-CAT-001",
                Category.FAULT,
                "The catalog document of the role \""
                        + role
                        + "\" "
                        + what
                        + ", or a key stands twice in one of its objects. Nothing of it is used. Ask"
                        + " its publisher for a whole one.");
    }

    static Content read(CatalogDocument document) {
        Reading reading = new Reading();
        Content content = content(Fields.of(document.payload(), Place.root("$"), reading));
        if (!reading.faults().isEmpty()) {
            throw ModelEntryReader.faulty(
                    "The catalog document of the role \"" + document.role() + "\"",
                    "$ is its root",
                    reading.faults());
        }
        return content;
    }

    private static Content content(Fields in) {
        in.value(
                "_type",
                true,
                text -> {
                    if (!text.equals("catalog")) {
                        throw new IllegalArgumentException("\"catalog\" is needed");
                    }
                    return text;
                });
        in.number("format", true, 1, 1);
        in.allow("authority", "name", "version", "expires", "delegations");
        List<ModelEntry> models = in.objects("models", true, ModelEntryReader::read);
        List<Revocation> revoked = in.objects("revoked", false, CatalogReader::revocation);
        List<Deployment> deployments = in.objects("deployments", false, CatalogReader::deployment);
        List<Guidance> guidance = in.objects("guidance", false, CatalogReader::guidance);
        in.done();
        Set<ModelId> ids = new HashSet<>();
        for (ModelEntry model : models) {
            if (!ids.add(model.id())) {
                in.fault("models has " + model.id() + " twice");
            }
        }
        Set<String> names = new HashSet<>();
        for (Deployment deployment : deployments) {
            if (!names.add(deployment.id())) {
                in.fault("deployments has " + deployment.id() + " twice");
            }
        }
        return new Content(models, revoked, deployments, guidance);
    }

    private static @Nullable Revocation revocation(Fields in) {
        ModelId model = in.value("model", true, ModelId::parse);
        String digest = in.value("digest", false, ModelDigest::checked);
        String reason = in.text("reason");
        var since = in.instant("since", true);
        in.done();
        return model == null || since == null ? null : new Revocation(model, digest, reason, since);
    }

    private static @Nullable Deployment deployment(Fields in) {
        String id = in.value("id", true, text -> Ids.check("Deployment", text));
        HostingKind kind = in.value("kind", true, HostingKind::of);
        if (id == null || kind == null) {
            return null;
        }
        Deployment.Builder b = Deployment.builder(id, kind);
        in.value("operator", false, b::operator);
        in.value("jurisdiction", false, b::jurisdiction);
        in.value("country", false, b::country);
        in.value("processorAgreement", false, b::processorAgreement);
        in.value("transferGround", false, b::transferGround);
        in.value("procurement", false, b::procurement);
        b.noTraining(in.flag("noTraining"));
        b.technicalProcessingOnly(in.flag("technicalProcessingOnly"));
        b.dutyOfSilence(in.flag("dutyOfSilence"));
        in.done();
        if (id.equals(ModelOffer.LOCAL) || kind.equals(HostingKind.IN_PROCESS)) {
            in.fault("the host's own process is no deployment that a catalog attests");
        }
        return b.build();
    }

    private static @Nullable Guidance guidance(Fields in) {
        String id = in.value("id", true, text -> Ids.check("Guidance", text));
        String sector =
                in.value("sector", true, text -> text.equals("*") ? text : Sector.of(text).id());
        Fields title = in.object("title", true);
        Fields text = in.object("text", true);
        String legal = in.text("legal");
        var from = in.instant("validFrom", false);
        var until = in.instant("validUntil", false);
        Fields applies = in.object("appliesTo", false);
        boolean denies = in.flag("denies");
        in.done();
        if (title == null || text == null) {
            return null;
        }
        String titleSv = title.text("sv");
        String titleEn = title.text("en");
        title.done();
        String textSv = text.text("sv");
        String textEn = text.text("en");
        text.done();
        List<String> rules = List.of();
        List<String> purposes = List.of();
        if (applies != null) {
            rules = applies.values("rules", false, rule -> Ids.check("Rule", rule));
            purposes = applies.values("purposes", false, p -> Purpose.of(p).id());
            applies.done();
        }
        return id == null || sector == null
                ? null
                : new Guidance(
                        id,
                        sector,
                        titleSv,
                        titleEn,
                        textSv,
                        textEn,
                        legal,
                        from,
                        until,
                        Set.copyOf(rules),
                        Set.copyOf(purposes),
                        denies);
    }
}
