/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import org.jspecify.annotations.Nullable;

/**
 * A colour, near enough to tell whether people can tell it from another.
 *
 * @param red from 0 to 1
 * @param green from 0 to 1
 * @param blue from 0 to 1
 */
public record Colour(float red, float green, float blue) {

    /** Paper. */
    public static final Colour WHITE = new Colour(1, 1, 1);

    /** Ink. */
    public static final Colour BLACK = new Colour(0, 0, 0);

    private static final float BRIGHT = 0.97f;
    private static final float NEAR = 0.03f;

    /** Three or six hexadecimal digits without a sign in front; null for anything else. */
    public static @Nullable Colour hex(String digits) {
        if (digits.matches("[0-9A-Fa-f]{3}")) {
            return hex(digits.replaceAll("(.)", "$1$1"));
        }
        if (!digits.matches("[0-9A-Fa-f]{6}")) {
            return null;
        }
        int rgb = Integer.parseInt(digits, 16);
        return new Colour((rgb >> 16) / 255f, ((rgb >> 8) & 0xFF) / 255f, (rgb & 0xFF) / 255f);
    }

    /** Whether people cannot tell two colours apart: both near white, or hardly different. */
    public boolean isLike(Colour other) {
        return (luminance() > BRIGHT && other.luminance() > BRIGHT)
                || (Math.abs(red - other.red) <= NEAR
                        && Math.abs(green - other.green) <= NEAR
                        && Math.abs(blue - other.blue) <= NEAR);
    }

    /** Weights of Recommendation ITU-R BT.709, on the values as they are. */
    private float luminance() {
        return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
    }
}
