/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.service.AllmanningException;

@DisplayName("Masking of identifiers for one call")
class MaskingTest {

    private final Numbers numbers = new Numbers(11);
    private final String anna = hyphen(numbers.personal());
    private final String bo = hyphen(numbers.coordination());

    private static String hyphen(String twelve) {
        return twelve.substring(2, 8) + "-" + twelve.substring(8);
    }

    @Test
    @DisplayName("each value has a typed placeholder, the same in all messages of the call")
    void placeholders() {
        Masking masking = Masking.start(GuardPolicy.defaults());
        List<String> masked =
                masking.maskAll(
                        List.of(
                                "Anna (" + anna + ") och Bo, " + bo + ", anna@ek.se.",
                                "Ring 070-174 06 35 om "
                                        + anna.replace("-", " ")
                                        + ", Anna@Ek.se"));
        assertThat(masked)
                .containsExactly(
                        "Anna ([PERSONNUMMER-1]) och Bo, [SAMORDNINGSNUMMER-1], [EPOST-1].",
                        "Ring [TELEFON-1] om [PERSONNUMMER-1], [EPOST-1]");
        assertThat(masking.mask("+46 70 174 06 35 eller " + anna))
                .isEqualTo("[TELEFON-1] eller [PERSONNUMMER-1]");
        assertThat(masking.report().count(GuardKind.PERSONAL_NUMBER)).isEqualTo(3);
        assertThat(masking.toString()).doesNotContain(anna, "anna");
    }

    @Test
    @DisplayName("a number with and one without its century are not taken for the same")
    void centuries() {
        String twelve = numbers.personal();
        Masking masking = Masking.start(GuardPolicy.defaults());
        String masked = masking.mask(twelve + " " + twelve.substring(2));
        assertThat(masked).isEqualTo("[PERSONNUMMER-1] [PERSONNUMMER-2]");
        assertThat(masking.restore(masked).text()).isEqualTo(twelve + " " + twelve.substring(2));
    }

    @Test
    @DisplayName("organisation numbers are let through unless the policy says otherwise")
    void organisations() {
        String ten = numbers.organisation();
        assertThat(Masking.start(GuardPolicy.defaults()).mask("AB " + ten)).isEqualTo("AB " + ten);
        GuardPolicy policy =
                GuardPolicy.builder()
                        .action(GuardKind.ORGANISATION, GuardPolicy.Action.MASK)
                        .action(GuardKind.EMAIL, GuardPolicy.Action.ALLOW)
                        .build();
        assertThat(Masking.start(policy).mask("AB " + ten + " a@b.se"))
                .isEqualTo("AB [ORGANISATIONSNUMMER-1] a@b.se");
        assertThatThrownBy(() ->
                        GuardPolicy.builder().action(GuardKind.SECRET, GuardPolicy.Action.MASK))
                .hasMessageContaining("No policy for \"secret\"")
                .hasMessageContaining("personal-number");
    }

    @Test
    @DisplayName("a denial names kinds and counts, never values, and leaves the session as it was")
    void denial() {
        GuardPolicy policy =
                GuardPolicy.builder()
                        .action(GuardKind.PERSONAL_NUMBER, GuardPolicy.Action.DENY)
                        .build();
        Masking masking = Masking.start(policy);
        assertThatThrownBy(() -> masking.maskAll(List.of(anna + " a@b.se", "och " + anna)))
                .isInstanceOfSatisfying(
                        AllmanningException.class,
                        denied -> {
                            assertThat(denied.code()).isEqualTo("ALM-GRD-001");
                            assertThat(denied.category())
                                    .isEqualTo(AllmanningException.Category.DENIED);
                            assertThat(denied)
                                    .hasMessage(
                                            "The text for the model holds what the guard policy denies:"
                                                    + " personal-number 2. Remove it from the text, or let"
                                                    + " the policy mask it. [ALM-GRD-001]");
                        });
        assertThat(masking.report().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[PERSONNUMMER-1]", "[personnummer-1]", "[ PERSONNUMMER - 1 ]", "[Personnummer 1]",
                        "[PERSONNUMMER_1]",
                "PERSONNUMMER-1", "personnummer-1", "\\[PERSONNUMMER-1\\]", "[PERSONNUMMER\u20111]",
                        "[PERSONNUMMER1]",
                "[**PERSONNUMMER-1**]", "[PERSONNUMMER:1]"
            })
    @DisplayName("the value comes back although the model writes the placeholder in its own way")
    void ownWay(String written) {
        Masking masking = Masking.start(GuardPolicy.defaults());
        masking.mask(anna);
        for (String frame :
                List.of("%s", "Anna (%s).", "**%s**, bo", "%s\n", "%s:s sak", "se %s, %s")) {
            assertThat(masking.restore(frame.replace("%s", written)).text())
                    .isEqualTo(frame.replace("%s", anna));
        }
    }

