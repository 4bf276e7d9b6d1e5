/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;

/** Catalogs for tests, written as documents and read back, so that the reader is always used. */
public final class Catalogs {

    public static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    public static final Instant EXPIRES = Instant.parse("2026-11-01T00:00:00Z");

    private final ObjectNode payload = JsonNodeFactory.instance.objectNode();

    private Catalogs() {
        payload.put("_type", "catalog").put("format", 1).put("authority", "test").put("version", 7);
        payload.put("expires", EXPIRES.toString());
        payload.putArray("delegations");
        payload.putArray("models");
        payload.putArray("revoked");
        payload.putArray("deployments");
        payload.putArray("guidance");
    }

    public static Catalogs document() {
        return new Catalogs();
    }

    public static ModelId id(String name) {
        return ModelId.parse("test/" + name + "@1");
    }

    public static String digest(String name) {
        return Sha256.of(name);
    }

    /** An entry that permits all that an entry can. */
    public static ModelEntry.Builder entry(String name) {
        return ModelEntry.builder(id(name), ModelKind.CHAT)
                .digests(List.of(new ModelDigest("original", digest(name))))
                .languages(Set.of("sv", "en"))
                .features(Set.of(ModelFeature.STREAMING, ModelFeature.TOOLS))
                .contextLength(8_000)
                .reviews(
                        List.of(
                                new Review(
                                        "security",
                                        "A reviewer",
                                        LocalDate.parse("2026-01-01"),
                                        "passed",
                                        new Evidence("case 1", null))))
                .clearance(Clearance.HIGHEST)
                .sectors(Permission.ALL)
                .purposes(Permission.of("question-answering", "writing-support", "summary"))
                .riskClasses(Permission.ALL);
    }

    public Catalogs with(ModelEntry entry) {
        payload.withArray("models").add(ModelEntryWriter.write(entry));
        return this;
    }

    public Catalogs with(String name, UnaryOperator<ModelEntry.Builder> change) {
        return with(change.apply(entry(name)).build());
    }

    public Catalogs made(String name, String... from) {
        List<Ancestor> lineage = new ArrayList<>();
        for (String ancestor : from) {
            lineage.add(new Ancestor(id(ancestor), Ancestor.Training.FINE_TUNING));
        }
        return with(name, e -> e.lineage(lineage));
    }

    public Catalogs revoke(String name, @Nullable String digest) {
        ObjectNode revoked = payload.withArray("revoked").addObject();
        revoked.put("model", id(name).toString());
        if (digest != null) {
            revoked.put("digest", digest);
        }
        revoked.put("reason", "a fault").put("since", "2026-09-01T00:00:00Z");
        return this;
    }

    public Catalogs deployment(Deployment d) {
        ObjectNode object = payload.withArray("deployments").addObject();
        object.put("id", d.id()).put("kind", d.kind().id());
        d.operator().ifPresent(v -> object.put("operator", v));
        d.jurisdiction().ifPresent(v -> object.put("jurisdiction", v));
        d.country().ifPresent(v -> object.put("country", v));
        d.processorAgreement().ifPresent(v -> object.put("processorAgreement", v));
        d.transferGround().ifPresent(v -> object.put("transferGround", v));
        d.procurement().ifPresent(v -> object.put("procurement", v));
        object.put("noTraining", d.noTraining());
        object.put("technicalProcessingOnly", d.technicalProcessingOnly());
        object.put("dutyOfSilence", d.dutyOfSilence());
        return this;
    }

    /** Guidance about question-answering in schools. */
    public Catalogs guidance(String id, boolean denies, String... rules) {
        ObjectNode object = payload.withArray("guidance").addObject();
        object.put("id", id).put("sector", "education");
        object.putObject("title").put("sv", "Frågor i skolan").put("en", "Questions in school");
        object.putObject("text").put("sv", "Vänta.").put("en", "Wait.");
        object.put("legal", "26 kap. 2 § skollagen (2010:800)");
        object.put("validUntil", "2027-01-01T00:00:00Z").put("denies", denies);
        ObjectNode applies = object.putObject("appliesTo");
        for (String rule : rules) {
            applies.withArray("rules").add(rule);
        }
        applies.withArray("purposes").add("question-answering");
        return this;
    }

    public ObjectNode payload() {
        return payload;
    }

    public CatalogDocument as(
            String role, @Nullable Clearance maximum, String sector, boolean starter) {
        return CatalogDocument.parse(
                role,
                maximum,
                List.of(sector),
                EXPIRES,
                starter,
                payload.toString().getBytes(StandardCharsets.UTF_8));
    }

    public CatalogDocument signed() {
        return as("catalog", null, "*", false);
    }

    public CertifiedCatalog catalog() {
        return of(signed());
    }

    public static CertifiedCatalog of(CatalogDocument... documents) {
        return CertifiedCatalog.of(List.of(documents), new CatalogInfo("test", "7", null));
    }
}
