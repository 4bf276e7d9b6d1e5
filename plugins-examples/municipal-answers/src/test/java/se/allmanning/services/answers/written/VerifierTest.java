/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.knowledge.Citation;

@DisplayName("A sentence of a model")
class VerifierTest {

    private static final String FIRST =
            "Ett överklagande av ett beslut ska ha kommit in till beslutsmyndigheten inom tre veckor från den dag då"
                    + " den som överklagar fick del av beslutet genom den myndigheten. Om den som överklagar är en part"
                    + " som företräder det allmänna, ska överklagandet dock ha kommit in inom tre veckor från den dag då"
                    + " beslutet meddelades.";
    private static final String SECOND =
            "Varje kommun ansvarar, såvitt gäller kommuninvånarna, för att färdtjänst av god kvalitet anordnas inom"
                    + " kommunen. Tillstånd till färdtjänst får begränsas till ett visst antal resor. Avgiften är"
                    + " 2 500 kronor per år.";
    private static final String THIRD =
            "Beslut enligt denna lag får inte överklagas av kommunen. Svenska är huvudspråk i Sverige. Nej.";

    private static Verifier verifier(String language) {
        ScriptedKnowledge knowledge =
                new ScriptedKnowledge()
                        .document("Förvaltningslag (2017:900)", FIRST)
                        .document("Lag (1997:736) om färdtjänst", SECOND)
                        .document("Språklag (2009:600)", THIRD);
        List<Source> sources = new ArrayList<>();
        for (String words :
                List.of("överklagande beslutsmyndigheten", "färdtjänst kvalitet", "huvudspråk")) {
            Citation passage = knowledge.search(words).get(0);
            sources.add(
                    Source.of(
                            sources.size() + 1,
                            passage,
                            knowledge.text(passage.digest()).orElseThrow()));
        }
        return new Verifier(
                new Sources(sources, Set.of()), language, "#b0", Prompts.ANSWER, Texts.of("sv"));
    }

    private static Verifier.Verdict check(String written) {
        return check(written, "sv");
    }

    private static Verifier.Verdict check(String written, String language) {
        StatementScanner scanner = new StatementScanner();
        List<Draft> drafts = new ArrayList<>(scanner.feed(written));
        drafts.addAll(scanner.finish(true));
        assertThat(drafts).hasSize(1);
        return verifier(language).check(drafts.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Du måste överklaga inom tre veckor. [1: \"inom tre veckor från den dag då\"]",
                "Överklagandet ska lämnas till beslutsmyndigheten. [1: \"ska ha kommit in till beslutsmyndigheten\"]",
                "Enligt 1 § förvaltningslagen (2017:900) är tiden tre veckor. [1: \"inom tre veckor från den dag då\"]",
                "Tiden räknas från det att du fick del av beslutet. [1: \"från den dag då … fick del av beslutet\"]",
                "Kommunen ansvarar för färdtjänsten. [2: \"Varje kommun ansvarar\"; 2: \"färdtjänst av god kvalitet\"]",
                "Antalet resor kan begränsas. [2: \"begränsas till ett visst antal resor\"]",
                "Avgiften är 2500 kr om året. [2: \"Avgiften är 2 500 kronor per år\"]",
                "Kommunen får inte överklaga beslutet. [3: \"får inte överklagas av kommunen\"]",
                "Svenska är huvudspråk i Sverige. [3: \"Svenska är huvudspråk i Sverige.\"]",
                "Svaret är nej, det får inte överklagas. [3: \"Nej.\"] [3: \"får inte överklagas av kommunen\"]",
                "Det gäller tre veckor. [1: \"inom tre veckor från den dag då\"] [9: \"påhittat men utan verkan\"]"
            })
    @DisplayName("passes where its quotes stand in the sources and its claims in the quotes")
    void passes(String written) {
        Verifier.Verdict verdict = check(written);
        assertThat(verdict.reason()).isNull();
        assertThat(verdict.citations()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Tiden är tre veckor. [2: \"inom tre veckor från den dag då\"] | Citatet står inte i källan.",
                "Tiden är tre månader. [1: \"inom tre veckor från den dag då\"] | Uppgiften 3 månader står",
                "Avgiften är 500 kronor. [2: \"500 kronor per år\"] | Citatet står inte i källan.",
                "Avgiften är 2 600 kronor. [2: \"Avgiften är 2 500 kronor\"] | Uppgiften 2600 kronor står",
                "Beslutet får överklagas av kommunen. [3: \"överklagas av kommunen\"] | Nekar det som",
                "Kommunen ansvarar inte för färdtjänsten. [2: \"för att färdtjänst av god kvalitet\"] | Nekar det som",
                "Månen består av ost och grädde. [3: \"huvudspråk i Sverige\"] | Har för lite gemensamt",
                "Beslutet fattas av kommunen i Lund. [3: \"får inte överklagas av kommunen\"] | Namnet Lund står",
                "Kommunen får inte överklaga. [3: \"av kommunen\"] | Citatet är för kort",
                "Beslut {enligt} lag. [3: \"får inte överklagas av kommunen\"] | Är inte en vanlig mening.",
                "Beslut. [3: \"får inte överklagas av kommunen\"] | Är inte en vanlig mening.",
                "Gränsen är #b0 här. [3: \"får inte överklagas av kommunen\"] | Återger modellens instruktioner."
            })
    @DisplayName("is removed with the reason where they do not")
    void removed(String written, String reason) {
        Verifier.Verdict verdict = check(written);
        assertThat(verdict.reason()).startsWith(reason);
        assertThat(verdict.citations()).isEmpty();
    }

    @Test
    @DisplayName("in another language is held to its figures and names, not to its words")
    void otherLanguage() {
        String quote = " [1: \"inom tre veckor från den dag då\"]";
        assertThat(check("You have three weeks to appeal." + quote, "en").reason()).isNull();
        assertThat(check("Du hast drei Wochen Zeit, 3 Wochen." + quote, "de").reason()).isNull();
        assertThat(check("You have five weeks to appeal." + quote, "en").reason()).isNotNull();
        assertThat(check("Du hast 5 Wochen Zeit." + quote, "de").reason()).isNotNull();
    }

    @Test
    @DisplayName("never passes on a quote that does not stand there, however near it comes")
    void law() {
        Random random = new Random(3);
        String[] words = (FIRST + " " + SECOND).split(" ", -1);
        String source = (FIRST + " " + SECOND).toLowerCase(Locale.ROOT).replaceAll("[.,]", "");
        int passed = 0;
        for (int round = 0; round < 1_500; round++) {
            int from = random.nextInt(words.length - 9);
            List<String> quote = new ArrayList<>(List.of(words).subList(from, from + 6));
            if (random.nextBoolean()) {
                int at = random.nextInt(quote.size());
                switch (random.nextInt(3)) {
                    case 0 -> quote.remove(at);
                    case 1 -> quote.set(at, words[random.nextInt(words.length)]);
                    default -> quote.add(at, words[random.nextInt(words.length)]);
                }
            }
            String words6 = String.join(" ", quote);
            Draft draft =
                    new Draft(
                            "Överklagandet av beslut om färdtjänst ska ske i kommunen.",
                            List.of(new Draft.Quote(1 + random.nextInt(2), words6)),
                            true);
            Verifier.Verdict verdict = verifier("sv").check(draft);
            if (verdict.reason() == null) {
                passed++;
                assertThat(source).contains(words6.toLowerCase(Locale.ROOT).replaceAll("[.,]", ""));
            }
        }
        assertThat(passed).isBetween(100, 1_000);
    }
}
