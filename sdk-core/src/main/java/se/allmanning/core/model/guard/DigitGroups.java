/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

/**
 * Groups of digits with separators between them, as far as they could be one number of at most
 * twelve digits. Belongs to one place in one text.
 */
final class DigitGroups {

    /** The most digits that are read. */
    static final int MOST = 12;

    private static final int MOST_BLANKS = 3;
    private static final int MOST_INDENT = 10;

    private static final char NO_MARK = '\0';

    /** A separator of blanks only. */
    static final char BLANK = ' ';

    /** A separator of blanks with one line break among them, and no mark. */
    static final char BREAK = '\n';

    private final Folded text;
    private final char[] digits = new char[MOST];
    private final char[] marks = new char[MOST];
    private final int[] ends = new int[MOST];
    private final byte[] totals = new byte[MOST];
    private int broken;
    private int count;

    /** Reads the groups that begin at a digit. */
    DigitGroups(Folded text, int index) {
        this.text = text;
        int position = index;
        int total = 0;
        while (true) {
            char c = text.at(position);
            while (total < MOST && Folded.isDigit(c)) {
                digits[total++] = c;
                c = text.at(++position);
            }
            if (Folded.isDigit(c)) {
                return;
            }
            ends[count] = position;
            totals[count++] = (byte) total;
            if (total == MOST) {
                return;
            }
            position = separator(position);
            if (!Folded.isDigit(text.at(position))) {
                return;
            }
        }
    }

    /** Reads the separator after the last group; the place after it. */
    private int separator(int from) {
        int blanks = 0;
        int breaks = 0;
        char mark = NO_MARK;
        int position = from;
        while (true) {
            char c = text.at(position);
            if (c == ' ' || c == '\\') {
                blanks++;
            } else if (c == '\n') {
                breaks++;
            } else if (c == '-' || c == '+' || c == '.' || c == '/' || c == '_') {
                if (mark != NO_MARK) {
                    break;
                }
                mark = c == '_' ? '-' : c;
            } else {
                break;
            }
            if (breaks > 1 || blanks > (breaks == 0 ? MOST_BLANKS : MOST_INDENT)) {
                break;
            }
            position++;
        }
        marks[count - 1] = mark != NO_MARK ? mark : breaks > 0 ? BREAK : BLANK;
        broken |= breaks > 0 ? 1 << (count - 1) : 0;
        return position;
    }

    /** The number of groups. */
    int count() {
        return count;
    }

    /** The digits of all groups, one after another. */
    char[] digits() {
        return digits;
    }

    /** The number of digits of the first groups. */
    int total(int groups) {
        return groups == 0 ? 0 : totals[groups - 1];
    }

    /** The place after a group. */
    int end(int group) {
        return ends[group];
    }

    /** The number of digits of a group. */
    int length(int group) {
        return total(group + 1) - total(group);
    }

    /** What stands after a group: {@link #BLANK}, {@link #BREAK} or a mark. */
    char mark(int group) {
        return marks[group];
    }

    /** Whether a line ends after a group. */
    boolean broken(int group) {
        return (broken & 1 << group) != 0;
    }
}
