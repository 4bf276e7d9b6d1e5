/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a policy decided as it did: one rule, what it needed and what it found, its legal ground or
 * guidance, in Swedish for the official and in English for the developer. Holds no content of a
 * call. Immutable.
 *
 * @param code stable, for example {@code ALM-POL-108}; {@code docs/errors.md} explains it
 * @param rule the id of the rule, for example {@code clearance}
 * @param needed what the call needs, for example {@code K3R2T2}
 * @param found what there is, for example {@code K2R2T2}
 * @param legal the provision or guidance, as it is cited; {@code null} where the rule rests on none
 * @param sv the reason in Swedish
 * @param en the reason in English
 */
public record PolicyReason(
        String code,
        String rule,
        String needed,
        String found,
        @Nullable String legal,
        String sv,
        String en) {

    /** Checks that nothing but the legal ground is absent. */
    public PolicyReason {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(needed, "needed");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(sv, "sv");
        Objects.requireNonNull(en, "en");
    }
}
