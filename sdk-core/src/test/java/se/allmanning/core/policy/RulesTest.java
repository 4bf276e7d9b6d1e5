/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.core.catalog.Catalogs.EXPIRES;
import static se.allmanning.core.catalog.Catalogs.NOW;
import static se.allmanning.core.catalog.Catalogs.digest;
import static se.allmanning.core.catalog.Catalogs.id;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.allmanning.core.catalog.Ancestor;
import se.allmanning.core.catalog.CrisisLimits;
import se.allmanning.core.catalog.Permission;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.HumanOversight;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyReason;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.Sector;

@DisplayName("Each rule denies what it is for")
class RulesTest {

    /**
     * For each rule, a use that only this rule speaks against; {@code rules.json} has the words.
     */
    private static final Map<String, Supplier<Scene>> SCENES = new TreeMap<>();

    static {
        SCENES.put("known-model", () -> new Scene().unlisted());
        SCENES.put(
                "certified",
                () ->
                        new Scene()
                                .information(InformationClass.k(0).r(0).t(0))
                                .entry(e ->
                                        e.lineage(
                                                List.of(
                                                        new Ancestor(
                                                                id("nowhere"),
                                                                Ancestor.Training.MERGE)))));
        SCENES.put(
                "validity",
                () -> new Scene().entry(e -> e.validUntil(Instant.parse("2026-09-01T00:00:00Z"))));
        SCENES.put("freshness", () -> new Scene().at(EXPIRES));
        SCENES.put(
                "revocation",
                () ->
                        new Scene()
                                .information(InformationClass.k(0).r(0).t(0))
                                .catalog(c -> c.revoke("model", null)));
        SCENES.put(
                "model-kind",
                () ->
                        new Scene()
                                .offer(o ->
                                        ModelOffer.builder(id("model"), ModelKind.SCORING)
                                                .deployment("cloud")));
        SCENES.put("digest", () -> new Scene().offer(o -> o.claimedDigest(digest("other"))));
        SCENES.put(
                "clearance", () -> new Scene().entry(e -> e.clearance(Clearance.parse("K3R1T3"))));
        SCENES.put("sector", () -> new Scene().usage(u -> u.in(Sector.of("rescue"))));
        SCENES.put(
                "purpose",
                () ->
                        new Scene()
                                .information(InformationClass.k(3).r(2).t(1))
                                .entry(e -> e.purposes(Permission.of("summary"))));
        SCENES.put(
                "risk-class",
                () ->
                        new Scene()
                                .usage(u -> u.risk(RiskClass.HIGH))
                                .entry(e -> e.riskClasses(Permission.of("limited"))));
        SCENES.put(
                "level-four",
                () ->
                        new Scene()
                                .usage(u -> u.upTo(InformationClass.k(3).r(2).t(4)))
                                .information(InformationClass.k(3).r(2).t(4)));
        SCENES.put("security-classified", () -> new Scene().classified());
        SCENES.put(
                "declared-class",
                () -> new Scene().usage(u -> u.upTo(InformationClass.k(2).r(2).t(1))));
        SCENES.put("declared-purpose", () -> new Scene().purpose("summary"));
        SCENES.put(
                "personal-data-kind",
                () -> {
                    InformationClass made =
                            InformationClass.k(1).r(1).t(1).with(PersonalData.of("made-up"));
                    return new Scene().usage(u -> u.upTo(made)).information(made);
                });
        SCENES.put(
                "prohibited-practice",
                () ->
                        new Scene()
                                .usage(u -> u.risk(RiskClass.PROHIBITED))
                                .entry(e -> e.riskClasses(Permission.of("prohibited"))));
        SCENES.put(
                "automatic-decision", () -> new Scene().usage(u -> u.decidesAutomatically(null)));
        SCENES.put(
                "human-oversight",
                () ->
                        new Scene()
                                .usage(u -> u.risk(RiskClass.HIGH).oversight(HumanOversight.NONE)));
        SCENES.put(
                "guidance",
                () ->
                        new Scene()
                                .usage(u -> u.in(Sector.EDUCATION))
                                .catalog(c -> c.guidance("skola", true)));
        SCENES.put("attested-deployment", () -> new Scene().offer(o -> o.deployment("elsewhere")));
        SCENES.put(
                "hosting-kind",
                () ->
                        new Scene()
                                .deployment(d -> copy(d.build(), HostingKind.of("orbital-cloud"))));
        SCENES.put(
                "operator",
                () ->
                        new Scene()
                                .information(InformationClass.k(0).r(0).t(0))
                                .deployment(
                                        Deployment.builder("cloud", HostingKind.EU_CLOUD)
                                                .jurisdiction("DE")));
        SCENES.put(
                "processor-agreement",
                () ->
                        new Scene()
                                .deployment(
                                        Deployment.builder("cloud", HostingKind.EU_CLOUD)
                                                .operator("Drift AB")
                                                .jurisdiction("SE")
                                                .country("SE")
                                                .procurement("KS 2026/17")
                                                .noTraining(true)
                                                .technicalProcessingOnly(true)
                                                .dutyOfSilence(true)));
        InformationClass ordinary = InformationClass.k(1).r(1).t(1).with(PersonalData.ORDINARY);
        SCENES.put(
                "transfer",
                () -> new Scene().information(ordinary).deployment(d -> d.jurisdiction("US")));
        SCENES.put(
                "special-category",
                () ->
                        new Scene()
                                .deployment(d ->
                                        d.jurisdiction("US").transferGround("(EU) 2023/1795")));
        InformationClass criminal = InformationClass.k(3).r(2).t(1).with(PersonalData.CRIMINAL);
        SCENES.put(
                "criminal-data",
                () ->
                        new Scene()
                                .usage(u -> u.upTo(criminal))
                                .information(criminal)
                                .entry(e -> e.purposes(Permission.ALL)));
        SCENES.put(
                "technical-processing",
                () -> new Scene().deployment(d -> d.technicalProcessingOnly(false)));
        SCENES.put("duty-of-silence", () -> new Scene().deployment(d -> d.dutyOfSilence(false)));
        SCENES.put("no-training", () -> new Scene().deployment(d -> d.noTraining(false)));
        SCENES.put(
                "procurement",
                () ->
                        new Scene()
                                .deployment(
                                        Deployment.builder("cloud", HostingKind.EU_CLOUD)
                                                .operator("Drift AB")
                                                .jurisdiction("SE")
                                                .country("SE")
                                                .processorAgreement("PUB 2026-01-15")
                                                .noTraining(true)
                                                .technicalProcessingOnly(true)
                                                .dutyOfSilence(true)));
        SCENES.put(
                "municipal-class",
                () ->
                        new Scene()
                                .municipal(m ->
                                        m.maximumAt(
                                                HostingKind.NATIONAL_CLOUD,
                                                ClassLimit.parse("K2R3T3+special"))));
        SCENES.put("municipal-model", () -> new Scene().municipal(m -> m.forbidModel(id("model"))));
        SCENES.put(
                "municipal-operator",
                () -> new Scene().municipal(m -> m.forbidOperator("DRIFT ab")));
        SCENES.put(
                "municipal-jurisdiction",
                () -> new Scene().municipal(m -> m.forbidJurisdiction("SE")));
        SCENES.put(
                "municipal-service", () -> new Scene().municipal(m -> m.forbidService("answers")));
        SCENES.put(
                "municipal-sector",
                () -> new Scene().municipal(m -> m.onlyAt(Sector.GENERAL, Set.of("own-servers"))));
        SCENES.put(
                "municipal-digest",
                () -> new Scene().municipal(MunicipalRules.Builder::requireVerifiedDigest));
    }

