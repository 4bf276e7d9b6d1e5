/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The language of a question, as far as it decides how the question is searched. Names,
 * abbreviations and single words count as Swedish, and so does Swedish with words of another
 * language in it: a foreign question is only believed where its small words say so, because a
 * Swedish question that is taken for a foreign one loses the search by words.
 */
enum QuestionLanguage {
    SWEDISH("sv"),
    ENGLISH("en"),
    GERMAN("de"),
    FINNISH("fi"),
    POLISH("pl"),
    SOMALI("so"),
    ARABIC("ar"),
    UKRAINIAN("uk"),
    OTHER("und");

    /** Languages that are told by their words, the likelier ones first. */
    private static final Map<QuestionLanguage, FunctionWords> WORDS =
            new EnumMap<>(QuestionLanguage.class);

    static {
        WORDS.put(ENGLISH, FunctionWords.ENGLISH);
        WORDS.put(GERMAN, FunctionWords.GERMAN);
        WORDS.put(FINNISH, FunctionWords.FINNISH);
        WORDS.put(POLISH, FunctionWords.POLISH);
        WORDS.put(SOMALI, FunctionWords.SOMALI);
    }

    private static final int ENOUGH_HINTS = 2;
    private static final int ENOUGH_WORDS = 4;

    private final String code;

    QuestionLanguage(String code) {
        this.code = code;
    }

    /** Its code after BCP 47. */
    String code() {
        return code;
    }

    /** Recognises the language of a question. */
    static QuestionLanguage of(String question) {
        Script script = Script.of(question);
        if (script != Script.LATIN) {
            return switch (script) {
                case ARABIC -> ARABIC;
                case CYRILLIC -> UKRAINIAN;
                default -> OTHER;
            };
        }
        List<String> asked = words(question);
        QuestionLanguage best = SWEDISH;
        FunctionWords words = FunctionWords.SWEDISH;
        long hints = 0;
        for (Map.Entry<QuestionLanguage, FunctionWords> language : WORDS.entrySet()) {
            long count = asked.stream().filter(language.getValue()::suggest).count();
            if (count > hints) {
                hints = count;
                best = language.getKey();
                words = language.getValue();
            }
        }
        long swedish = asked.stream().filter(FunctionWords.SWEDISH::contains).count();
        boolean outweighs = hints >= ENOUGH_HINTS && hints >= 2 * swedish;
        boolean opens =
                swedish == 0 && asked.size() >= ENOUGH_WORDS && words.contains(asked.get(0));
        return outweighs || opens ? best : SWEDISH;
    }

    private static List<String> words(String text) {
        List<String> out = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean letter = i < lower.length() && Character.isLetter(lower.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                out.add(lower.substring(start, i));
                start = -1;
            }
        }
        return out;
    }

    /** What most letters of a text belong to. */
    private enum Script {
        LATIN,
        ARABIC,
        CYRILLIC,
        ANOTHER;

        static Script of(String text) {
            int letters = 0;
            int latin = 0;
            int arabic = 0;
            int cyrillic = 0;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int c = text.codePointAt(i);
                if (!Character.isLetter(c)) {
                    continue;
                }
                letters++;
                switch (Character.UnicodeScript.of(c)) {
                    case LATIN -> latin++;
                    case ARABIC -> arabic++;
                    case CYRILLIC -> cyrillic++;
                    default -> {}
                }
            }
            if (2 * latin >= letters) {
                return LATIN;
            }
            if (2 * arabic > letters) {
                return ARABIC;
            }
            return 2 * cyrillic > letters ? CYRILLIC : ANOTHER;
        }
    }
}
