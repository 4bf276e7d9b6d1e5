/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.catalog.Catalogs.NOW;
import static se.allmanning.core.catalog.Catalogs.digest;
import static se.allmanning.core.catalog.Catalogs.id;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.core.catalog.Catalogs;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;

@DisplayName("Of what is permitted")
class PreferenceTest {

    private static final ServiceDescriptor SERVICE =
            ServiceDescriptor.builder("answers")
                    .title("Svar")
                    .purpose("Answers")
                    .needs(ModelNeed.chat("writer"))
                    .usage(
                            UsageDeclaration.of(Purpose.QUESTION_ANSWERING)
                                    .upTo(InformationClass.k(2).with(PersonalData.ORDINARY)))
                    .build();

    private static Deployment at(String id, HostingKind kind) {
        return Deployment.builder(id, kind)
                .operator("Drift AB")
                .jurisdiction("SE")
                .country("SE")
                .processorAgreement("PUB")
                .procurement("KS 2026/17")
                .noTraining(true)
                .build();
    }

    private static final List<Deployment> DEPLOYMENTS =
            List.of(
                    at("abroad", HostingKind.OTHER),
                    at("europe", HostingKind.EU_CLOUD),
                    at("nation", HostingKind.NATIONAL_CLOUD),
                    at("own", HostingKind.ON_PREMISES));

    private static List<ModelOffer> offers() {
        List<ModelOffer> offers = new ArrayList<>();
        for (Deployment deployment : DEPLOYMENTS) {
            offers.add(
                    ModelOffer.builder(id("model"), ModelKind.CHAT)
                            .deployment(deployment.id())
                            .build());
        }
        offers.add(
                ModelOffer.builder(id("small"), ModelKind.CHAT)
                        .verifiedDigest(digest("small"))
                        .build());
        return offers;
    }

    private static List<String> order(MunicipalRules rules) {
        return policy(rules)
                .permitted(PolicyCall.of(SERVICE, Invocation.of("local")), offers(), NOW)
                .stream()
                .map(ModelOffer::deployment)
                .toList();
    }

    private static Policy policy(MunicipalRules rules) {
        return Policy.of(
                Catalogs.document().made("model").made("small").catalog(),
                DEPLOYMENTS,
                rules,
                Crisis.NONE);
    }

    @Test
    @DisplayName("the nearest to the municipality comes first")
    void nearest() {
        assertThat(order(MunicipalRules.NONE))
                .containsExactly("local", "own", "nation", "europe", "abroad");
    }

    @Test
    @DisplayName("what the municipality prefers comes before that, in its order")
    void preferred() {
        assertThat(order(MunicipalRules.builder().prefer("europe").prefer(id("model")).build()))
                .containsExactly("europe", "own", "nation", "abroad", "local");
    }

    @Test
    @DisplayName("a denial names what would be permitted instead, in that order")
    void alternatives() {
        MunicipalRules rules =
                MunicipalRules.builder().prefer("abroad").forbidModel(id("small")).build();
        List<PolicyDecision> decisions =
                policy(rules)
                        .explain(PolicyCall.of(SERVICE, Invocation.of("local")), offers(), NOW);
        assertThat(decisions)
                .extracting(PolicyDecision::deployment)
                .containsExactly("abroad", "europe", "nation", "own", "local");
        assertThat(decisions.get(0).alternatives()).isEmpty();
        assertThat(decisions.get(4).permitted()).isFalse();
        assertThat(decisions.get(4).alternatives())
                .extracting(PolicyDecision.Alternative::deployment)
                .containsExactly("abroad", "own", "nation", "europe");
    }

    @Test
    @DisplayName("a call has the invocation's purpose and class, and a narrower purpose is within")
    void call() {
        Invocation narrower =
                Invocation.builder("local")
                        .purpose(Purpose.of("question-answering-archive"))
                        .informationClass(InformationClass.k(2))
                        .build();
        PolicyCall call = PolicyCall.of(SERVICE, narrower);
        assertThat(call.purposeWithinUsage()).isTrue();
        assertThat(call.informationClass()).isEqualTo(InformationClass.k(2));
        assertThat(
                        PolicyCall.of(
                                        SERVICE,
                                        narrower.toBuilder()
                                                .purpose(Purpose.of("question-answeringx"))
                                                .build())
                                .purposeWithinUsage())
                .isFalse();
        assertThat(PolicyCall.of(SERVICE, Invocation.of("local")).purpose())
                .isEqualTo(Purpose.QUESTION_ANSWERING);
    }

    @Test
    @DisplayName("a class limit is read as it is written, and says what it lets through")
    void limits() {
        ClassLimit limit = ClassLimit.parse("K2R3T1+special+secrecy");
        assertThat(ClassLimit.parse(limit.toString())).isEqualTo(limit);
        InformationClass ordinary = InformationClass.k(2).with(PersonalData.ORDINARY);
        assertThat(limit.permits(ordinary.secretBy("OSL 21:7"))).isTrue();
        assertThat(limit.permits(ordinary.with(PersonalData.CRIMINAL))).isFalse();
        assertThat(limit.permits(InformationClass.k(3))).isFalse();
        assertThat(ClassLimit.parse("K2R3T1").permits(ordinary)).isFalse();
        assertThatThrownBy(() -> ClassLimit.parse("K4R1T1"))
                .hasMessageContaining("A clearance has levels 0 to 3");
        assertThatThrownBy(() -> MunicipalRules.builder().forbidJurisdiction("Sweden"))
                .hasMessageContaining("ISO 3166-1 alpha-2");
    }
}
