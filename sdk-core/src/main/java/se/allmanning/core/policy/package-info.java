/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Who may use which model for what. A {@link se.allmanning.core.policy.Policy} is made from the
 * certified catalog, the deployments that the municipality attests, its {@link
 * se.allmanning.core.policy.MunicipalRules} and a {@link se.allmanning.core.policy.Crisis}, and
 * decides on a {@link se.allmanning.core.policy.PolicyCall} and an offer:
 *
 * <pre>{@code
 * Policy policy = Policy.of(catalog, deployments, municipalRules, Crisis.NONE);
 * PolicyCall call = PolicyCall.of(service.descriptor(), invocation);
 * List<ModelOffer> usable = policy.permitted(call, offers, clock.instant());
 * List<PolicyDecision> why = policy.explain(call, offers, clock.instant());
 * }</pre>
 *
 * <p>Everything that is not known is denied: a model, a deployment, a purpose, a risk class. A rule
 * is a value with a code, an id and the provisions that it rests on; all it can do is deny. The
 * provisions are data in {@code legal.json}. {@code docs/explanation/policy.md} tells of every
 * rule.
 *
 * <p>A crisis is declared by {@link se.allmanning.core.policy.SignedOrder orders} that several
 * operators sign, with a {@link se.allmanning.core.policy.CrisisSwitch} over a folder of the home:
 *
 * <pre>{@code
 * CrisisSwitch crisis = CrisisSwitch.open(home.resolve("crisis"), keys, listener);
 * Policy now = policy.with(crisis.current(clock.instant()));
 * }</pre>
 *
 * <p>All types are thread-safe, and all but the switch immutable; a new catalog or a crisis makes a
 * new policy.
 */
@NullMarked
package se.allmanning.core.policy;

import org.jspecify.annotations.NullMarked;
