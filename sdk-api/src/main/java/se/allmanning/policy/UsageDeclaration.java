/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a service says that it does, so that a policy can decide and an auditor can compare: sector,
 * purpose, the highest information class that it handles, its risk class after the AI Act, human
 * oversight, and whether it decides automatically and on which delegation.
 *
 * <p>Unless said otherwise: sector {@link Sector#GENERAL}, highest class {@link
 * InformationClass#DEFAULT}, risk class {@link RiskClass#LIMITED}, oversight {@link
 * HumanOversight#REVIEWED}, no automatic decisions. Immutable; every method that changes something
 * returns a new declaration.
 */
public final class UsageDeclaration {

    private final Purpose purpose;
    private final Sector sector;
    private final InformationClass highest;
    private final RiskClass risk;
    private final HumanOversight oversight;
    private final boolean decidesAutomatically;
    private final @Nullable String delegation;

    private UsageDeclaration(
            Purpose purpose,
            Sector sector,
            InformationClass highest,
            RiskClass risk,
            HumanOversight oversight,
            boolean decidesAutomatically,
            @Nullable String delegation) {
        this.purpose = Objects.requireNonNull(purpose, "purpose");
        this.sector = Objects.requireNonNull(sector, "sector");
        this.highest = Objects.requireNonNull(highest, "highest");
        this.risk = Objects.requireNonNull(risk, "risk");
        this.oversight = Objects.requireNonNull(oversight, "oversight");
        this.decidesAutomatically = decidesAutomatically;
        this.delegation = delegation;
    }

    /** A declaration with the given purpose and the defaults for the rest. */
    public static UsageDeclaration of(Purpose purpose) {
        return new UsageDeclaration(
                purpose,
                Sector.GENERAL,
                InformationClass.DEFAULT,
                RiskClass.LIMITED,
                HumanOversight.REVIEWED,
                false,
                null);
    }

    /** This declaration in another sector. */
    public UsageDeclaration in(Sector newSector) {
        return new UsageDeclaration(
                purpose, newSector, highest, risk, oversight, decidesAutomatically, delegation);
    }

    /** This declaration with another highest information class. */
    public UsageDeclaration upTo(InformationClass newHighest) {
        return new UsageDeclaration(
                purpose, sector, newHighest, risk, oversight, decidesAutomatically, delegation);
    }

    /** This declaration with another risk class. */
    public UsageDeclaration risk(RiskClass newRisk) {
        return new UsageDeclaration(
                purpose, sector, highest, newRisk, oversight, decidesAutomatically, delegation);
    }

    /** This declaration with another kind of human oversight. */
    public UsageDeclaration oversight(HumanOversight newOversight) {
        return new UsageDeclaration(
                purpose, sector, highest, risk, newOversight, decidesAutomatically, delegation);
    }

    /**
     * This declaration for a service that decides without a person.
     *
     * @param newDelegation the decision by which the authority delegated it (KL 6 kap. 37–38 §§),
     *     as it is cited; {@code null} where there is none, which a policy denies
     */
    public UsageDeclaration decidesAutomatically(@Nullable String newDelegation) {
        return new UsageDeclaration(purpose, sector, highest, risk, oversight, true, newDelegation);
    }

    /** What the service uses models for. */
    public Purpose purpose() {
        return purpose;
    }

    /** The part of municipal work it belongs to. */
    public Sector sector() {
        return sector;
    }

    /** The highest information class that the service is made for. */
    public InformationClass highestClass() {
        return highest;
    }

    /** The risk class after the AI Act. */
    public RiskClass risk() {
        return risk;
    }

    /** Where a person stands. */
    public HumanOversight oversight() {
        return oversight;
    }

    /** Whether results take effect without a person's decision. */
    public boolean decidesAutomatically() {
        return decidesAutomatically;
    }

    /** The delegation that an automatic decision rests on. */
    public Optional<String> delegation() {
        return Optional.ofNullable(delegation);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UsageDeclaration that
                && purpose.equals(that.purpose)
                && sector.equals(that.sector)
                && highest.equals(that.highest)
                && risk.equals(that.risk)
                && oversight.equals(that.oversight)
                && decidesAutomatically == that.decidesAutomatically
                && Objects.equals(delegation, that.delegation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                purpose, sector, highest, risk, oversight, decidesAutomatically, delegation);
    }

    @Override
    public String toString() {
        return "UsageDeclaration["
                + purpose
                + ", "
                + sector
                + ", up to "
                + highest
                + ", "
                + risk
                + ", "
                + oversight
                + (decidesAutomatically ? ", decides automatically" : "")
                + "]";
    }
}
