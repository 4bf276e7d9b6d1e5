/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An information class")
class InformationClassTest {

    private static final List<PersonalData> KINDS =
            List.of(
                    PersonalData.NONE,
                    PersonalData.ORDINARY,
                    PersonalData.SPECIAL,
                    PersonalData.CRIMINAL,
                    PersonalData.of("biometric"));

    private static InformationClass random(Random random) {
        InformationClass c =
                InformationClass.k(random.nextInt(5))
                        .r(random.nextInt(5))
                        .t(random.nextInt(5))
                        .with(KINDS.get(random.nextInt(KINDS.size())));
        return random.nextInt(3) == 0 ? c.secretBy("OSL " + random.nextInt(3) + ":1") : c;
    }

    @Test
    @DisplayName("is written and read back as the same value")
    void roundTrip() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            InformationClass c = random(random);
            assertThat(InformationClass.parse(c.toString())).isEqualTo(c).hasSameHashCodeAs(c);
        }
        assertThat(InformationClass.DEFAULT).hasToString("K1R1T1");
        assertThat(InformationClass.parse("K3R2T1+special(OSL 26:1)").secrecy())
                .contains("OSL 26:1");
    }

    @Test
    @DisplayName("is within itself, and what is within a limit stays so when the limit rises")
    void withinIsAPreorder() {
        Random random = new Random(2);
        int related = 0;
        for (int i = 0; i < 20_000; i++) {
            InformationClass a = random(random);
            InformationClass b = random(random);
            InformationClass c = random(random);
            assertThat(a.within(a)).isTrue();
            if (a.within(b) && b.within(c)) {
                related++;
                assertThat(a.within(c)).as("%s %s %s", a, b, c).isTrue();
            }
        }
        assertThat(related).isGreaterThan(10);
    }

    @Test
    @DisplayName("is above the limit when any one of its parts is")
    void eachPartCounts() {
        InformationClass limit = InformationClass.k(2).r(2).t(2).with(PersonalData.ORDINARY);
        assertThat(limit.k()).isEqualTo(2);
        assertThat(InformationClass.k(3).within(limit)).isFalse();
        assertThat(InformationClass.k(2).r(3).within(limit)).isFalse();
        assertThat(InformationClass.k(2).t(3).within(limit)).isFalse();
        assertThat(InformationClass.k(2).with(PersonalData.SPECIAL).within(limit)).isFalse();
        assertThat(InformationClass.k(2).with(PersonalData.CRIMINAL).within(limit)).isFalse();
        assertThat(InformationClass.k(2).secretBy("OSL 26:1").within(limit)).isFalse();
        assertThat(InformationClass.k(2).secretBy("OSL 26:1").within(limit.secretBy("OSL 25:1")))
                .isFalse();
        assertThat(InformationClass.k(2).secretBy("OSL 26:1").within(limit.secretBy("OSL 26:1")))
                .isTrue();
        assertThat(InformationClass.k(2).with(PersonalData.ORDINARY).within(limit)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "K5R1T1", "K1R1", "k1r1t1", "K1R1T1+", "K1R1T1+Special", "K1R1T1()"})
    @DisplayName("of another form is refused with the form to use")
    void badForm(String text) {
        assertThatThrownBy(() -> InformationClass.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("K2R2T1");
    }

    @Test
    @DisplayName("has no level outside 0 to 4")
    void levels() {
        assertThatThrownBy(() -> InformationClass.k(5)).hasMessageContaining("0 to 4");
        assertThatThrownBy(() -> InformationClass.k(1).t(-1)).hasMessageContaining("0 to 4");
    }
}