    @Test
    @DisplayName(
            "what only resembles a placeholder is left alone; an unknown one stays and is counted")
    void unknown() {
        Masking masking = Masking.start(GuardPolicy.defaults());
        masking.mask(anna);
        String text =
                "personnummer 1, [PERSONNUMMER-12], PERSONNUMMER-1x, [PERSONNUMMER-], [EPOST-1] telefon-2";
        Masking.Restored restored = masking.restore(text);
        assertThat(restored.text()).isEqualTo(text);
        assertThat(restored.report().counts()).containsOnlyKeys(GuardKind.UNKNOWN_PLACEHOLDER);
        assertThat(restored.report().count(GuardKind.UNKNOWN_PLACEHOLDER)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "text of the caller that looks like a placeholder never brings out another's value")
    void collision() {
        Masking masking = Masking.start(GuardPolicy.defaults());
        String first = "Skriv [PERSONNUMMER-1] och [personnummer 2]: " + anna;
        String masked = masking.mask(first);
        assertThat(masked)
                .isEqualTo("Skriv [PERSONNUMMER-1] och [personnummer 2]: [PERSONNUMMER-3]");
        assertThat(masking.restore(masked).text()).isEqualTo(first);
        assertThat(masking.restore(masked).report().isEmpty()).isTrue();
        String second = "och [PERSONNUMMER-3], PERSONNUMMER-3";
        String later = masking.mask(second);
        assertThat(later).isEqualTo("och [TEXT-1], [TEXT-2]");
        assertThat(masking.restore(later).text()).isEqualTo(second);
    }

    @Test
    @DisplayName("only the kinds that are permitted come back")
    void permitted() {
        Masking masking = Masking.start(GuardPolicy.defaults());
        String masked = masking.mask(anna + " a@b.se");
        Restorer restorer = masking.restorer(Set.of(GuardKind.EMAIL));
        assertThat(restorer.accept(masked) + restorer.finish())
                .isEqualTo("[PERSONNUMMER-1] a@b.se");
        assertThat(restorer.report().isEmpty()).isTrue();
    }

    @Test
    @DisplayName(
            "what was masked comes back unchanged, whatever the text and however the answer is cut")
    void roundTrip() {
        Random random = new Random(12);
        String[] parts = {
            "[",
            "]",
            "\\",
            "PERSONNUMMER",
            "-",
            "1",
            "[PERSONNUMMER-1]",
            " ",
            "telefon",
            "[TELEFON-2",
            "\n",
            "å",
            "😀",
            "\u200B",
            "[ epost_1 ]",
            "TEXT-1",
            "[TEXT-1]",
            ".",
            "*",
            "s"
        };
        int most = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
                if (random.nextInt(3) == 0) {
                    text.append(' ').append(hyphen(numbers.personal())).append(' ');
                }
            }
            Masking masking = Masking.start(GuardPolicy.defaults());
            String masked = masking.mask(text.toString());
            assertThat(masking.restore(masked).text()).isEqualTo(text.toString());
            Restorer restorer = masking.restorer();
            StringBuilder out = new StringBuilder();
            for (int at = 0; at < masked.length(); ) {
                int next = Math.min(masked.length(), at + 1 + random.nextInt(6));
                out.append(restorer.accept(masked.substring(at, next)));
                most = Math.max(most, restorer.held());
                at = next;
            }
            out.append(restorer.finish());
            assertThat(out.toString()).isEqualTo(text.toString());
        }
        assertThat(most).isBetween(15, Restorer.MOST_HELD);
    }
}
