/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds personal identifiers in a text: Swedish personal, coordination and interim numbers in the
 * ways people write them, organisation numbers, telephone numbers and e-mail addresses. What is
 * found and what is not stands in {@code docs/explanation/guards.md}. The time is proportional to
 * the length of the text. Immutable and thread-safe.
 */
public final class PersonalIdentifiers {

    private static final PersonalIdentifiers ALL = of(GuardKind.identifiers());

    private final Sweep sweep;

    private PersonalIdentifiers(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Finds all kinds. */
    public static PersonalIdentifiers all() {
        return ALL;
    }

    /**
     * Finds some kinds.
     *
     * @param kinds of {@link GuardKind#identifiers()}
     */
    public static PersonalIdentifiers of(Set<GuardKind> kinds) {
        return new PersonalIdentifiers(new Sweep(kinds));
    }

    /** What stands in a text, in order and without overlaps. */
    public List<Finding> find(String text) {
        Folded folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < folded.length(); ) {
            Hit hit = sweep.match(folded, i);
            if (hit == null) {
                i++;
            } else {
                int last = i + hit.length() - 1;
                found.add(new Finding(hit.kind(), folded.rawStart(i), folded.rawEnd(last)));
                i = last + 1;
            }
        }
        return found;
    }

    /** The values that stand in a text, in a form that does not depend on how they are written. */
    Set<String> keys(String text) {
        Folded folded = Folded.of(text);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < folded.length(); ) {
            Hit hit = sweep.match(folded, i);
            if (hit == null) {
                i++;
            } else {
                keys.add(Sweep.key(folded, i, hit));
                i += hit.length();
            }
        }
        return keys;
    }
}
