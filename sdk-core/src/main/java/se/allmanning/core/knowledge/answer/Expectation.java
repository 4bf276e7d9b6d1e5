/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of words an answer is expected to hold, by how the question is put. */
enum Expectation {
    /** How long, how often. */
    DURATION(
            "hur (?:länge|lång tid|ofta)|vilken tid",
            "(?:\\d|\\b(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|arton|flera|några"
                    + "|halvt?))\\W+(?:\\w+\\W+)?"
                    + "(?:sekund|minut|timm|dag|dygn|veck|månad|år|termin)"),
    /** What something costs. */
    MONEY(
            "hur mycket (?:pengar|kostar|betal|får|tjän)|vad kostar|kostnad|hur dyr|vilken lön"
                    + "|vad är lönen",
            "\\b(?:kr|kronor|öre|euro|miljon\\w*|miljard\\w*|kostnadsfri\\w*|gratis|avgift\\w*"
                    + "|procent)\\b"),
    /** How many, how much, how big. */
    NUMBER(
            "hur (?:många|mycket|stor|gam|hög|långt?|tung|bred|djup|varm)"
                    + "|vilket (?:år|antal|nummer)|antal|procent|andel",
            "\\d|\\b(?:noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton"
                    + "|sexton|sjutton|arton|nitton|tjugo|trettio|fyrtio|femtio|hundra|tusen"
                    + "|hälften|dubbelt|procent)\\b"),
    /** When. */
    DATE(
            "\\bnär\\b|vilket (?:år|datum)|vilken dag|\\bår\\b",
            "\\b(?:1[5-9]|20)\\d\\d\\b|\\b(?:januari|februari|mars|april|maj|juni|juli|augusti"
                    + "|september|oktober|november|december|måndag|tisdag|onsdag|torsdag|fredag"
                    + "|lördag|söndag|klockan|kl|sommar\\w*|vinter\\w*|höst\\w*|vår\\w*)\\b|-talet\\b"
                    + "|\\b(?:när|innan|före|efter|senast|inom|under|från|då)\\b"),
    /** Why. */
    REASON(
            "varför|av vilken anledning|vad beror",
            "\\b(?:eftersom|därför|för att|på grund av|så att|beror på|orsak\\w*|skäl\\w*|syfte\\w*"
                    + "|annars|genom att)\\b"),
    /** Nothing in particular. */
    NONE("", "(?!)");

    private static final Expectation[] SPECIFIC = {DURATION, MONEY, NUMBER, DATE, REASON};

    private final Pattern question;
    private final Pattern words;

    Expectation(String question, String words) {
        this.question = pattern(question);
        this.words = pattern(words);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** The first that the question's words fit. */
    static Expectation of(String question) {
        String lower = question.toLowerCase(Locale.ROOT);
        for (Expectation expectation : SPECIFIC) {
            if (expectation.question.matcher(lower).find()) {
                return expectation;
            }
        }
        return NONE;
    }

    /**
     * 1 where a sentence of a text holds such words, -1 where it does not, 0 where none are
     * expected.
     */
    int in(String text, int start, int end) {
        if (this == NONE) {
            return 0;
        }
        String sentence = text.substring(start, end).toLowerCase(Locale.ROOT);
        return words.matcher(sentence).find() ? 1 : -1;
    }
}
