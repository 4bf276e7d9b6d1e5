/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.util.Locale;
import java.util.Objects;
import se.allmanning.policy.HumanOversight;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.RiskClass;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;

/**
 * What a policy decides on, apart from the model: which service does what with which information.
 * Holds no content. Immutable.
 *
 * @param service the id of the service
 * @param usage what the service says that it does
 * @param purpose what this call is for, the service's purpose or a narrower one
 * @param informationClass the highest class of the information in the call
 * @param securityClassified whether the information is security-classified (2018:585); also so if
 *     the provision that makes it secret cites that act
 */
public record PolicyCall(
        String service,
        UsageDeclaration usage,
        Purpose purpose,
        InformationClass informationClass,
        boolean securityClassified) {

    /** Checks that all are there. */
    public PolicyCall {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(informationClass, "informationClass");
        securityClassified |= citesProtectiveSecurity(informationClass);
    }

    /** A call of a service: the invocation's purpose and class, else the service's purpose. */
    public static PolicyCall of(ServiceDescriptor service, Invocation invocation) {
        return new PolicyCall(
                service.id(),
                service.usage(),
                invocation.purpose().orElse(service.usage().purpose()),
                invocation.informationClass(),
                false);
    }

    /**
     * Whether a person must read what a model writes before it has effect: where the service says
     * that one does, and in every high-risk use.
     */
    public boolean review() {
        return review(usage);
    }

    /** As {@link #review()}, of a usage. */
    public static boolean review(UsageDeclaration usage) {
        return usage.oversight().equals(HumanOversight.REVIEWED)
                || usage.risk().equals(RiskClass.HIGH);
    }

    /**
     * Whether the call's purpose is the service's or a narrower one. Purposes are open values; one
     * whose id continues another's after a hyphen is narrower: {@code question-answering-archive}
     * is within {@code question-answering}.
     */
    boolean purposeWithinUsage() {
        String declared = usage.purpose().id();
        String found = purpose.id();
        return found.equals(declared)
                || (found.length() > declared.length()
                        && found.startsWith(declared)
                        && found.charAt(declared.length()) == '-');
    }

    private static boolean citesProtectiveSecurity(InformationClass information) {
        String provision = information.secrecy().orElse("");
        return !provision.isEmpty()
                && (provision.contains("2018:585")
                        || provision.toLowerCase(Locale.ROOT).contains("säkerhetsskydd"));
    }
}
