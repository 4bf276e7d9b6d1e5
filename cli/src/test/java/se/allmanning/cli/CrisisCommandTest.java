/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("crisis")
class CrisisCommandTest {

    private static final String[] FIELDS = {
        "on", "state", "id", "from", "until", "reason", "signed_by", "problem"
    };

    @TempDir Path folder;
    private Path home;
    private String a;
    private String b;

    @BeforeEach
    void people() throws IOException, GeneralSecurityException {
        home = Files.createDirectories(folder.resolve("home"));
        a = key("a");
        b = key("b");
        configure("needed: 2, longest-hours: 48");
    }

    private void configure(String rest) throws IOException {
        Files.writeString(
                home.resolve("allmanning.yaml"),
                "class: K2R2T1\ncrisis: {keys: [a.pub.pem, b.pub.pem], " + rest + "}\n");
    }

    private String key(String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        pem(home.resolve(name + ".pub.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
        Path file = folder.resolve(name + ".pem");
        pem(file, "PRIVATE KEY", pair.getPrivate().getEncoded());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private static void pem(Path file, String type, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(type, Base64.getEncoder().encodeToString(der), type));
    }

    private Run crisis(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "crisis";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.at(home, all);
    }

    @Test
    @DisplayName("is off in a new home, which status tells by its exit code")
    void off() {
        Run run = crisis("status", "--json").exits(1);
        assertThat(Run.keys(run.json())).containsExactly(FIELDS);
        assertThat(run.json().get("state").asText()).isEqualTo("none");
        assertThat(crisis("status").exits(1).out())
                .isEqualTo("Krisläge      av, inget är utlyst\n");
        assertThat(crisis("stop", "--key", a).exits(1).out()).contains("inget är utlyst");
        assertThat(home.resolve("crisis")).doesNotExist();
    }

    @Test
    @DisplayName("start with two keys, status, stop with one")
    void onOneMachine() {
        JsonNode on =
                crisis(
                                "start",
                                "--hours",
                                "24",
                                "--reason",
                                "Elavbrott",
                                "--key",
                                a,
                                "--key",
                                b,
                                "--json")
                        .exits(0)
                        .json();
        assertThat(Run.keys(on)).containsExactly(FIELDS);
        assertThat(on.get("on").booleanValue()).isTrue();
        assertThat(on.get("signed_by")).hasSize(2);
        assertThat(
                        Duration.between(
                                Instant.parse(on.get("from").asText()),
                                Instant.parse(on.get("until").asText())))
                .isEqualTo(Duration.ofHours(24));
        Run status = crisis("status").exits(0);
        assertThat(status.out())
                .contains("Krisläge      på\n", "Skäl          Elavbrott\n")
                .contains(on.get("id").asText());
        assertThat(status.out().lines()).allMatch(line -> line.length() <= 80);
        JsonNode off = crisis("stop", "--key", b, "--json").exits(0).json();
        assertThat(off.get("state").asText()).isEqualTo("stopped");
        assertThat(off.get("id")).isEqualTo(on.get("id"));
        crisis("status").exits(1);
    }

    @Test
    @DisplayName("an order goes from machine to machine, and each adds a signature")
    void onTwoMachines() {
        String order = folder.resolve("order.json").toString();
        Run made =
                crisis(
                        "start",
                        "--hours",
                        "24",
                        "--reason",
                        "Storm",
                        "--key",
                        a,
                        "--output",
                        order);
        assertThat(made.exits(0).out()).contains("Skäl          Storm", "Inget är ändrat");
        crisis("status").exits(1);
        Run early = crisis("start", order, "--json").exits(3);
        assertThat(early.json().at("/error/code").asText()).isEqualTo("ALM-CRI-004");
        assertThat(early.err()).contains("signed by 1 of", "2 different ones");
        Path elsewhere = folder.resolve("elsewhere");
        JsonNode signed =
                Run.at(elsewhere, "crisis", "sign", order, "--key", b, "--json").exits(0).json();
        assertThat(Run.keys(signed))
                .containsExactly("file", "kind", "id", "from", "until", "reason", "signed_by");
        assertThat(signed.get("signed_by")).hasSize(2);
        assertThat(elsewhere).doesNotExist();
        assertThat(crisis("start", order, "--json").exits(0).json().get("id"))
                .isEqualTo(signed.get("id"));
        assertThat(crisis("start", order).exits(3).err()).contains("[ALM-CRI-007]");

        String stop = folder.resolve("stop.json").toString();
        String id = signed.get("id").asText();
        Run other = crisis("stop", "--key", a, "--id", "0".repeat(32)).exits(3);
        assertThat(other.err()).contains(id + " is on", "[ALM-CRI-009]");
        Run.at(elsewhere, "crisis", "stop", "--id", id, "--key", a, "--output", stop).exits(0);
        crisis("status").exits(0);
        assertThat(crisis("stop", stop).exits(0).out()).contains("av, avslutat i förtid");
    }

    @Test
    @DisplayName("the configuration limits the length and names whose keys count")
    void limits() throws IOException, GeneralSecurityException {
        Run longer =
                crisis("start", "--hours", "49", "--reason", "x", "--key", a, "--key", b).exits(3);
        assertThat(longer.err()).contains("PT49H", "PT48H at most", "[ALM-CRI-006]");
        String stranger = key("c");
        Run wrong = crisis("start", "--hours", "1", "--reason", "x", "--key", a, "--key", stranger);
        assertThat(wrong.exits(3).err()).contains("Not keys of operators: ", "[ALM-CRI-004]");
        configure("needed: 1");
        crisis("start", "--hours", "72", "--reason", "x", "--key", a).exits(0);
        configure("needed: 3");
        assertThat(crisis("status").exits(2).err()).contains("3 must sign", "[ALM-CRI-001]");
        configure("needed: 0, longest-hours: 73, more: 1");
        assertThat(crisis("status").exits(2).err())
                .contains("crisis.needed must be", "crisis.longest-hours must be", "crisis.more");
    }

    @Test
    @DisplayName("what cannot be trusted is off, and status tells why")
    void damaged() throws IOException {
        crisis("start", "--hours", "1", "--reason", "x", "--key", a, "--key", b).exits(0);
        Files.writeString(home.resolve("crisis/current.json"), "{}");
        JsonNode status = crisis("status", "--json").exits(1).json();
        assertThat(status.get("state").asText()).isEqualTo("invalid");
        assertThat(status.get("problem").asText()).contains("current.json", "[ALM-CRI-011]");
        Run run = crisis("status").exits(1);
        assertThat(run.out()).contains("går inte att lita på", "ALM-CRI-011");
    }

    @Test
    @DisplayName("wrong use is told all at once, and an order is not written over another file")
    void wrongUse() {
        assertThat(crisis("start").exits(2).err()).contains("Give --hours, --reason and --key");
        assertThat(crisis("start", "--hours", "0", "--reason", "x").exits(2).err())
                .contains("2 faults", "not a whole number from 1 to 72");
        assertThat(crisis("start", "o.json", "--hours", "2").exits(2).err())
                .contains("has its own time and reason");
        assertThat(crisis("sign", "o.json").exits(2).err()).contains("--key");
        assertThat(crisis("stop").exits(2).err()).contains("Give --key");
        assertThat(crisis("stop", "--key", a, "--output", "x").exits(2).err()).contains("--id");
        assertThat(crisis("start", folder + "/gone.json").exits(2).err())
                .contains("gone.json does not exist", "[ALM-CRI-002]");
        Run exists =
                crisis("start", "--hours", "1", "--reason", "x", "--key", a, "--output", a)
                        .exits(2);
        assertThat(exists.err()).contains("is not overwritten", "[ALM-CRI-012]");
        assertThat(
                        crisis("start", "--hours", "1", "--reason", "x", "--key", "nokey")
                                .exits(2)
                                .err())
                .contains("nokey", "does not exist", "[ALM-CRI-003]");
    }
}
