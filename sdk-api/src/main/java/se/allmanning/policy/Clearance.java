/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how sensitive information a model is cleared: a vector of <em>konfidentialitet</em>,
 * <em>riktighet</em> and <em>tillgänglighet</em>, each 0 to 3, never one number. The levels are
 * KLASSA's; its level 4 has no place here, since information of that level is never sent to a
 * model. Written {@code K3R2T1}. Immutable.
 *
 * @param k konfidentialitet, 0 to 3
 * @param r riktighet, 0 to 3
 * @param t tillgänglighet, 0 to 3
 */
public record Clearance(int k, int r, int t) {

    /** The highest level that a model can be cleared for. */
    public static final int MAX_LEVEL = 3;

    /** Cleared for nothing but information of level 0. */
    public static final Clearance NONE = new Clearance(0, 0, 0);

    /** The highest clearance that there is. */
    public static final Clearance HIGHEST = new Clearance(MAX_LEVEL, MAX_LEVEL, MAX_LEVEL);

    private static final Pattern FORM = Pattern.compile("K([0-9])R([0-9])T([0-9])");

    /**
     * Checks the levels.
     *
     * @throws IllegalArgumentException if one is outside 0 to 3
     */
    public Clearance {
        if (Math.min(k, Math.min(r, t)) < 0 || Math.max(k, Math.max(r, t)) > MAX_LEVEL) {
            throw new IllegalArgumentException(
                    "A clearance has levels 0 to "
                            + MAX_LEVEL
                            + ", found K"
                            + k
                            + "R"
                            + r
                            + "T"
                            + t
                            + ". Level 4 information is never sent to a model.");
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if the text has another form or a level above 3
     */
    public static Clearance parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "Not a clearance: \""
                            + text
                            + "\". Write K, R and T with a level 0 to 3 each, for example K2R2T1.");
        }
        return new Clearance(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)));
    }

    /** The least of this and another, level by level. */
    public Clearance min(Clearance other) {
        return new Clearance(Math.min(k, other.k), Math.min(r, other.r), Math.min(t, other.t));
    }

    /** Whether no level is above the other's. */
    public boolean within(Clearance other) {
        return k <= other.k && r <= other.r && t <= other.t;
    }

    /** Whether information of the given class may be sent, by its K, R and T alone. */
    public boolean covers(InformationClass information) {
        return information.k() <= k && information.r() <= r && information.t() <= t;
    }

    /** {@code K3R2T1}. */
    @Override
    public String toString() {
        return "K" + k + "R" + r + "T" + t;
    }
}
