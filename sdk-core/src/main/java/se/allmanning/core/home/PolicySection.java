/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import se.allmanning.model.ModelId;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;

/**
 * The parts {@code deployments} and {@code policy} of a configuration: what the municipality
 * attests of where models run, and what it forbids beyond the catalog and the law. Class limits are
 * written {@code K2R2T1+ordinary}. Immutable.
 *
 * @param deployments the deployments that the municipality attests
 * @param kinds the highest class by kind of hosting
 * @param byDeployment the highest class by deployment
 * @param byService the highest class by service
 * @param models forbidden models
 * @param operators forbidden operators
 * @param jurisdictions countries in or under whose law nothing may run
 * @param services services that may use no model
 * @param sectors for a sector, the only deployments that may serve it
 * @param digest what must be known of a model's digest: {@code any}, {@code claimed} or {@code
 *     verified}
 */
public record PolicySection(
        List<Deployment> deployments,
        Map<String, String> kinds,
        Map<String, String> byDeployment,
        Map<String, String> byService,
        List<ModelId> models,
        List<String> operators,
        List<String> jurisdictions,
        List<String> services,
        Map<String, List<String>> sectors,
        String digest) {

    /** Copies the collections. */
    public PolicySection {
        deployments = List.copyOf(deployments);
        kinds = Map.copyOf(kinds);
        byDeployment = Map.copyOf(byDeployment);
        byService = Map.copyOf(byService);
        models = List.copyOf(models);
        operators = List.copyOf(operators);
        jurisdictions = List.copyOf(jurisdictions);
        services = List.copyOf(services);
        sectors = Map.copyOf(sectors);
    }

    static PolicySection read(YamlReader.Section root) {
        List<Deployment> deployments = new java.util.ArrayList<>();
        root.section("deployments")
                .sections()
                .forEach((id, section) -> deployment(id, section).ifPresent(deployments::add));
        YamlReader.Section policy = root.section("policy");
        YamlReader.Section highest = policy.section("highest-class");
        YamlReader.Section forbid = policy.section("forbid");
        return new PolicySection(
                deployments,
                limits(highest.section("hosting")),
                limits(highest.section("deployments")),
                limits(highest.section("services")),
                forbid.checkedList("models", m -> m.stream().map(ModelId::parse).toList())
                        .orElse(List.of()),
                forbid.checkedList("operators", Values::texts).orElse(List.of()),
                forbid.checkedList("jurisdictions", Values::countries).orElse(List.of()),
                forbid.checkedList("services", Values::ids).orElse(List.of()),
                sectors(policy.section("sectors")),
                policy.checked("digest", PolicySection::digest).orElse("any"));
    }

    private static String digest(String text) {
        if (!List.of("any", "claimed", "verified").contains(text)) {
            throw new IllegalArgumentException("write any, claimed or verified");
        }
        return text;
    }

    private static Map<String, String> limits(YamlReader.Section section) {
        Map<String, String> limits = new TreeMap<>();
        section.keys()
                .forEach(key ->
                        section.checked(key, Values::limit).ifPresent(v -> limits.put(key, v)));
        return limits;
    }

    private static Map<String, List<String>> sectors(YamlReader.Section section) {
        Map<String, List<String>> sectors = new TreeMap<>();
        section.keys()
                .forEach(key ->
                        section.checkedList(key, Values::ids).ifPresent(v -> sectors.put(key, v)));
        return sectors;
    }

    private static Optional<Deployment> deployment(String id, YamlReader.Section section) {
        Optional<HostingKind> kind = section.required("kind", PolicySection::kind);
        Deployment.Builder b = Deployment.builder(id, kind.orElse(HostingKind.OTHER));
        set(section, "operator", Values::text, b::operator);
        set(section, "jurisdiction", Values::country, b::jurisdiction);
        set(section, "country", Values::country, b::country);
        set(section, "processor-agreement", Values::text, b::processorAgreement);
        set(section, "transfer-ground", Values::text, b::transferGround);
        set(section, "procurement", Values::text, b::procurement);
        section.checked("no-training", Values::flag).ifPresent(b::noTraining);
        section.checked("technical-processing-only", Values::flag)
                .ifPresent(b::technicalProcessingOnly);
        section.checked("duty-of-silence", Values::flag).ifPresent(b::dutyOfSilence);
        return kind.map(k -> b.build());
    }

    private static void set(
            YamlReader.Section section,
            String key,
            Function<String, String> parser,
            java.util.function.Consumer<String> setter) {
        section.checked(key, parser).ifPresent(setter);
    }

    private static HostingKind kind(String text) {
        for (HostingKind kind :
                List.of(
                        HostingKind.IN_PROCESS,
                        HostingKind.ON_PREMISES,
                        HostingKind.NATIONAL_CLOUD,
                        HostingKind.EU_CLOUD,
                        HostingKind.OTHER)) {
            if (kind.id().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "write in-process, on-premises, national-cloud, eu-cloud or other");
    }
}
