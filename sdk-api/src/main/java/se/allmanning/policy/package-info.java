/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The values on which a policy decides: how sensitive information is ({@link
 * se.allmanning.policy.InformationClass}, a K/R/T vector as in KLASSA, with personal data and
 * secrecy), and what a service says that it does ({@link se.allmanning.policy.UsageDeclaration}:
 * sector, purpose, highest class, risk class after the AI Act, human oversight, automatic
 * decisions). What it decides is a {@link se.allmanning.policy.PolicyDecision} for each model at a
 * {@link se.allmanning.policy.Deployment}, with every reason in Swedish and English; a {@link
 * se.allmanning.policy.PolicyDeniedException} carries them all.
 *
 * <pre>{@code
 * InformationClass document = InformationClass.k(2).r(2).t(1).with(PersonalData.ORDINARY);
 * boolean visible = document.within(invocation.informationClass());
 * }</pre>
 *
 * <p>What may grow is an open value with an id, not an enum, so that a new one never breaks an old
 * plugin. All types are immutable.
 */
@NullMarked
package se.allmanning.policy;

import org.jspecify.annotations.NullMarked;
