/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.util.regex.Pattern;

/** The one form of an id in this SDK: {@code [a-z][a-z0-9-]{1,63}}. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,63}");

    private Ids() {}

    /** Whether the text has the form of an id. */
    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /**
     * Returns the id unchanged.
     *
     * @param what what the id names, for the message
     * @throws IllegalArgumentException if the id has another form
     */
    public static String check(String what, String id) {
        if (!isValid(id)) {
            throw new IllegalArgumentException(
                    what
                            + " id \""
                            + (id.length() > 80 ? id.substring(0, 80) + "…" : id)
                            + "\" is not valid. Use 2 to 64 of a-z, 0-9 and -, starting with a letter.");
        }
        return id;
    }
}
