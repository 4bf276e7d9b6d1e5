/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;

/**
 * The highest class of information that a municipality lets go somewhere. Written {@code K2R2T1},
 * with the kinds of personal data that are let through and {@code secrecy} after plus signs: {@code
 * K3R3T2+special+criminal+secrecy}. Special and criminal data include ordinary. Immutable.
 *
 * @param highest the highest levels
 * @param personalData ids of the kinds of personal data that are let through; empty: none
 * @param secrecy whether information under a secrecy provision is let through
 */
public record ClassLimit(Clearance highest, Set<String> personalData, boolean secrecy) {

    /** Sorts the kinds. */
    public ClassLimit {
        personalData = Collections.unmodifiableSet(new TreeSet<>(personalData));
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ClassLimit parse(String text) {
        String[] parts = text.strip().split("\\+", -1);
        Set<String> kinds = new TreeSet<>();
        boolean secrecy = false;
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equals("secrecy")) {
                secrecy = true;
            } else {
                kinds.add(PersonalData.of(parts[i]).id());
            }
        }
        return new ClassLimit(Clearance.parse(parts[0]), kinds, secrecy);
    }

    /** What both let through. */
    ClassLimit and(ClassLimit other) {
        Set<String> both = new TreeSet<>(personalData);
        both.retainAll(other.personalData);
        if (both.isEmpty() && !personalData.isEmpty() && !other.personalData.isEmpty()) {
            both.add(PersonalData.ORDINARY.id());
        }
        return new ClassLimit(highest.min(other.highest), both, secrecy && other.secrecy);
    }

    /** Whether information of the class is let through. */
    boolean permits(InformationClass information) {
        PersonalData kind = information.personalData();
        return highest.covers(information)
                && (secrecy || information.secrecy().isEmpty())
                && (kind.equals(PersonalData.NONE)
                        || personalData.contains(kind.id())
                        || (kind.equals(PersonalData.ORDINARY) && !personalData.isEmpty()));
    }

    /** The written form. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(highest.toString());
        personalData.forEach(kind -> out.append('+').append(kind));
        return secrecy ? out.append("+secrecy").toString() : out.toString();
    }
}
