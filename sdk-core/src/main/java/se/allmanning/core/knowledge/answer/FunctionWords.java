/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The small words of a language, and spellings that its other words often have. Words that are
 * Swedish too are left out: they say nothing. Immutable.
 */
final class FunctionWords {

    private static final Pattern NEVER = Pattern.compile("(?!)");

    static final FunctionWords SWEDISH =
            new FunctionWords(
                    "alla att av behöver blir bör de den denna dessa det detta du där efter eller"
                            + " en er era ett finns från får för gäller gör han har hon hos hur här i"
                            + " inte jag kan kommer man med men mig min mina mitt mot måste ni nu när"
                            + " någon något några och om på sig sin sitt ska skall som så till under"
                            + " utan vad var vara varför varje vart vem vi vid vilka vilken vilket vill"
                            + " är även",
                    NEVER);

    static final FunctionWords ENGLISH =
            new FunctionWords(
                    "a am an and any are at be been by can could did do does for from get has have"
                            + " her his how if is it long many much must my need not of or our should"
                            + " that the their there these they this those to was we were what when"
                            + " where which who why will with would you your",
                    NEVER);

    static final FunctionWords GERMAN =
            new FunctionWords(
                    "auf bei bekomme bekommen darf das dem der die durch ein eine einen"
                            + " einer für gibt haben hat hier ich ihr im ist kann können mein meine"
                            + " mich mir mit muss müssen nach nicht oder sein seit sie sind und uns"
                            + " unser von wann warum was welche welcher welches wenn wer werden wie"
                            + " wir wird wo zu zum zur über",
                    Pattern.compile("[üß]"));

    static final FunctionWords FINNISH =
            new FunctionWords(
                    "ei että ilman ja jos kuinka kuka kun kuuluuko mihin miksi mikä milloin minulla"
                            + " minun missä mistä miten mitkä mitä nähdä olen oletko on onko ovat"
                            + " paljonko pitääkö saada saako saan saanko se sinun tarvitsenko tähän"
                            + " tämä tästä täytyykö voiko voin voinko vuoksi yleisestä",
                    Pattern.compile("ää|öö|yy|aa|uu|ii|yö|uo"));

    static final FunctionWords POLISH =
            new FunctionWords(
                    "czy dla dlaczego gdzie ile jak jaka jaki jakie jest kiedy kto która"
                            + " które który lub mam mogę moja mojego mojej może można muszę mój nie"
                            + " od potrzebuję się są tu wolno ze",
                    Pattern.compile("[ąęćłńśźż]"));

    static final FunctionWords SOMALI =
            new FunctionWords(
                    "aniga ayaa goorma haddii halkee inaan iyo kale karaa maxaa miyaa muxuu"
                            + " sidee tahay waa waxaa waxaan waxay xagee yaa yahay",
                    Pattern.compile("aa|ay|xa|dh|uu|ee"));

    private final Set<String> words;
    private final Pattern spelling;

    private FunctionWords(String words, Pattern spelling) {
        this.words = Set.copyOf(List.of(words.split(" ")));
        this.spelling = spelling;
    }

    /** Whether the word, in lower case, is one of them. */
    boolean contains(String word) {
        return words.contains(word);
    }

    /** Whether the word, in lower case, is one of them or spelt as other words of the language. */
    boolean suggest(String word) {
        return words.contains(word) || spelling.matcher(word).find();
    }
}