    private static Deployment.Builder copy(Deployment d, HostingKind kind) {
        return Deployment.builder(d.id(), kind)
                .operator(d.operator().orElseThrow())
                .jurisdiction(d.jurisdiction().orElseThrow())
                .country(d.country().orElseThrow())
                .processorAgreement(d.processorAgreement().orElseThrow())
                .procurement(d.procurement().orElseThrow())
                .noTraining(true)
                .technicalProcessingOnly(true)
                .dutyOfSilence(true);
    }

    static Stream<String> rules() {
        return SCENES.keySet().stream();
    }

    private static JsonNode expected() {
        try (InputStream in = RulesTest.class.getResourceAsStream("rules.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("and permits the use that the other tests change")
    void permitted() {
        PolicyDecision decision = new Scene().decide();
        assertThat(decision.reasons()).isEmpty();
        assertThat(decision.permitted()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("alone, with code, provision and words in both languages")
    @MethodSource("rules")
    void denies(String rule) {
        PolicyDecision decision = SCENES.get(rule).get().decide();
        assertThat(decision.permitted()).isFalse();
        // No clearance reaches level 4, so there the clearance denies as well.
        assertThat(decision.reasons())
                .extracting(PolicyReason::rule)
                .filteredOn(id -> !(rule.equals("level-four") && id.equals("clearance")))
                .containsExactly(rule);
        PolicyReason reason = decision.reasons().get(decision.reasons().size() - 1);
        JsonNode words = expected().path(rule);
        assertThat(
                        Map.of(
                                "code", reason.code(),
                                "needed", reason.needed(),
                                "found", reason.found(),
                                "legal", String.valueOf(reason.legal()),
                                "sv", reason.sv(),
                                "en", reason.en()))
                .isEqualTo(
                        Map.of(
                                "code", words.path("code").asText(),
                                "needed", words.path("needed").asText(),
                                "found", words.path("found").asText(),
                                "legal", words.path("legal").asText(),
                                "sv", words.path("sv").asText(),
                                "en", words.path("en").asText()));
    }

    @Test
    @DisplayName("and every rule is among these tests, with a code and an id of its own")
    void complete() {
        List<Rule> rules = Policy.rules(MunicipalRules.NONE);
        assertThat(new TreeSet<>(rules.stream().map(Rule::id).toList())).isEqualTo(SCENES.keySet());
        assertThat(rules).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(rules).extracting(Rule::code).doesNotHaveDuplicates();
        assertThat(rules)
                .extracting(Rule::code)
                .allSatisfy(code -> assertThat(code).matches("ALM-POL-1[0-9]{2}"));
    }

    @Test
    @DisplayName("and rests on provisions that the book has, or on none")
    void provisions() {
        Map<String, LegalBook.Provision> book = LegalBook.read().provisions();
        for (Rule rule : Policy.rules(MunicipalRules.NONE)) {
            assertThat(book.keySet()).as(rule.id()).containsAll(rule.legal());
        }
        book.values()
                .forEach(provision -> {
                    assertThat(provision.citation()).isNotBlank();
                    assertThat(provision.sv()).isNotBlank();
                    assertThat(provision.en()).isNotBlank();
                });
        assertThat(LegalBook.read().eea()).hasSize(30).contains("SE", "NO").doesNotContain("CH");
    }

    @Test
    @DisplayName("and says of a provision that does not apply yet from when it does")
    void dates() {
        LegalBook book = LegalBook.read();
        assertThat(book.cite(List.of("ai-14"), Instant.parse("2026-08-01T21:59:59Z")))
                .isEqualTo(
                        "artikel 14 i AI-förordningen (EU) 2024/1689 (tillämpas från 2026-08-02)");
        assertThat(book.cite(List.of("ai-14"), Instant.parse("2026-08-01T22:00:00Z")))
                .isEqualTo("artikel 14 i AI-förordningen (EU) 2024/1689");
        assertThat(book.cite(List.of(), NOW)).isNull();
    }

    @Test
    @DisplayName("and a denial carries every reason there is, sorted by rule")
    void everyReason() {
        PolicyDecision decision =
                new Scene()
                        .information(InformationClass.k(4).r(4).t(4).with(PersonalData.CRIMINAL))
                        .classified()
                        .usage(u -> u.risk(RiskClass.HIGH).oversight(HumanOversight.NONE))
                        .deployment(Deployment.builder("cloud", HostingKind.OTHER))
                        .decide();
        assertThat(decision.reasons())
                .extracting(PolicyReason::rule)
                .containsExactly(
                        "clearance",
                        "criminal-data",
                        "declared-class",
                        "duty-of-silence",
                        "human-oversight",
                        "level-four",
                        "no-training",
                        "operator",
                        "processor-agreement",
                        "procurement",
                        "security-classified",
                        "technical-processing",
                        "transfer");
    }

    @Test
    @DisplayName("and guidance that does not deny is cited by the denials that it is about")
    void informs() {
        Scene scene =
                new Scene()
                        .usage(u -> u.in(Sector.EDUCATION).decidesAutomatically(null))
                        .catalog(c -> c.guidance("skola", false, "automatic-decision"));
        PolicyReason reason = scene.decide().reasons().get(0);
        assertThat(reason.legal()).endsWith("förvaltningslagen (2017:900); vägledning skola");
        assertThat(reason.sv()).endsWith("Se vägledningen ”Frågor i skolan”.");
        assertThat(reason.en()).endsWith("See the guidance \"Questions in school\".");
    }

    @Test
    @DisplayName("and information that cites the protective security act is security-classified")
    void citesProtectiveSecurity() {
        for (String provision : List.of("2018:585", "Säkerhetsskyddslagen", "OSL 15:2, 2018:585")) {
            InformationClass secret = InformationClass.k(1).secretBy(provision);
            PolicyDecision decision =
                    new Scene().usage(u -> u.upTo(secret)).information(secret).decide();
            assertThat(decision.reasons())
                    .extracting(PolicyReason::rule)
                    .containsExactly("security-classified");
        }
    }

    @Test
    @DisplayName("and a crisis stretches freshness as far as the certifier said, and no further")
    void crisis() {
        Crisis crisis = new Crisis(NOW, EXPIRES.plusSeconds(90 * 86_400));
        Instant last = EXPIRES.plusSeconds(30 * 86_400L - 1);
        CrisisLimits limits = new CrisisLimits(30, Clearance.parse("K3R2T1"));
        assertThat(stale(limits, crisis, last).permitted()).isTrue();
        assertThat(stale(limits, crisis, last.plusSeconds(1)).reasons().get(0).en())
                .isEqualTo(
                        "The catalog is too old, also with the extension that the certifier allows"
                                + " in a crisis: 30 days after 2026-11-01T00:00:00Z, up to class"
                                + " K3R2T1.");
        assertThat(stale(limits, Crisis.NONE, last).permitted()).isFalse();
        assertThat(stale(CrisisLimits.NONE, crisis, EXPIRES).permitted()).isFalse();
        assertThat(stale(new CrisisLimits(30, Clearance.parse("K2R2T1")), crisis, last).permitted())
                .isFalse();
    }

    private static PolicyDecision stale(CrisisLimits limits, Crisis crisis, Instant now) {
        return new Scene().entry(e -> e.crisis(limits)).crisis(crisis).at(now).decide();
    }
}
