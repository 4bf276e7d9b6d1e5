/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.ModelsSection;
import se.allmanning.core.home.PolicySection;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.core.model.ModelSettings;
import se.allmanning.core.model.guard.GuardKind;
import se.allmanning.core.model.guard.GuardPolicy;
import se.allmanning.core.policy.ClassLimit;
import se.allmanning.core.policy.MunicipalRules;
import se.allmanning.model.ModelId;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.Sector;

/** Makes of a configuration what the rooms take. */
final class HostSettings {

    private HostSettings() {}

    static ModelSettings models(Configuration configuration, Secrets secrets) {
        ModelsSection section = configuration.models();
        GuardPolicy.Builder guards = GuardPolicy.builder();
        for (GuardKind kind : GuardKind.identifiers()) {
            String action = section.guards().get(kind.id());
            if (action != null) {
                guards.action(kind, action(action));
            }
        }
        Map<ModelId, ModelSettings.Price> prices = new HashMap<>();
        section.prices()
                .forEach((model, price) ->
                        prices.put(model, new ModelSettings.Price(price.input(), price.output())));
        return new ModelSettings(
                section.timeout(),
                section.tries(),
                ModelSettings.DEFAULT.longestWait(),
                guards.build(),
                section.restore(),
                secrets(configuration, secrets),
                prices,
                section.daily());
    }

    private static GuardPolicy.Action action(String text) {
        return switch (text) {
            case "mask" -> GuardPolicy.Action.MASK;
            case "deny" -> GuardPolicy.Action.DENY;
            default -> GuardPolicy.Action.ALLOW;
        };
    }

    /** The secrets that connectors are given, so that no answer shows one. */
    private static List<String> secrets(Configuration configuration, Secrets secrets) {
        Set<String> found = new HashSet<>();
        for (String id : configuration.connectors()) {
            collect(configuration.connector(id), secrets, found);
        }
        return List.copyOf(found);
    }

    private static void collect(Object value, Secrets secrets, Set<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(v -> collect(v, secrets, found));
        } else if (value instanceof Collection<?> list) {
            list.forEach(v -> collect(v, secrets, found));
        } else if (value instanceof String text) {
            secrets.resolve(text).ifPresent(found::add);
        }
    }

    /** Counts what services have used of their budgets today, as the audit trail tells. */
    static void takeUpBudgets(ModelCalls calls, ModelSettings settings, Home home, Clock clock) {
        if (settings.daily().isEmpty() || !Files.isDirectory(home.audit())) {
            return;
        }
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        AuditReader.of(home.audit())
                .read(
                        AuditFilter.builder().event(AuditEvent.MODEL_CALL).from(midnight).build(),
                        entry -> calls.budgets().takeUp(entry.record()));
    }

    static MunicipalRules rules(Configuration configuration) {
        PolicySection section = configuration.policy();
        MunicipalRules.Builder rules = MunicipalRules.builder();
        section.kinds()
                .forEach((kind, limit) ->
                        rules.maximumAt(HostingKind.of(kind), ClassLimit.parse(limit)));
        section.byDeployment().forEach((id, limit) -> rules.maximumAt(id, ClassLimit.parse(limit)));
        section.byService().forEach((id, limit) -> rules.maximumFor(id, ClassLimit.parse(limit)));
        section.models().forEach(rules::forbidModel);
        section.operators().forEach(rules::forbidOperator);
        section.jurisdictions().forEach(rules::forbidJurisdiction);
        section.services().forEach(rules::forbidService);
        section.sectors()
                .forEach((sector, ids) -> rules.onlyAt(Sector.of(sector), Set.copyOf(ids)));
        switch (section.digest()) {
            case "verified" -> rules.requireVerifiedDigest();
            case "claimed" -> rules.requireDigest();
            default -> {}
        }
        for (String preferred : configuration.models().prefer()) {
            if (preferred.indexOf('/') >= 0) {
                rules.prefer(ModelId.parse(preferred));
            } else {
                rules.prefer(preferred);
            }
        }
        return rules.build();
    }
}
