/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How sensitive a piece of information is: the vector of <em>konfidentialitet</em> (K),
 * <em>riktighet</em> (R) and <em>tillgänglighet</em> (T), each 0 to 4 as in KLASSA, together with
 * whether it holds personal data and, where it is known, the provision of offentlighets- och
 * sekretesslagen (2009:400) that makes it secret. It is never one number.
 *
 * <p>A document carries the class of what is in it; an {@link se.allmanning.service.Invocation
 * Invocation} carries the highest class that the call may touch. {@link #within(InformationClass)}
 * compares the two.
 *
 * <p>Written {@code K2R2T1}; with personal data or secrecy {@code K3R2T1+ordinary} or {@code
 * K3R2T1+special(OSL 26:1)}. Immutable and thread-safe.
 */
public final class InformationClass {

    /**
     * The class of a document or a call that says nothing else: {@code K1R1T1}, no personal data,
     * no secrecy.
     */
    public static final InformationClass DEFAULT =
            new InformationClass(1, 1, 1, PersonalData.NONE, null);

    /** The highest level of each of the three. Level 4 information is never sent to a model. */
    public static final int MAX_LEVEL = 4;

    private static final Pattern FORM =
            Pattern.compile(
                    "K([0-4])R([0-4])T([0-4])(?:\\+([a-z][a-z0-9-]{1,63}))?(?:\\(([^()]{1,80})\\))?");

    private final int k;
    private final int r;
    private final int t;
    private final PersonalData personalData;
    private final @Nullable String secrecy;

    private InformationClass(
            int k, int r, int t, PersonalData personalData, @Nullable String secrecy) {
        this.k = level("K", k);
        this.r = level("R", r);
        this.t = level("T", t);
        this.personalData = Objects.requireNonNull(personalData, "personalData");
        this.secrecy = secrecy;
    }

    private static int level(String name, int level) {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException(
                    "Information class level "
                            + name
                            + " is "
                            + level
                            + "; allowed: 0 to "
                            + MAX_LEVEL
                            + ".");
        }
        return level;
    }

    /**
     * Starts a class with the given level of confidentiality; the other two are 1 until said
     * otherwise.
     *
     * @param level 0 to 4
     * @throws IllegalArgumentException if the level is outside 0 to 4
     */
    public static InformationClass k(int level) {
        return new InformationClass(level, 1, 1, PersonalData.NONE, null);
    }

    /** This class with another level of <em>riktighet</em> (integrity), 0 to 4. */
    public InformationClass r(int level) {
        return new InformationClass(k, level, t, personalData, secrecy);
    }

    /** This class with another level of <em>tillgänglighet</em> (availability), 0 to 4. */
    public InformationClass t(int level) {
        return new InformationClass(k, r, level, personalData, secrecy);
    }

    /** This class with personal data of the given kind. */
    public InformationClass with(PersonalData kind) {
        return new InformationClass(k, r, t, kind, secrecy);
    }

    /**
     * This class made secret by a provision of OSL.
     *
     * @param provision the provision as it is cited, for example {@code OSL 26:1}; 1 to 80
     *     characters, no parentheses
     * @throws IllegalArgumentException if the provision is blank, too long or holds a parenthesis
     */
    public InformationClass secretBy(String provision) {
        if (provision.isBlank() || provision.length() > 80 || provision.matches(".*[()].*")) {
            throw new IllegalArgumentException(
                    "A secrecy provision is 1 to 80 characters without parentheses, for example \"OSL 26:1\".");
        }
        return new InformationClass(k, r, t, personalData, provision);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text has another form; the message gives the form
     */
    public static InformationClass parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "Not an information class: \""
                            + text
                            + "\". Write K, R and T with a level 0 to 4 each, for example K2R2T1 or K3R2T1+special.");
        }
        String kind = m.group(4);
        return new InformationClass(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                kind == null ? PersonalData.NONE : PersonalData.of(kind),
                m.group(5));
    }

    /** Konfidentialitet, 0 to 4. */
    public int k() {
        return k;
    }

    /** Riktighet, 0 to 4. */
    public int r() {
        return r;
    }

    /** Tillgänglighet, 0 to 4. */
    public int t() {
        return t;
    }

    /** Whether, and of which kind, there is personal data. */
    public PersonalData personalData() {
        return personalData;
    }

    /** The provision of OSL that makes the information secret, where one is known. */
    public Optional<String> secrecy() {
        return Optional.ofNullable(secrecy);
    }

    /**
     * Whether information of this class may be given to a model at all: none of the three levels is
     * {@link #MAX_LEVEL}. Which model it may be given to is another question.
     */
    public boolean mayReachModels() {
        return k < MAX_LEVEL && r < MAX_LEVEL && t < MAX_LEVEL;
    }

    /**
     * Whether information of this class may be seen where {@code limit} is the highest class
     * permitted: no level is above the limit's, the personal data is {@linkplain
     * PersonalData#within(PersonalData) within} the limit's, and a secrecy provision is the same
     * one that the limit names.
     */
    public boolean within(InformationClass limit) {
        return k <= limit.k
                && r <= limit.r
                && t <= limit.t
                && personalData.within(limit.personalData)
                && (secrecy == null || secrecy.equals(limit.secrecy));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InformationClass that
                && k == that.k
                && r == that.r
                && t == that.t
                && personalData.equals(that.personalData)
                && Objects.equals(secrecy, that.secrecy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(k, r, t, personalData, secrecy);
    }

    /** The written form, read back by {@link #parse(String)}. */
    @Override
    public String toString() {
        StringBuilder out =
                new StringBuilder()
                        .append('K')
                        .append(k)
                        .append('R')
                        .append(r)
                        .append('T')
                        .append(t);
        if (!personalData.equals(PersonalData.NONE)) {
            out.append('+').append(personalData.id());
        }
        if (secrecy != null) {
            out.append('(').append(secrecy).append(')');
        }
        return out.toString();
    }
}
