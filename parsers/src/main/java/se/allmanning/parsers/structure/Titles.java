/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.structure;

import java.util.regex.Pattern;

/** Which of the titles that programs put into files are meant for readers. */
public final class Titles {

    private static final Pattern PROGRAM =
            Pattern.compile(
                    "(?i)^(microsoft (word|powerpoint|excel)\\b.*|untitled.*|dokument ?\\d*|document ?\\d*|namnl.st.*"
                            + "|slide \\d+|presentation ?\\d*|title|titel|rubrik|mall.*|template.*|pdf.?document"
                            + "|scan.*|skannat.*|bild ?\\d*)$");

    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(docx?|dotx?|pdf|rtf|odt|qxd|indd|pm\\d|html?|txt|fm|tmp)$");

    private static final int LONGEST = 300;

    private Titles() {}

    /**
     * The title, or empty where it is a file's name, a program's default or nothing that can be
     * read.
     */
    public static String sensible(String title) {
        String words = Spaces.oneLine(title);
        long letters = words.chars().filter(Character::isLetter).count();
        boolean readable = letters >= 3 && words.indexOf('\uFFFD') < 0 && words.length() <= LONGEST;
        boolean aboutText = !PROGRAM.matcher(words).matches() && !FILE.matcher(words).matches();
        boolean oneToken = words.indexOf(' ') < 0 && words.matches(".*[\\d_].*");
        return readable && aboutText && !oneToken ? words : "";
    }
}
