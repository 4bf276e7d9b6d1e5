/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The detectors of identifiers, asked in order at each place of a text. Immutable. */
final class Sweep implements Detector {

    private static final Set<GuardKind> NUMBERS =
            Set.of(
                    GuardKind.PERSONAL_NUMBER,
                    GuardKind.COORDINATION_NUMBER,
                    GuardKind.INTERIM_NUMBER,
                    GuardKind.ORGANISATION);

    private final Set<GuardKind> kinds;
    private final boolean anyNumber;
    private final PersonalNumbers numbers = new PersonalNumbers();
    private final PhoneNumbers phones = new PhoneNumbers();
    private final EmailAddresses emails = new EmailAddresses();

    Sweep(Set<GuardKind> kinds) {
        this.kinds = Set.copyOf(kinds);
        anyNumber = kinds.stream().anyMatch(NUMBERS::contains);
    }

    @Override
    public @Nullable Hit match(Folded text, int index) {
        char c = text.at(index);
        if (anyNumber && Folded.isDigit(c)) {
            Hit hit = numbers.match(text, index);
            if (hit != null && kinds.contains(hit.kind())) {
                return hit;
            }
        }
        if ((c == '0' || c == '+' || c == '(') && kinds.contains(GuardKind.PHONE)) {
            Hit hit = phones.match(text, index);
            if (hit != null && !holdsNumber(text, index, hit.length())) {
                return hit;
            }
        }
        return kinds.contains(GuardKind.EMAIL) ? emails.match(text, index) : null;
    }

    /** Whether a number that is looked for begins within what looks like a telephone number. */
    private boolean holdsNumber(Folded text, int index, int length) {
        for (int i = index + 1; anyNumber && i < index + length; i++) {
            Hit hit = numbers.match(text, i);
            if (hit != null && kinds.contains(hit.kind())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value of an identifier without its way of writing: two with the same key are the same. A
     * number with ten digits and one with twelve never are, since the century is not guessed.
     */
    static String key(Folded text, int index, Hit hit) {
        String written = text.text(index, index + hit.length());
        StringBuilder key = new StringBuilder(hit.kind().id()).append(':');
        if (hit.kind() == GuardKind.EMAIL) {
            String address = written.replace(" ", "").toLowerCase(Locale.ROOT);
            return key.append(address.replace("(at)", "@").replace("[at]", "@")).toString();
        }
        String digits = text.digits(index, index + hit.length());
        if (hit.kind() == GuardKind.PHONE) {
            boolean plus = written.startsWith("+") || written.startsWith("(+");
            String national = plus ? "00" + digits : digits;
            if (national.startsWith("0046")) {
                national =
                        national.startsWith("00460")
                                ? national.substring(4)
                                : "0" + national.substring(4);
            }
            return key.append(national).toString();
        }
        key.append(digits);
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Folded.isAsciiLetter(c)) {
                key.append(Character.toUpperCase(c));
            } else if (c == '+') {
                key.append(c);
            }
        }
        return key.toString();
    }
}
