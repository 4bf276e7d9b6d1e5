/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the colours of style sheets that are written out; all others are unknown. */
final class CssColour {

    private static final Pattern RGB =
            Pattern.compile(
                    "rgba?\\(\\s*(\\d{1,3})[\\s,]+(\\d{1,3})[\\s,]+(\\d{1,3})(?:\\s*[,/]\\s*([\\d.]+)(%?))?\\s*\\)");
    private static final Pattern WORD = Pattern.compile("#[0-9a-f]+|rgba?\\([^)]*\\)|[a-z-]+");

    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("white", "ffffff"),
                    Map.entry("snow", "fffafa"),
                    Map.entry("ivory", "fffff0"),
                    Map.entry("ghostwhite", "f8f8ff"),
                    Map.entry("floralwhite", "fffaf0"),
                    Map.entry("mintcream", "f5fffa"),
                    Map.entry("azure", "f0ffff"),
                    Map.entry("whitesmoke", "f5f5f5"),
                    Map.entry("black", "000000"),
                    Map.entry("gray", "808080"),
                    Map.entry("grey", "808080"),
                    Map.entry("silver", "c0c0c0"),
                    Map.entry("red", "ff0000"),
                    Map.entry("green", "008000"),
                    Map.entry("blue", "0000ff"),
                    Map.entry("navy", "000080"),
                    Map.entry("yellow", "ffff00"));

    private CssColour() {}

    static @Nullable Colour of(String value) {
        if (value.startsWith("#")) {
            String digits = value.substring(1);
            return Colour.hex(
                    digits.length() == 8
                            ? digits.substring(0, 6)
                            : digits.length() == 4 ? digits.substring(0, 3) : digits);
        }
        Matcher m = RGB.matcher(value);
        if (m.matches()) {
            return new Colour(part(m.group(1)), part(m.group(2)), part(m.group(3)));
        }
        String digits = NAMES.get(value);
        return digits == null ? null : Colour.hex(digits);
    }

    private static float part(String number) {
        return Math.min(255, Integer.parseInt(number)) / 255f;
    }

    /** Whether a colour paints nothing. */
    static boolean isTransparent(String value) {
        Matcher m = RGB.matcher(value);
        if (m.matches() && m.group(4) != null) {
            return m.group(4).matches("0*\\.?0*");
        }
        return value.equals("transparent") || value.matches("#([0-9a-f]{3}0|[0-9a-f]{6}00)");
    }

    /** The one colour in the value of {@code background}; null where there is none. */
    static @Nullable Colour within(String background) {
        if (background.contains("url(") || background.contains("gradient")) {
            return null;
        }
        Matcher word = WORD.matcher(background);
        while (word.find()) {
            Colour colour = of(word.group());
            if (colour != null) {
                return colour;
            }
        }
        return null;
    }
}
