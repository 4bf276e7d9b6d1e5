/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Deployment;

/**
 * The deployments that somebody other than a connector attests. Several may attest the same one,
 * each what it knows: the catalog an operator and its jurisdiction, the municipality its own
 * agreements. What one leaves out another fills in; where two contradict each other, the deployment
 * is not attested. {@code local}, the host's own process, is always there. Immutable.
 */
public final class Attestations {

    private final Map<String, Deployment> agreed;
    private final Map<String, String> contradictions;

    private Attestations(Map<String, Deployment> agreed, Map<String, String> contradictions) {
        this.agreed = Map.copyOf(agreed);
        this.contradictions = Map.copyOf(contradictions);
    }

    /** What all of the given attestations say together. */
    public static Attestations of(Collection<Deployment> attested) {
        Map<String, List<Deployment>> byId = new LinkedHashMap<>();
        for (Deployment deployment : attested) {
            byId.computeIfAbsent(deployment.id(), id -> new ArrayList<>()).add(deployment);
        }
        Map<String, Deployment> agreed = new HashMap<>();
        Map<String, String> contradictions = new HashMap<>();
        byId.forEach((id, all) -> {
            String contradiction = contradiction(all);
            if (contradiction == null) {
                agreed.put(id, together(all));
            } else {
                contradictions.put(id, contradiction);
            }
        });
        contradictions.remove(ModelOffer.LOCAL);
        agreed.put(ModelOffer.LOCAL, Deployment.inProcess());
        return new Attestations(agreed, contradictions);
    }

    /** The deployment; empty where nobody attests it, or two contradict each other. */
    public Optional<Deployment> find(String id) {
        return Optional.ofNullable(agreed.get(id));
    }

    /** In what two attestations of the deployment contradict each other, in English. */
    public Optional<String> contradiction(String id) {
        return Optional.ofNullable(contradictions.get(id));
    }

    /** All that are attested without contradiction. */
    public Collection<Deployment> all() {
        return agreed.values();
    }

    private static @Nullable String contradiction(List<Deployment> all) {
        if (all.stream().map(Deployment::kind).distinct().count() > 1) {
            return "kind";
        }
        Map<String, Function<Deployment, Optional<String>>> texts = new LinkedHashMap<>();
        texts.put("operator", Deployment::operator);
        texts.put("jurisdiction", Deployment::jurisdiction);
        texts.put("country", Deployment::country);
        texts.put("processorAgreement", Deployment::processorAgreement);
        texts.put("transferGround", Deployment::transferGround);
        texts.put("procurement", Deployment::procurement);
        return texts.entrySet().stream()
                .filter(text ->
                        all.stream()
                                        .map(text.getValue())
                                        .flatMap(Optional::stream)
                                        .distinct()
                                        .count()
                                > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Deployment together(List<Deployment> all) {
        Deployment first = Objects.requireNonNull(all.get(0));
        if (all.size() == 1) {
            return first;
        }
        Deployment.Builder b = first.toBuilder();
        for (Deployment next : all) {
            fill(b, next.operator(), Deployment.Builder::operator);
            fill(b, next.jurisdiction(), Deployment.Builder::jurisdiction);
            fill(b, next.country(), Deployment.Builder::country);
            fill(b, next.processorAgreement(), Deployment.Builder::processorAgreement);
            fill(b, next.transferGround(), Deployment.Builder::transferGround);
            fill(b, next.procurement(), Deployment.Builder::procurement);
        }
        return b.noTraining(all.stream().anyMatch(Deployment::noTraining))
                .technicalProcessingOnly(all.stream().anyMatch(Deployment::technicalProcessingOnly))
                .dutyOfSilence(all.stream().anyMatch(Deployment::dutyOfSilence))
                .build();
    }

    private static void fill(
            Deployment.Builder b,
            Optional<String> text,
            BiConsumer<Deployment.Builder, String> setter) {
        text.ifPresent(value -> setter.accept(b, value));
    }
}
