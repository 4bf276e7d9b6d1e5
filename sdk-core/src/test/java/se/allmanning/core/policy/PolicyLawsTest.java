/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static se.allmanning.core.catalog.Catalogs.EXPIRES;
import static se.allmanning.core.catalog.Catalogs.digest;
import static se.allmanning.core.catalog.Catalogs.id;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.catalog.Ancestor;
import se.allmanning.core.catalog.AncestorWaiver;
import se.allmanning.core.catalog.Catalogs;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.CrisisLimits;
import se.allmanning.core.catalog.Evidence;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.Permission;
import se.allmanning.model.ModelId;
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
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.Sector;
import se.allmanning.policy.UsageDeclaration;

@DisplayName("The laws of policy, over thousands of made-up municipalities")
class PolicyLawsTest {

    private static final InformationClass HIGHEST =
            InformationClass.k(4).r(4).t(4).with(PersonalData.SPECIAL).secretBy("OSL 26:1");
    private static final int WORLDS = 40;
    private static final int CASES = 50;

    /** A catalog, deployments and rules, made by chance but so that many uses are permitted. */
    private static final class World {
        private final Random random;
        private final List<ModelEntry> entries = new ArrayList<>();
        private final List<String> revoked = new ArrayList<>();
        private final List<Deployment> deployments = new ArrayList<>();
        private final List<Integer> tightening = new ArrayList<>();

        World(long seed) {
            random = new Random(seed);
            int size = 3 + random.nextInt(8);
            for (int i = 0; i < size; i++) {
                entries.add(entry("m" + i, i));
            }
            for (int i = 0; i < 4; i++) {
                deployments.add(deployment("d" + i));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                tightening.add(random.nextInt(1_000));
            }
        }

        boolean often() {
            return random.nextInt(24) > 0;
        }

        boolean seldom() {
            return !often();
        }

        @SafeVarargs
        final <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }

        ModelEntry entry(String name, int older) {
            ModelEntry.Builder b = Catalogs.entry(name);
            if (random.nextBoolean()) {
                b.clearance(new Clearance(1 + random.nextInt(3), random.nextInt(4), 3));
            }
            List<Ancestor> lineage = new ArrayList<>();
            if (older > 0 && random.nextInt(3) == 0) {
                lineage.add(ancestor("m" + random.nextInt(older)));
            }
            if (seldom()) {
                lineage.add(ancestor("unknown"));
                if (random.nextBoolean()) {
                    b.ancestorWaiver(new AncestorWaiver("why", "who", new Evidence("x", null)));
                }
            }
            b.lineage(lineage);
            b.sectors(one(Permission.ALL, Permission.ALL, Permission.of("general")));
            b.purposes(one(Permission.ALL, Permission.of("question-answering", "own")));
            b.riskClasses(one(Permission.ALL, Permission.of("minimal", "limited")));
            b.crisis(new CrisisLimits(random.nextInt(40), new Clearance(2, 3, 3)));
            if (seldom()) {
                b.validUntil(EXPIRES.minusSeconds(86_400));
            }
            return b.build();
        }

        private static Ancestor ancestor(String name) {
            return new Ancestor(id(name), Ancestor.Training.FINE_TUNING);
        }

        private Deployment deployment(String name) {
            Deployment.Builder b =
                    Deployment.builder(
                            name,
                            one(
                                    HostingKind.ON_PREMISES,
                                    HostingKind.NATIONAL_CLOUD,
                                    HostingKind.EU_CLOUD,
                                    HostingKind.OTHER,
                                    HostingKind.of("made-up")));
            if (often()) {
                b.operator(one("A", "B")).jurisdiction(one("SE", "SE", "SE", "US")).country("SE");
            }
            if (often()) {
                b.processorAgreement("yes");
            }
            if (random.nextBoolean()) {
                b.transferGround("yes");
            }
            if (often()) {
                b.procurement("yes");
            }
            return b.noTraining(often())
                    .technicalProcessingOnly(often())
                    .dutyOfSilence(often())
                    .build();
        }

