/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises verbatim parts of the system text. Only letters and digits are compared, without
 * regard to case, so that another layout changes nothing. A part begins at the beginning of a word.
 * Immutable.
 */
final class PromptEcho {

    /** The letters and digits that make a part long. */
    static final int LONG = 40;

    private static final int HEAD = 8;
    private static final int HASHES = 1 << 16;
    private static final int MOST_BETWEEN = 8;

    private final String prompt;
    // Which beginnings of words may be those of a part: by far the most are not.
    private final BitSet heads = new BitSet(HASHES);
    private final Map<String, Integer> parts = new HashMap<>();

    PromptEcho(String systemText) {
        Folded folded = Folded.of(systemText);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < folded.length(); i++) {
            if (Folded.isWord(folded.at(i))) {
                letters.append(Character.toLowerCase(folded.at(i)));
            }
        }
        prompt = letters.toString();
        for (int i = 0; i + LONG <= prompt.length(); i++) {
            heads.set(headOfPrompt(i));
            parts.putIfAbsent(prompt.substring(i, i + LONG), i);
        }
    }

    @Nullable Step match(Folded text, int index) {
        if (parts.isEmpty()
                || !Folded.isWord(text.at(index))
                || Folded.isWord(text.at(index - 1))) {
            return null;
        }
        if (!mayBegin(text, index)) {
            return null;
        }
        StringBuilder letters = new StringBuilder(LONG);
        int at = index;
        int between = 0;
        while (letters.length() < LONG) {
            char c = text.at(at);
            if (Folded.isWord(c)) {
                letters.append(Character.toLowerCase(c));
                between = 0;
            } else if (c == Folded.NONE || ++between > MOST_BETWEEN) {
                return null;
            }
            at++;
        }
        Integer place = parts.get(letters.toString());
        return place == null
                ? null
                : new Step(
                        at - index,
                        Notices.of(GuardKind.PROMPT_ECHO),
                        GuardKind.PROMPT_ECHO,
                        rest(place + LONG));
    }

    private boolean mayBegin(Folded text, int index) {
        int hash = 0;
        int letters = 0;
        for (int at = index, between = 0; letters < HEAD; at++) {
            char c = text.at(at);
            if (Folded.isWord(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                letters++;
                between = 0;
            } else if (c == Folded.NONE || ++between > MOST_BETWEEN) {
                return false;
            }
        }
        return heads.get(spread(hash));
    }

    private int headOfPrompt(int from) {
        int hash = 0;
        for (int i = from; i < from + HEAD; i++) {
            hash = hash * 31 + prompt.charAt(i);
        }
        return spread(hash);
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 16) & (HASHES - 1);
    }

    private Step.Continuation rest(int place) {
        return (text, index) -> {
            int at = index;
            while (at - index < MOST_BETWEEN
                    && !Folded.isWord(text.at(at))
                    && text.at(at) != Folded.NONE) {
                at++;
            }
            boolean goesOn =
                    place < prompt.length()
                            && Character.toLowerCase(text.at(at)) == prompt.charAt(place);
            return goesOn ? new Step(at + 1 - index, "", null, rest(place + 1)) : null;
        };
    }
}
