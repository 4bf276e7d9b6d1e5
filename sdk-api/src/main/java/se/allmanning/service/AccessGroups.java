/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks access groups: names of the host's own, compared exactly after Unicode normalisation
 * (NFC).
 */
public final class AccessGroups {

    private static final int MAX_LENGTH = 256;

    private AccessGroups() {}

    /**
     * The groups, normalised, sorted and without doubles.
     *
     * @throws IllegalArgumentException if a group is blank, longer than 256 characters, or holds a
     *     control character
     */
    public static Set<String> checked(Collection<String> groups) {
        TreeSet<String> out = new TreeSet<>();
        for (String group : groups) {
            String name = Normalizer.normalize(group.strip(), Normalizer.Form.NFC);
            if (name.isEmpty()
                    || name.length() > MAX_LENGTH
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "An access group is blank, longer than "
                                + MAX_LENGTH
                                + " characters or holds a control character. Give each group a name.");
            }
            out.add(name);
        }
        return Collections.unmodifiableSet(out);
    }
}
