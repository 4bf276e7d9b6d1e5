/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.policy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import se.allmanning.core.catalog.Ancestor;
import se.allmanning.core.catalog.CatalogDocument;
import se.allmanning.core.catalog.CatalogInfo;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.Evidence;
import se.allmanning.core.catalog.ModelDigest;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.ModelEntryWriter;
import se.allmanning.core.catalog.Permission;
import se.allmanning.core.catalog.Review;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.policy.Crisis;
import se.allmanning.core.policy.MunicipalRules;
import se.allmanning.core.policy.Policy;
import se.allmanning.core.policy.PolicyCall;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;

/** Prints how long decisions on a catalog of 10,000 models take. */
public final class PolicyBenchmark {

    private static final int MODELS = 10_000;
    private static final int DECISIONS = 400_000;
    private static final int ROUNDS = 12;
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-11-01T00:00:00Z");

    private PolicyBenchmark() {}

    /** Takes no arguments. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        byte[] payload = payload();
        System.out.printf(
                Locale.ROOT, "catalog: %d models, %.1f MB%n", MODELS, payload.length / 1e6);
        double[] parse = new double[ROUNDS];
        double[] make = new double[ROUNDS];
        JsonMapper mapper = JsonMapper.builder().build();
        CertifiedCatalog catalog = CertifiedCatalog.empty();
        long nodes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            nodes += mapper.readTree(payload).size();
            parse[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            catalog = catalog(payload);
            make[i] = (System.nanoTime() - start) / 1e6;
        }
        double parsed = median(parse);
        double made = median(make);
        System.out.printf(
                Locale.ROOT,
                "one Jackson parse: %.0f ms; parse and make the catalog: %.0f ms; ratio %.2f (%d)%n",
                parsed,
                made,
                made / parsed,
                nodes);
        Policy policy = Policy.of(catalog, List.of(deployment()), MunicipalRules.NONE, Crisis.NONE);
        InformationClass permitted =
                InformationClass.k(2).r(2).t(1).with(PersonalData.ORDINARY).secretBy("OSL 21:7");
        InformationClass denied = permitted.r(3).with(PersonalData.SPECIAL);
        for (int round = 0; round < 2; round++) {
            decisions("permit", policy, permitted);
            decisions("deny", policy, denied);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void decisions(String what, Policy policy, InformationClass information) {
        UsageDeclaration usage =
                UsageDeclaration.of(Purpose.QUESTION_ANSWERING)
                        .upTo(
                                InformationClass.k(2)
                                        .r(3)
                                        .t(2)
                                        .with(PersonalData.SPECIAL)
                                        .secretBy("OSL 21:7"));
        ModelOffer[] offers = new ModelOffer[MODELS];
        for (int i = 0; i < MODELS; i++) {
            offers[i] =
                    ModelOffer.builder(id(i), ModelKind.CHAT)
                            .deployment("cloud")
                            .claimedDigest(Sha256.of("m" + i))
                            .build();
        }
        long[] nanos = new long[DECISIONS];
        int permits = 0;
        for (int i = 0; i < DECISIONS; i++) {
            ModelOffer offer = offers[(int) ((i * 7_919L) % MODELS)];
            long start = System.nanoTime();
            PolicyCall call = new PolicyCall("answers", usage, usage.purpose(), information, false);
            boolean permitted = policy.decide(call, offer, NOW).permitted();
            nanos[i] = System.nanoTime() - start;
            permits += permitted ? 1 : 0;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.2f us, p99 %.2f us, p99.9 %.2f us (%d of %d permitted)%n",
                what,
                nanos[DECISIONS / 2] / 1e3,
                nanos[DECISIONS - DECISIONS / 100] / 1e3,
                nanos[DECISIONS - DECISIONS / 1000] / 1e3,
                permits,
                DECISIONS);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static CertifiedCatalog catalog(byte[] payload) {
        CatalogDocument document =
                CatalogDocument.parse("catalog", null, List.of("*"), EXPIRES, false, payload);
        return CertifiedCatalog.of(List.of(document), new CatalogInfo("benchmark", "1", EXPIRES));
    }

    private static ModelId id(int i) {
        return ModelId.parse("publisher/model-" + i + "@1");
    }

    private static Deployment deployment() {
        return Deployment.builder("cloud", HostingKind.NATIONAL_CLOUD)
                .operator("Operator")
                .jurisdiction("SE")
                .country("SE")
                .processorAgreement("agreement")
                .procurement("procurement")
                .noTraining(true)
                .technicalProcessingOnly(true)
                .dutyOfSilence(true)
                .build();
    }

    private static byte[] payload() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("_type", "catalog").put("format", 1);
        ArrayNode models = payload.putArray("models");
        for (int i = 0; i < MODELS; i++) {
            models.add(ModelEntryWriter.write(entry(i)));
        }
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ModelEntry entry(int i) {
        Evidence evidence = new Evidence("case " + i, Sha256.of("review" + i));
        LocalDate date = LocalDate.parse("2026-01-01");
        return ModelEntry.builder(id(i), ModelKind.CHAT)
                .digests(
                        List.of(
                                new ModelDigest("original", Sha256.of("m" + i)),
                                new ModelDigest("q8", Sha256.of("q" + i))))
                .languages(Set.of("sv", "en", "fi"))
                .features(Set.of(ModelFeature.STREAMING, ModelFeature.TOOLS))
                .contextLength(32_000)
                .lineage(
                        i % 10 == 0
                                ? List.of()
                                : List.of(
                                        new Ancestor(
                                                id(i - i % 10), Ancestor.Training.FINE_TUNING)))
                .reviews(
                        List.of(
                                new Review("security", "A reviewer", date, "passed", evidence),
                                new Review("ethics", "A reviewer", date, "passed", evidence),
                                new Review("bias", "A reviewer", date, "passed", evidence)))
                .clearance(Clearance.parse("K2R2T2"))
                .sectors(Permission.ALL)
                .purposes(Permission.of("question-answering", "summary"))
                .riskClasses(Permission.of("limited", "minimal"))
                .validFrom(Instant.parse("2026-01-01T00:00:00Z"))
                .validUntil(Instant.parse("2027-01-01T00:00:00Z"))
                .build();
    }
}
