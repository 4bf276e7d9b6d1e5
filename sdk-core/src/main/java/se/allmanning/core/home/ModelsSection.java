/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.Sector;
import se.allmanning.service.Budget;

/**
 * The part {@code models} of a configuration: how models are called, what they cost, and the roles
 * of the host's own code. Immutable.
 *
 * @param timeout how long one call may take in all
 * @param tries how often one offer is tried in a call
 * @param prefer deployments or models, the most preferred first
 * @param guards what happens to a kind of identifier ({@code personal-number}, {@code phone} …) on
 *     its way out: {@code mask}, {@code deny} or {@code allow}
 * @param restore whether masked identifiers are put back into answers
 * @param prices what a million tokens cost in kronor, in and out, by model
 * @param daily what a service may use in a day
 * @param roles the roles of the host's own code
 */
public record ModelsSection(
        Duration timeout,
        int tries,
        List<String> prefer,
        Map<String, String> guards,
        boolean restore,
        Map<ModelId, Price> prices,
        Map<String, Budget> daily,
        Map<String, Role> roles) {

    /**
     * What a million tokens cost, in kronor.
     *
     * @param input for those that go in
     * @param output for those that come out
     */
    public record Price(BigDecimal input, BigDecimal output) {}

    /**
     * What the host's own code uses a model for.
     *
     * @param purpose the purpose
     * @param sector the sector
     * @param highest the highest information class
     * @param languages the languages that the model must be made for
     */
    public record Role(
            Purpose purpose, Sector sector, InformationClass highest, List<String> languages) {}

    /** Copies the collections. */
    public ModelsSection {
        prefer = List.copyOf(prefer);
        guards = Map.copyOf(guards);
        prices = Map.copyOf(prices);
        daily = Map.copyOf(daily);
        roles = Map.copyOf(roles);
    }

    static ModelsSection read(YamlReader.Section models, YamlReader.Section budgets) {
        Map<String, String> guards = new TreeMap<>();
        YamlReader.Section guard = models.section("guards");
        for (String kind :
                List.of(
                        "personal-number",
                        "coordination-number",
                        "interim-number",
                        "organisation",
                        "phone",
                        "email")) {
            guard.checked(kind, ModelsSection::action).ifPresent(a -> guards.put(kind, a));
        }
        return new ModelsSection(
                Duration.ofSeconds(models.integer("timeout-seconds", 1, 3600).orElse(120L)),
                models.integer("tries", 1, 10).orElse(3L).intValue(),
                models.checkedList("prefer", ModelsSection::preferred).orElse(List.of()),
                guards,
                guard.checked("restore", Values::flag).orElse(true),
                prices(models),
                daily(budgets),
                roles(models.section("roles")));
    }

    private static List<String> preferred(Collection<String> texts) {
        return texts.stream()
                .map(t -> t.indexOf('/') >= 0 ? ModelId.parse(t).toString() : Values.id(t))
                .toList();
    }

    private static String action(String text) {
        if (!List.of("mask", "deny", "allow").contains(text)) {
            throw new IllegalArgumentException("write mask, deny or allow");
        }
        return text;
    }

    private static Map<ModelId, Price> prices(YamlReader.Section models) {
        Map<ModelId, Price> prices = new java.util.HashMap<>();
        for (YamlReader.Section price : models.items("prices")) {
            Optional<ModelId> model = price.required("model", ModelId::parse);
            Optional<BigDecimal> input = price.required("input", Values::amount);
            Optional<BigDecimal> output = price.required("output", Values::amount);
            if (model.isPresent() && input.isPresent() && output.isPresent()) {
                prices.put(model.get(), new Price(input.get(), output.get()));
            }
        }
        return prices;
    }

    private static Map<String, Budget> daily(YamlReader.Section budgets) {
        Map<String, Budget> daily = new TreeMap<>();
        budgets.sections()
                .forEach((service, section) -> {
                    long tokens =
                            section.integer("tokens-per-day", 0, 999_999_999_999L)
                                    .orElse(Long.MAX_VALUE);
                    @Nullable BigDecimal kronor =
                            section.checked("kronor-per-day", Values::amount).orElse(null);
                    daily.put(service, new Budget(tokens, kronor));
                });
        return daily;
    }

    private static Map<String, Role> roles(YamlReader.Section roles) {
        Map<String, Role> out = new TreeMap<>();
        roles.sections()
                .forEach((id, section) -> {
                    Optional<Purpose> purpose = section.required("purpose", Purpose::of);
                    Sector sector = section.checked("sector", Sector::of).orElse(Sector.GENERAL);
                    InformationClass highest =
                            section.checked("class", InformationClass::parse)
                                    .orElse(InformationClass.DEFAULT);
                    List<String> languages =
                            section.checkedList("languages", Values::texts).orElse(List.of());
                    purpose.ifPresent(p -> out.put(id, new Role(p, sector, highest, languages)));
                });
        return out;
    }
}
