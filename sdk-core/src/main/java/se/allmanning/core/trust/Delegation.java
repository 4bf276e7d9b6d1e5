/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.allmanning.policy.Clearance;
import se.allmanning.service.Ids;

/**
 * Somebody else who may certify models of some sectors, up to a clearance. Immutable.
 *
 * @param name the delegate's name, an id, and the name of its document
 * @param role who signs it
 * @param maximum above what nothing in it is cleared
 * @param sectors the ids of the sectors that its entries may be for
 */
public record Delegation(String name, RoleKeys role, Clearance maximum, List<String> sectors) {

    /** No catalog delegates to more than this. */
    public static final int MAX = 256;

    /** Copies the sectors. */
    public Delegation {
        sectors = List.copyOf(sectors);
    }

    /** Whether a delegate may have the name: it is an id, and no role's. */
    public static boolean isName(String name) {
        return Ids.isValid(name) && !RootDocument.ROLES.contains(name);
    }

    static List<Delegation> all(Fields catalog, String what) {
        List<Delegation> delegations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields one : catalog.objects("delegations")) {
            String name = one.text("name");
            if (!isName(name) || !names.add(name)) {
                throw TrustException.delegation(
                        what, "a delegate's name is no id, a role's, or given twice");
            }
            if (!one.has("maximum")) {
                throw TrustException.delegation(what, name + " has no maximum clearance");
            }
            List<String> sectors = one.texts("sectors");
            if (sectors.isEmpty() || !sectors.stream().allMatch(Ids::isValid)) {
                throw TrustException.delegation(
                        what, name + " has no sectors, or one whose id is not valid");
            }
            delegations.add(
                    new Delegation(
                            name,
                            one.role(one.keys()),
                            one.clearance("maximum").orElseThrow(),
                            sectors));
        }
        if (delegations.size() > MAX) {
            throw TrustException.delegation(what, "it delegates to more than " + MAX);
        }
        return delegations;
    }
}
