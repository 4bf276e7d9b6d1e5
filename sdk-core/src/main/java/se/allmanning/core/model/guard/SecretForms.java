/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import org.jspecify.annotations.Nullable;

/** Recognises keys and tokens by their well-known forms, and passwords in addresses. */
final class SecretForms {

    private static final String[] TOKENS = {
        "sk-",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxp-",
        "xoxa-",
        "xoxs-",
        "hf_",
        "AIza",
        "npm_"
    };
    private static final int SHORTEST_TOKEN = 20;
    private static final int AWS_LENGTH = 20;
    private static final int LONGEST_JWT_HEADER = 256;
    private static final int LONGEST_USER = 64;
    private static final String BEGIN = "-----BEGIN";
    private static final int LONGEST_TITLE = 40;
    private static final int LONGEST_BLOCK = 20_000;

    private SecretForms() {}

    /** What to do with the secret that begins here, or null. */
    static @Nullable Step match(Folded text, int index) {
        return switch (text.at(index)) {
            case '-' -> pem(text, index);
            case 'e' -> jwt(text, index);
            case ':' -> password(text, index);
            case 'A' -> aws(text, index) ? removed(AWS_LENGTH, null) : token(text, index);
            case 's', 'g', 'x', 'h', 'n' -> token(text, index);
            default -> null;
        };
    }

    private static Step removed(int length, Step.@Nullable Continuation next) {
        return new Step(length, Notices.of(GuardKind.SECRET), GuardKind.SECRET, next);
    }

    private static @Nullable Step pem(Folded text, int index) {
        if (!startsWith(text, index, BEGIN) || text.at(index - 1) == '-') {
            return null;
        }
        StringBuilder title = new StringBuilder();
        int at = index + BEGIN.length();
        while (title.length() < LONGEST_TITLE && text.at(at) != '-' && text.at(at) != Folded.NONE) {
            title.append(text.at(at++));
        }
        boolean secret = title.toString().contains("PRIVATE KEY") && startsWith(text, at, "-----");
        return secret ? removed(at + 5 - index, new Pem(LONGEST_BLOCK)) : null;
    }

    /** Leaves out the rest of a key, up to its end line or to what cannot be part of it. */
    private record Pem(int most) implements Step.Continuation {
        @Override
        public @Nullable Step decide(Folded text, int index) {
            char c = text.at(index);
            if (c == '-' && startsWith(text, index, "-----END")) {
                int at = index + 8;
                while (at - index < 8 + LONGEST_TITLE
                        && text.at(at) != '-'
                        && text.at(at) != Folded.NONE) {
                    at++;
                }
                for (int i = 0; i < 5 && text.at(at) == '-'; i++) {
                    at++;
                }
                return new Step(at - index, "", null, null);
            }
            boolean inside =
                    Folded.isDigit(c)
                            || Folded.isAsciiLetter(c)
                            || Folded.isSpace(c)
                            || "+/=:,-\\".indexOf(c) >= 0;
            return inside && most > 0 ? new Step(1, "", null, new Pem(most - 1)) : null;
        }
    }

    private static @Nullable Step jwt(Folded text, int index) {
        if (!startsWith(text, index, "eyJ") || Folded.isWord(text.at(index - 1))) {
            return null;
        }
        int at = index + 3;
        while (at - index < LONGEST_JWT_HEADER && inToken(text.at(at))) {
            at++;
        }
        boolean jwt = at - index >= 13 && text.at(at) == '.' && startsWith(text, at + 1, "eyJ");
        return jwt ? removed(at + 4 - index, rest(true)) : null;
    }

    private static boolean aws(Folded text, int index) {
        boolean head = startsWith(text, index, "AKIA") || startsWith(text, index, "ASIA");
        if (!head || Folded.isWord(text.at(index - 1))) {
            return false;
        }
        for (int i = 4; i < AWS_LENGTH; i++) {
            char c = text.at(index + i);
            if (!Folded.isDigit(c) && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return !Folded.isWord(text.at(index + AWS_LENGTH));
    }

    private static @Nullable Step token(Folded text, int index) {
        if (Folded.isWord(text.at(index - 1))) {
            return null;
        }
        for (String head : TOKENS) {
            if (startsWith(text, index, head)) {
                int at = index + head.length();
                int from = at;
                boolean digit = false;
                while (at - from < SHORTEST_TOKEN && inToken(text.at(at))) {
                    digit |= Folded.isDigit(text.at(at));
                    at++;
                }
                return at - from == SHORTEST_TOKEN && digit
                        ? removed(at - index, rest(false))
                        : null;
            }
        }
        return null;
    }

    /** The password in {@code ://user:password@host}, with the user. */
    private static @Nullable Step password(Folded text, int index) {
        if (!startsWith(text, index, "://")) {
            return null;
        }
        int at = index + 3;
        int colon = -1;
        while (at - index <= 2 * LONGEST_USER && inUser(text.at(at))) {
            colon = colon < 0 && text.at(at) == ':' ? at : colon;
            at++;
        }
        boolean found = colon > 0 && at > colon + 1 && text.at(at) == '@';
        return found
                ? new Step(at - index, "://" + Notices.of(GuardKind.SECRET), GuardKind.SECRET, null)
                : null;
    }

    private static boolean inUser(char c) {
        return c > ' ' && c != '@' && c != '/' && c != '<' && c != '"' && c != Folded.NONE;
    }

    private static Step.Continuation rest(boolean dots) {
        return (text, index) -> {
            char c = text.at(index);
            boolean inside = inToken(c) || (dots && c == '.' && inToken(text.at(index + 1)));
            return inside ? new Step(1, "", null, rest(dots)) : null;
        };
    }

    private static boolean inToken(char c) {
        return Folded.isDigit(c) || Folded.isAsciiLetter(c) || c == '-' || c == '_';
    }

    static boolean startsWith(Folded text, int index, String head) {
        for (int i = 0; i < head.length(); i++) {
            if (text.at(index + i) != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
