/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Personal identifiers in a text")
class PersonalIdentifiersTest {

    private final PersonalIdentifiers identifiers = PersonalIdentifiers.all();

    private List<String> values(String text, GuardKind kind) {
        List<String> values = new ArrayList<>();
        for (Finding finding : identifiers.find(text)) {
            if (finding.kind() == kind) {
                values.add(text.substring(finding.start(), finding.end()));
            }
        }
        return values;
    }

    @Test
    @DisplayName(
            "every personal number is found, in every way of writing it, whole and nothing more")
    void personal() {
        Numbers numbers = new Numbers(1);
        for (int i = 0; i < 400; i++) {
            for (String form : Numbers.forms(numbers.personal())) {
                String text = numbers.sentence(form);
                assertThat(values(text, GuardKind.PERSONAL_NUMBER)).as(text).containsExactly(form);
            }
        }
    }

    @Test
    @DisplayName("every coordination number is found, and told apart from a personal number")
    void coordination() {
        Numbers numbers = new Numbers(2);
        for (int i = 0; i < 200; i++) {
            for (String form : Numbers.forms(numbers.coordination())) {
                String text = numbers.sentence(form);
                assertThat(values(text, GuardKind.COORDINATION_NUMBER))
                        .as(text)
                        .containsExactly(form);
            }
        }
    }

    @Test
    @DisplayName("a wrong check digit, an impossible date or a birth number 000 makes it no number")
    void invalid() {
        Numbers numbers = new Numbers(3);
        for (int i = 0; i < 200; i++) {
            String right = numbers.personal();
            for (char digit = '0'; digit <= '9'; digit++) {
                String text = right.substring(2, 8) + "-" + right.substring(8, 11) + digit;
                assertThat(values(text, GuardKind.PERSONAL_NUMBER))
                        .hasSize(digit == right.charAt(11) ? 1 : 0);
            }
        }
        for (String date :
                List.of("19850230", "19001301", "20210229", "19000229", "19850431", "17850709")) {
            assertThat(identifiers.find(Numbers.withCheckDigit(date + "123"))).as(date).isEmpty();
        }
        assertThat(identifiers.find(Numbers.withCheckDigit("19850709000"))).isEmpty();
        assertThat(identifiers.find(Numbers.withCheckDigit("20000229123"))).hasSize(1);
        assertThat(identifiers.find(Numbers.withCheckDigit("19240229123").substring(2))).hasSize(1);
    }

    @Test
    @DisplayName("a coordination number may leave the month or the day unknown")
    void unknownBirth() {
        assertThat(values(Numbers.withCheckDigit("19850060123"), GuardKind.COORDINATION_NUMBER))
                .hasSize(1);
        assertThat(values(Numbers.withCheckDigit("19850760123"), GuardKind.COORDINATION_NUMBER))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "temporary numbers with a letter are found, with a hyphen whatever the check digit is")
    void interim() {
        for (char letter : "TRSUWXJKLMN".toCharArray()) {
            for (String text :
                    List.of(
                            "850709-%c12%d",
                            "19850709-%c12%d", "1985-07-09-%c12%d", "850769-%c12%d")) {
                String number = text.formatted(letter, 3);
                assertThat(values("Student " + number + ".", GuardKind.INTERIM_NUMBER))
                        .containsExactly(number);
            }
        }
        String right = Numbers.withCheckDigit("19850709112");
        String joined = right.substring(2, 8) + "T" + right.substring(9);
        assertThat(values(joined, GuardKind.INTERIM_NUMBER)).containsExactly(joined);
        assertThat(identifiers.find("20090101T123000 20090101T1230 850709-A123 851309-T123"))
                .isEmpty();
    }