        CertifiedCatalog catalog() {
            Catalogs catalog = Catalogs.document().guidance("skola", true);
            entries.forEach(catalog::with);
            revoked.forEach(name -> catalog.revoke(name, null));
            return catalog.catalog();
        }

        static MunicipalRules rules(List<Integer> choices) {
            MunicipalRules.Builder b = MunicipalRules.builder();
            for (int choice : choices) {
                Random r = new Random(choice);
                ClassLimit limit =
                        new ClassLimit(
                                new Clearance(1 + r.nextInt(3), 1 + r.nextInt(3), 2),
                                r.nextBoolean() ? Set.of("special") : Set.of("criminal"),
                                r.nextBoolean());
                switch (r.nextInt(9)) {
                    case 0 -> b.maximumAt(HostingKind.NATIONAL_CLOUD, limit);
                    case 1 -> b.maximumAt("d" + r.nextInt(4), limit);
                    case 2 -> b.maximumFor("answers", limit);
                    case 3 -> b.forbidModel(id("m" + r.nextInt(5)));
                    case 4 -> b.forbidOperator(r.nextBoolean() ? "a" : "b");
                    case 5 -> b.forbidJurisdiction("US");
                    case 6 -> b.onlyAt(Sector.GENERAL, Set.of("d" + r.nextInt(4), "local"));
                    case 7 -> b.requireDigest();
                    default -> b.requireVerifiedDigest();
                }
            }
            return b.build();
        }

        Policy policy() {
            return policy(catalog(), Crisis.NONE);
        }

        Policy policy(CertifiedCatalog catalog, Crisis crisis) {
            return Policy.of(catalog, deployments, rules(tightening), crisis);
        }

        PolicyCall call() {
            InformationClass information = information();
            UsageDeclaration usage =
                    UsageDeclaration.of(one(Purpose.QUESTION_ANSWERING, Purpose.of("own")))
                            .in(one(Sector.GENERAL, Sector.GENERAL, Sector.EDUCATION))
                            .risk(one(RiskClass.LIMITED, RiskClass.MINIMAL, RiskClass.HIGH))
                            .oversight(often() ? HumanOversight.REVIEWED : HumanOversight.NONE)
                            .upTo(often() ? HIGHEST : InformationClass.k(3).r(3).t(3));
            return new PolicyCall(
                    one("answers", "other"), usage, usage.purpose(), information, false);
        }

        InformationClass information() {
            InformationClass c =
                    InformationClass.k(random.nextInt(4)).r(random.nextInt(4)).t(random.nextInt(3));
            c = c.with(one(PersonalData.NONE, PersonalData.ORDINARY, PersonalData.SPECIAL));
            return random.nextInt(3) == 0 ? c.secretBy("OSL 26:1") : c;
        }

        ModelOffer offer() {
            String name = "m" + random.nextInt(entries.size() + 1);
            ModelOffer.Builder b = ModelOffer.builder(id(name), ModelKind.CHAT);
            int where = random.nextInt(6);
            if (where == 5) {
                return often() ? b.verifiedDigest(digest(name)).build() : b.build();
            }
            b.deployment("d" + where);
            if (random.nextBoolean()) {
                b.claimedDigest(often() ? digest(name) : digest("other"));
            }
            return b.build();
        }

