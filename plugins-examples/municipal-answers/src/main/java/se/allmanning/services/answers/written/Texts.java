/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is told besides the answer: in Swedish, in English, or in both where the reader's
 * language is another or not known.
 */
final class Texts {

    private final boolean swedish;
    private final boolean english;

    private Texts(boolean swedish, boolean english) {
        this.swedish = swedish;
        this.english = english;
    }

    /**
     * The texts for a reader.
     *
     * @param language a BCP 47 tag; {@code null}: Swedish
     */
    static Texts of(@Nullable String language) {
        String tag = language == null ? "sv" : primary(language);
        return new Texts(!tag.equals("en"), !tag.equals("sv"));
    }

    /** The language of a tag, without script and region. */
    static String primary(String language) {
        String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    private String say(String inSwedish, String inEnglish) {
        return swedish && english ? inSwedish + " / " + inEnglish : swedish ? inSwedish : inEnglish;
    }

    String nothing() {
        return say("Jag hittar inget svar i dokumenten.", "I find no answer in the documents.");
    }

    String noModel() {
        return say(
                "Ingen godkänd språkmodell är tillgänglig, så svaret består av citat.",
                "No approved language model is available, so the answer consists of quotes.");
    }

    String notAllowed() {
        return say(
                "Språkmodellen fick inte användas mer i det här anropet, till exempel för att"
                        + " budgeten är slut, så svaret består av citat.",
                "The language model may not be used further in this call, for example because the"
                        + " budget is spent, so the answer consists of quotes.");
    }

    String nothingToRead() {
        return say(
                "Inget stycke kunde lämnas till en språkmodell, så svaret består av citat.",
                "No passage could be given to a language model, so the answer consists of quotes.");
    }

    String unreachable() {
        return say(
                "Ingen språkmodell gick att nå eller svarade som den skulle, så svaret består av citat.",
                "No language model could be reached or answered as it should, so the answer consists"
                        + " of quotes.");
    }

    String nothingVerified() {
        return say(
                "Inget av det som språkmodellen skrev kunde styrkas med dokumenten, så svaret"
                        + " består av citat.",
                "Nothing that the language model wrote could be verified in the documents, so the"
                        + " answer consists of quotes.");
    }

    String modelFoundNothing() {
        return say(
                "Språkmodellen hittade inget svar i dokumenten. Citaten är de som ligger närmast"
                        + " frågan.",
                "The language model found no answer in the documents. The quotes are those nearest"
                        + " to the question.");
    }

    String cutOff() {
        return say(
                "Svaret bröts av innan det var färdigt. Det som står här är kontrollerat mot"
                        + " källorna.",
                "The answer was cut off before its end. What stands here is checked against the"
                        + " sources.");
    }

    String quarantined(String label) {
        return say(
                "Ett stycke i " + label + " ser ut som instruktioner till en AI och användes inte.",
                "A passage of " + label + " looks like instructions to an AI and was not used.");
    }

    String differentDates(String one, String oneDate, String other, String otherDate) {
        return say(
                "Källorna är från olika tid: "
                        + one
                        + " ("
                        + oneDate
                        + ") och "
                        + other
                        + " ("
                        + otherDate
                        + ").",
                "The sources are of different dates: "
                        + one
                        + " ("
                        + oneDate
                        + ") and "
                        + other
                        + " ("
                        + otherDate
                        + ").");
    }

    String differentVersions(String one, String other) {
        return say(
                "Källorna är olika versioner av samma dokument: " + one + " och " + other + ".",
                "The sources are different versions of one document: "
                        + one
                        + " and "
                        + other
                        + ".");
    }

    String differentNumbers(String one, String oneSays, String other, String otherSays) {
        return say(
                "Källorna kan motsäga varandra: "
                        + one
                        + " säger "
                        + oneSays
                        + ", "
                        + other
                        + " säger "
                        + otherSays
                        + ".",
                "The sources may contradict each other: "
                        + one
                        + " says "
                        + oneSays
                        + ", "
                        + other
                        + " says "
                        + otherSays
                        + ".");
    }

    String unknownDate() {
        return say("utan datum", "without a date");
    }

    String noQuote() {
        return say("Saknar citat ur en källa.", "Has no quote from a source.");
    }

    String unknownSource() {
        return say(
                "Hänvisar till en källa som inte finns.", "Refers to a source that is not there.");
    }

    String quoteAbsent() {
        return say("Citatet står inte i källan.", "The quote does not stand in the source.");
    }

    String quoteShort() {
        return say(
                "Citatet är för kort för att styrka något.", "The quote is too short to verify.");
    }

    /** A figure as it is read. */
    String figure(Facts.Fact fact) {
        String unit =
                switch (fact.unit()) {
                    case "", "date" -> "";
                    case "day" -> say(" dagar", " days");
                    case "week" -> say(" veckor", " weeks");
                    case "month" -> say(" månader", " months");
                    case "year" -> say(" år", " years");
                    case "hour" -> say(" timmar", " hours");
                    case "minute" -> say(" minuter", " minutes");
                    case "kr" -> say(" kronor", " kronor");
                    default -> " " + fact.unit();
                };
        return fact.value() + (swedish && english ? unit.replaceAll(" / .*", "") : unit);
    }

    String number(String found) {
        return say(
                "Uppgiften " + found + " står inte i det citerade.",
                "The figure " + found + " does not stand in what is quoted.");
    }

    String name(String found) {
        return say(
                "Namnet " + found + " står inte i källan.",
                "The name " + found + " does not stand in the source.");
    }

    String link() {
        return say(
                "Adressen eller numret står inte i källan.",
                "The address or number does not stand in the source.");
    }

    String negation() {
        return say(
                "Nekar det som citatet säger, eller tvärtom.",
                "Denies what the quote says, or the reverse.");
    }

    String unrelated() {
        return say(
                "Har för lite gemensamt med det citerade.",
                "Has too little in common with the quote.");
    }

    String repeated() {
        return say("Upprepar det som redan är sagt.", "Repeats what is said already.");
    }

    String unfinished() {
        return say("Bröts av mitt i.", "Was cut off midway.");
    }

    String wrongForm() {
        return say("Är inte en vanlig mening.", "Is not a plain sentence.");
    }

    String leak() {
        return say("Återger modellens instruktioner.", "Repeats the model's instructions.");
    }
}