    @Test
    @DisplayName("an organisation number is one, with and without hyphen, and with 16 in front")
    void organisation() {
        Numbers numbers = new Numbers(4);
        for (int i = 0; i < 200; i++) {
            String ten = numbers.organisation();
            String hyphen = ten.substring(0, 6) + "-" + ten.substring(6);
            for (String form : List.of(ten, hyphen, "16" + ten, "16" + hyphen)) {
                assertThat(values("Bolaget " + form + " har", GuardKind.ORGANISATION))
                        .containsExactly(form);
            }
            assertThat(values("SE" + ten + "01", GuardKind.ORGANISATION))
                    .containsExactly(ten + "01");
        }
    }

    @Test
    @DisplayName("the VAT number of a sole trader and a personal account hold a personal number")
    void hidden() {
        String ten = new Numbers(5).personal().substring(2);
        assertThat(values("Moms: SE" + ten + "01.", GuardKind.PERSONAL_NUMBER))
                .containsExactly(ten + "01");
        assertThat(values("Konto 3300" + ten, GuardKind.PERSONAL_NUMBER))
                .containsExactly("3300" + ten);
        assertThat(values("Konto 3300-" + ten, GuardKind.PERSONAL_NUMBER)).containsExactly(ten);
    }

    @Test
    @DisplayName(
            "no personal number is seen within a longer number, a decimal, a time or an address")
    void within() {
        Numbers numbers = new Numbers(6);
        for (int i = 0; i < 300; i++) {
            String twelve = numbers.personal();
            String ten = twelve.substring(2);
            for (String text :
                    List.of(
                            "4" + ten + "12345",
                            "12" + twelve,
                            twelve + "77",
                            "0." + ten,
                            "0," + ten,
                            "3." + ten,
                            ten + ".25",
                            "3fa9" + ten + "bcdef0123456789",
                            "4000 " + twelve.replaceAll("(....)", "$1 ").trim(),
                            twelve.replaceAll("(....)", "$1 ") + "1234",
                            "SE45 " + twelve.replaceAll("(....)", "$1 ") + "0000 0003",
                            twelve.replaceAll("(....)(..)(..)(..)(..)", "$1-$2-$3 $4:$5"))) {
                assertThat(values(text, GuardKind.PERSONAL_NUMBER)).as(text).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "070-174 06 35",
                "070-1740635",
                "0701740635",
                "070 174 06 35",
                "070-174-06-35",
                "+46 70 174 06 35",
                "+46701740635",
                "+46 (0)70-123 45 67",
                "+46(0)70 123 45 67",
                "0046 70 174 06 35",
                "0046701740635",
                "08-465 004 25",
                "08-46 50 04 25",
                "08-123 45 67",
                "08 465 004 25",
                "(08) 465 004 25",
                "060-12 34 56",
                "0340-12 34 56",
                "0340-123 45",
                "0651/123 45",
                "0771-23 45 67",
                "010-123 45 67",
                "+47 22 12 34 56",
                "+358 9 1234567",
                "031-12 34 56",
                "0911-123 45",
                "070\u00A0\u2013\u00A0123\u00A045\u00A067",
                "\uFF10\uFF17\uFF10-123 45 67",
                "070-1740 635",
                "+4670-1740635",
                "090-123 45 67"
            })
    @DisplayName("telephone numbers are found as people write them")
    void phones(String number) {
        for (String frame :
                List.of("%s", "Ring %s.", "Tel:%s, kl. 9-12", "(%s)", "tel. %s eller")) {
            String text = frame.formatted(number);
            assertThat(values(text, GuardKind.PHONE))
                    .as(text)
                    .singleElement()
                    .satisfies(found ->
                            assertThat(found.replaceAll("[()]", ""))
                                    .isEqualTo(number.replaceAll("[()]", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2009:400",
                "lagen (2017:725)",
                "2009-01-01",
                "20090101",
                "Dnr 2021-000123",
                "KS 2023/00456",
                "BN-2020-01234",
                "1 234 567 kr",
                "12 000 000 kronor",
                "kl. 08-17",
                "08:00-17:00",
                "08.00-16.30",
                "0,5 procent",
                "0.123456789",
                "192.168.10.123",
                "10.0.0.1:8080",
                "08-12 13-16",
                "2009-2010",
                "SFS 1998:808",
                "6 kap. 37-38 §§",
                "01-02-2009",
                "5050-1055",
                "112",
                "1177",
                "11414",
                "4111 1111 1111 1111",
                "ISBN 978-91-38-12345-6",
                "2021-03-04T05:06:07",
                "856 41 Sundsvall",
                "prop. 2020/21:160 s. 41",
                "0-5 år",
                "00:15:00",
                "fastigheten Berg 1:23",
                "8327-9,123 456 789-0"
            })
    @DisplayName("years, statutes, case numbers, money and hours are none of these")
    void nothing(String text) {
        assertThat(identifiers.find("Se " + text + " och så.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.ek@sundsvall.se", "a@b.se", "Åsa.Öberg@härnösand.se",
                        "x+y_z@mail.example.org",
                "anna.ek\uFF20sundsvall.se", "anna(at)ek.se", "anna [at] ek.se", "ANNA@EK.SE",
                "anna.ek@sunds\u00ADvall.se"
            })
    @DisplayName("e-mail addresses are found")
    void emails(String address) {
        for (String frame :
                List.of("%s", "Skriv till %s.", "<%s>", "mailto:%s?subject=x", "(%s)", "%s, %s")) {
            String text = frame.replace("%s", address);
            assertThat(values(text, GuardKind.EMAIL)).as(text).containsOnly(address);
        }
    }

    @Test
    @DisplayName("a personal number after what could be an area code is found as one")
    void numberAfterArea() {
        String number = new Numbers(8).personal();
        String split = number.substring(0, 8) + "-\n" + number.substring(8);
        assertThat(values("08 " + split, GuardKind.PERSONAL_NUMBER)).containsExactly(split);
    }

    @Test
    @DisplayName("a row of codes or a range of amounts is no number")
    void rows() {
        String twelve = new Numbers(9).personal();
        String pairs = twelve.substring(2).replaceAll("(..)(..)(..)(..)(..)", "$1 $2 $3-$4 $5");
        assertThat(values(pairs, GuardKind.PERSONAL_NUMBER)).hasSize(1);
        assertThat(values(pairs + " 12", GuardKind.PERSONAL_NUMBER)).isEmpty();
        assertThat(
                        identifiers.find(
                                "100 001-1 000 000 flaskor, 08 01 11-08 01 21 och 10 08 04-10 08 20"))
                .isEmpty();
    }

    @Test
    @DisplayName("what only has an @ is no address")
    void noEmails() {
        assertThat(identifiers.find("@kommun a@b @a.se a@.se a@b. x@1.2 @@@ a@b.c")).isEmpty();
    }

    @Test
    @DisplayName("a personal number in an e-mail address is found as one")
    void numberInAddress() {
        String ten = new Numbers(7).personal().substring(2);
        assertThat(values("anna." + ten + "@example.se", GuardKind.PERSONAL_NUMBER))
                .containsExactly(ten);
    }

    @Test
    @DisplayName("in the fifteen statutes, at most one passage in a thousand has a false alarm")
    void statutes() throws IOException {
        int passages = 0;
        Map<GuardKind, Integer> alarms = new EnumMap<>(GuardKind.class);
        Path folder =
                Path.of(System.getProperty("project.root", ".."), "examples/statutes/documents");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                passages += (text.length() + 899) / 900;
                identifiers
                        .find(text)
                        .forEach(found -> alarms.merge(found.kind(), 1, Integer::sum));
            }
        }
        assertThat(passages).isGreaterThan(300);
        assertThat(alarms)
                .doesNotContainKeys(
                        GuardKind.PERSONAL_NUMBER,
                        GuardKind.COORDINATION_NUMBER,
                        GuardKind.INTERIM_NUMBER);
        assertThat(alarms.values().stream().mapToInt(Integer::intValue).sum()).isZero();
    }
}
