/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a question was understood.
 *
 * @param question standing on its own; in Swedish where a model rewrote it
 * @param language of the reader, a BCP 47 tag; {@code und} where it is not known
 * @param rewritten whether a model took part
 */
record Understanding(String question, String language, boolean rewritten) {

    /** The longest question that is believed: a rewritten question is a question, not a text. */
    private static final int LONGEST = 400;

    /** How much of the previous question helps to search for a follow-up. */
    private static final int LONGEST_PREVIOUS = 1_000;

    private static final Pattern LANGUAGE =
            Pattern.compile(
                    "(?:SPRÅK|SPRAK|LANGUAGE|LANG)\\W{0,5}([a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4})\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern QUESTION =
            Pattern.compile(
                    "^\\W*(?:FRÅGA|FRAGA|QUESTION)\\W{0,3}:\\W*(\\S[^\\n]*)$",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

    /**
     * Reads the model's two lines; empty where they are not there, the question is none, or it
     * holds an address that the asker did not write.
     */
    static Optional<Understanding> read(String reply, Asked asked) {
        String visible = Neutral.visible(reply);
        Matcher question = QUESTION.matcher(visible);
        if (!question.find()) {
            return Optional.empty();
        }
        String text = Neutral.line(question.group(1).replaceAll("[\"”“*`\\s]+$", ""), LONGEST + 1);
        boolean believed =
                text.length() <= LONGEST
                        && text.chars().anyMatch(Character::isLetter)
                        && Links.supported(text, asked.text())
                        && !Instructions.in(text);
        if (!believed) {
            return Optional.empty();
        }
        String tag = asked.language();
        if (tag == null) {
            Matcher language = LANGUAGE.matcher(visible);
            tag = language.find() ? language.group(1) : "und";
        }
        return Optional.of(new Understanding(text, wellFormed(tag), true));
    }

    /**
     * The question without a model: as it is, a follow-up with the words of the question before it
     * in front, so that a search has both.
     *
     * @param foreign whether it is known to be in another language than Swedish
     */
    static Understanding withoutModel(Asked asked, boolean foreign) {
        String text = asked.text();
        if (!asked.conversation().isEmpty()) {
            String previous = asked.conversation().get(asked.conversation().size() - 1).question();
            text = Neutral.cut(previous.strip(), LONGEST_PREVIOUS) + " " + text.strip();
        }
        String given = asked.language();
        String tag = given == null ? (foreign ? "und" : "sv") : given;
        return new Understanding(text, wellFormed(tag), false);
    }

    private static String wellFormed(String tag) {
        String spelled = Locale.forLanguageTag(tag.replace('_', '-')).toLanguageTag();
        return spelled.isEmpty() ? "und" : spelled;
    }

    /** This understanding, in the making of which a model took part. */
    Understanding byModel() {
        return new Understanding(question, language, true);
    }

    /** Whether the reader reads another language than the documents'. */
    boolean foreign() {
        return !Texts.primary(language).equals("sv");
    }

    /** What the asker is told of it; {@code null} where the question stands as it was asked. */
    @Nullable String toldTo(Asked asked) {
        return question.strip().equals(asked.text().strip()) ? null : question;
    }

    @Override
    public String toString() {
        return "Understanding[" + language + "]";
    }
}