        Instant now() {
            return EXPIRES.plusSeconds((random.nextInt(70) - 64) * 86_400L);
        }
    }

    private interface Case {
        void check(World world, Policy policy, PolicyCall call, ModelOffer offer, Instant now);
    }

    /** Asks a law of thousands of cases and makes sure that both answers were among them. */
    private static void forAll(Case law) {
        int permitted = 0;
        int denied = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = new World(seed);
            Policy policy = world.policy();
            for (int i = 0; i < CASES; i++) {
                PolicyCall call = world.call();
                ModelOffer offer = world.offer();
                Instant now = world.now();
                if (policy.decide(call, offer, now).permitted()) {
                    permitted++;
                } else {
                    denied++;
                }
                law.check(world, policy, call, offer, now);
            }
        }
        assertThat(permitted).isGreaterThan(100);
        assertThat(denied).isGreaterThan(100);
    }

    private static void neverMore(
            PolicyDecision before, PolicyDecision after, String what, Object... of) {
        assertThat(before.permitted() || !after.permitted())
                .as("%s permitted what was denied: %s %s", what, List.of(of), before)
                .isTrue();
    }

    @Test
    @DisplayName("raising the class of the information never turns a denial into a permit")
    void monotoneInClass() {
        forAll((world, policy, call, offer, now) -> {
            InformationClass c = call.informationClass();
            List<InformationClass> higher = new ArrayList<>();
            for (int level = 0; level <= 4; level++) {
                higher.add(withK(c, Math.max(c.k(), level)));
                higher.add(c.r(Math.max(c.r(), level)));
                higher.add(c.t(Math.max(c.t(), level)));
            }
            if (c.secrecy().isEmpty()) {
                higher.add(c.secretBy("OSL 26:1"));
                higher.add(c.secretBy("2018:585"));
            }
            if (c.personalData().equals(PersonalData.NONE)) {
                higher.add(c.with(PersonalData.ORDINARY));
                higher.add(c.with(PersonalData.of("made-up")));
            }
            if (!c.personalData().equals(PersonalData.SPECIAL)) {
                higher.add(c.with(PersonalData.SPECIAL));
                higher.add(c.with(PersonalData.CRIMINAL));
            }
            PolicyDecision before = policy.decide(call, offer, now);
            for (InformationClass raised : higher) {
                PolicyCall harder =
                        new PolicyCall(call.service(), call.usage(), call.purpose(), raised, false);
                neverMore(before, policy.decide(harder, offer, now), "raising", c, raised);
            }
        });
    }

    private static InformationClass withK(InformationClass c, int level) {
        InformationClass raised =
                InformationClass.k(level).r(c.r()).t(c.t()).with(c.personalData());
        return c.secrecy().map(raised::secretBy).orElse(raised);
    }

    @Test
    @DisplayName("the order of the rules means nothing")
    void order() {
        forAll((world, policy, call, offer, now) -> {
            MunicipalRules municipal = World.rules(world.tightening);
            List<Rule> shuffled = new ArrayList<>(Policy.rules(municipal));
            Collections.shuffle(shuffled, world.random);
            Policy other =
                    Policy.withRules(
                            policy.catalog(), world.deployments, municipal, Crisis.NONE, shuffled);
            assertThat(other.decide(call, offer, now)).isEqualTo(policy.decide(call, offer, now));
        });
    }

    @Test
    @DisplayName("certifying a model that nothing is made from takes no permission away")
    void certifying() {
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = new World(seed);
            Policy before = world.policy();
            world.entries.add(world.entry("new", world.entries.size()));
            Policy after = world.policy();
            for (int i = 0; i < CASES; i++) {
                PolicyCall call = world.call();
                ModelOffer offer = world.offer();
                Instant now = world.now();
                assertThat(after.decide(call, offer, now))
                        .isEqualTo(before.decide(call, offer, now));
            }
        }
    }

    @Test
    @DisplayName("what is unknown is denied: model, deployment, purpose, risk class, sector")
    void unknown() {
        forAll((world, policy, call, offer, now) -> {
            ModelOffer stranger =
                    ModelOffer.builder(ModelId.parse("un/known@1"), ModelKind.CHAT)
                            .deployment(offer.deployment())
                            .verifiedDigest(digest("m0"))
                            .build();
            assertThat(policy.decide(call, stranger, now).permitted()).isFalse();
            ModelOffer elsewhere =
                    ModelOffer.builder(offer.model(), offer.kind()).deployment("nowhere").build();
            assertThat(policy.decide(call, elsewhere, now).permitted()).isFalse();
            for (UsageDeclaration usage :
                    List.of(
                            call.usage().in(Sector.of("made-up")),
                            call.usage().risk(RiskClass.of("made-up")),
                            UsageDeclaration.of(Purpose.of("made-up")))) {
                PolicyCall odd =
                        new PolicyCall(
                                call.service(),
                                usage,
                                usage.purpose(),
                                call.informationClass(),
                                false);
                assertThat(policy.decide(odd, offer, now).permitted()).isFalse();
            }
        });
    }

    @Test
    @DisplayName("a municipality that tightens permits nothing more, and prefers only what it may")
    void tightening() {
        forAll((world, policy, call, offer, now) -> {
            List<Integer> more = new ArrayList<>(world.tightening);
            more.add(world.random.nextInt(1_000));
            Policy tighter =
                    Policy.of(policy.catalog(), world.deployments, World.rules(more), Crisis.NONE);
            neverMore(
                    policy.decide(call, offer, now),
                    tighter.decide(call, offer, now),
                    "tightening",
                    more);
            neverMore(
                    Policy.of(policy.catalog(), world.deployments, MunicipalRules.NONE, Crisis.NONE)
                            .decide(call, offer, now),
                    policy.decide(call, offer, now),
                    "municipal rules",
                    more);
        });
    }

    @Test
    @DisplayName("a crisis relaxes freshness and no other rule")
    void crisis() {
        Crisis crisis = new Crisis(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"));
        int[] relaxed = {0};
        forAll((world, policy, call, offer, now) -> {
            PolicyDecision before = policy.decide(call, offer, now);
            PolicyDecision after = policy.with(crisis).decide(call, offer, now);
            assertThat(otherThanFreshness(after)).isEqualTo(otherThanFreshness(before));
            assertThat(after.reasons().size()).isLessThanOrEqualTo(before.reasons().size());
            relaxed[0] += before.reasons().size() - after.reasons().size();
        });
        assertThat(relaxed[0]).isGreaterThan(10);
    }

    private static List<PolicyReason> otherThanFreshness(PolicyDecision decision) {
        return decision.reasons().stream().filter(r -> !r.rule().equals("freshness")).toList();
    }

    @Test
    @DisplayName("a revocation permits nothing more")
    void revocation() {
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = new World(seed);
            Policy before = world.policy();
            world.revoked.add("m" + world.random.nextInt(world.entries.size()));
            Policy after = world.policy();
            for (int i = 0; i < CASES; i++) {
                PolicyCall call = world.call();
                ModelOffer offer = world.offer();
                Instant now = world.now();
                neverMore(
                        before.decide(call, offer, now),
                        after.decide(call, offer, now),
                        "revoking",
                        world.revoked);
            }
        }
    }

    @Test
    @DisplayName("the fast answer, the explained answer and the list of what is permitted agree")
    void agree() {
        for (int seed = 0; seed < WORLDS; seed++) {
            World world = new World(seed);
            Policy policy = world.policy();
            PolicyCall call = world.call();
            Instant now = world.now();
            List<ModelOffer> offers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                offers.add(world.offer());
            }
            List<ModelOffer> permitted = policy.permitted(call, offers, now);
            List<PolicyDecision> explained = policy.explain(call, offers, now);
            for (int i = 0; i < offers.size(); i++) {
                PolicyDecision fast = policy.decide(call, offers.get(i), now);
                assertThat(explained.get(i).permitted()).isEqualTo(fast.permitted());
                assertThat(explained.get(i).reasons()).isEqualTo(fast.reasons());
                assertThat(permitted.contains(offers.get(i))).isEqualTo(fast.permitted());
                assertThat(explained.get(i).alternatives())
                        .hasSize(
                                fast.permitted()
                                        ? 0
                                        : (int)
                                                permitted.stream()
                                                        .map(o -> o.model() + o.deployment())
                                                        .distinct()
                                                        .count());
            }
        }
    }
}
