/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One rule of a policy. All it can do is deny: a rule that permits cannot be written.
 *
 * @param code the stable code of its denials
 * @param id its id
 * @param legal ids of the provisions that it rests on, in {@code legal.json}; empty where it rests
 *     on none
 * @param denies whether it speaks against the use; asked in every decision, so it only compares
 * @param finding why, in words; asked only where it denies
 */
record Rule(
        String code,
        String id,
        List<String> legal,
        Predicate<Facts> denies,
        Function<Facts, Finding> finding) {

    Rule {
        legal = List.copyOf(legal);
    }

    /**
     * Why a rule denies.
     *
     * @param needed what the call needs
     * @param found what there is
     * @param sv the reason in Swedish, a sentence or several
     * @param en the reason in English
     */
    record Finding(String needed, String found, String sv, String en) {}
}
