/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Certifying models and taking catalogs, from the command line")
class CatalogCommandTest {

    @TempDir Path temporary;
    private Path folder;
    private Path home;

    @BeforeEach
    void paths() {
        folder = temporary.resolve("association");
        home = temporary.resolve("home");
    }

    private String key(String name) {
        return temporary.resolve("association-keys").resolve(name + ".pem").toString();
    }

    private void init(String... more) {
        String[] all = {"catalog", "init", folder.toString(), "--name", "association", "--plain"};
        Run.of(Stream.of(all, more).flatMap(Stream::of).toArray(String[]::new)).exits(0);
    }

    private Run sign(Path where, String... keys) {
        Stream<String> options = Stream.of(keys).flatMap(k -> Stream.of("--key", key(k)));
        return Run.of(
                Stream.concat(Stream.of("catalog", "sign", where.toString(), "--json"), options)
                        .toArray(String[]::new));
    }

    private void model(String name) throws IOException {
        Files.writeString(
                folder.resolve("models").resolve(name + ".json"), entry("acme/" + name + "@1"));
    }

    private Run fetch(String source, String... more) {
        String[] all = {"catalog", "fetch", source};
        return Run.at(home, Stream.of(all, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static JsonNode role(JsonNode document, String name) {
        for (JsonNode role : document.get("roles")) {
            if (role.get("role").asText().equals(name)) {
                return role;
            }
        }
        throw new AssertionError(name + " in " + document);
    }

    private static String entry(String id) {
        return """
        {
          "id": "%s", "kind": "chat", "publisher": "Acme", "version": "1", "digests": [],
          "licence": "EUPL-1.2",
          "openness": {"weights": "open", "data": "closed", "code": "closed"},
          "languages": ["sv"], "lineage": [], "reviews": [], "clearance": "K1R1T1",
          "sectors": ["general"], "purposes": ["question-answering"],
          "riskClasses": ["limited"]
        }
        """
                .formatted(id);
    }

    @Test
    @DisplayName("init, sign, verify, fetch and show: from nothing to a home that trusts")
    void whole() throws IOException {
        init("--cap", "K2R2T1", "--certifier", "Föreningen");
        model("alpha");
        sign(folder, "association-1", "association-online").exits(0);
        JsonNode verified =
                Run.of("catalog", "verify", folder.toString(), "--json").exits(0).json();
        assertThat(verified.get("version").asText()).isEqualTo("association-1");
        assertThat(verified.get("fresh").asBoolean()).isTrue();
        assertThat(verified.get("maximum").asText()).isEqualTo("K2R2T1");
        assertThat(verified.get("documents").get(0).get("models").get(0).asText())
                .isEqualTo("acme/alpha@1");

        String root = folder.resolve("metadata/root.json").toString();
        fetch(folder.toString()).exits(2);
        fetch(folder.toString(), "--root", root).exits(0);
        model("beta");
        Files.delete(folder.resolve("models/alpha.json"));
        Run.of("catalog", "revoke", folder.toString(), "acme/alpha@1", "--reason", "svarar fel")
                .exits(0);
        sign(folder, "association-1", "association-online").exits(0);
        JsonNode fetched = fetch(folder.toString(), "--json").exits(0).json();
        assertThat(fetched.get("version").asText()).isEqualTo("association-2");
        JsonNode changes = fetched.get("changes");
        assertThat(changes.get("added")).hasSize(2);
        assertThat(changes.get("removed").get(0).get("id").asText()).isEqualTo("acme/alpha@1");
        assertThat(changes.get("revoked").get(0).get("id").asText()).isEqualTo("acme/alpha@1");

        JsonNode shown = Run.at(home, "catalog", "show", "--json").exits(0).json();
        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).get("version").asText()).isEqualTo("association-2");
        assertThat(shown.get(1).get("starter").asBoolean()).isTrue();
        assertThat(Run.at(home, "catalog", "show").exits(0).out())
                .contains(
                        "association-2",
                        "Aktuell      ja, till",
                        "Ändrat sedan förra katalogen",
                        "ny modell acme/beta@1",
                        "borttagen modell acme/alpha@1",
                        "starter-1 (följer med, gäller lokala modeller)");
    }

    @Test
    @DisplayName("two people on two machines: each signs, and only then does the catalog pass")
    void twoPeople() throws IOException {
        init("--threshold", "2");
        model("alpha");
        JsonNode first = sign(folder, "association-1", "association-online").exits(0).json();
        assertThat(role(first, "catalog").get("complete").asBoolean()).isFalse();
        Run early = Run.of("catalog", "verify", folder.toString()).exits(1);
        assertThat(early.err()).contains("1 of 2 needed signatures hold", "[ALM-TRU-002]");

        Path other = temporary.resolve("other-machine");
        copy(folder, other);
        assertThat(Run.of("catalog", "show", other.toString()).exits(0).out())
                .contains(
                        "catalog      version 1, 1 av 2 signaturer: fler måste signera",
                        "acme/alpha@1");
        JsonNode second = sign(other, "association-2").exits(0).json();
        assertThat(role(second, "catalog").get("complete").asBoolean()).isTrue();
        assertThat(role(second, "catalog").get("version").asInt()).isEqualTo(1);
        Run.of("catalog", "verify", other.toString()).exits(0);
    }

    @Test
    @DisplayName("a key made on its own machine, of which only the public part is passed on")
    void ownKeys() throws IOException {
        for (String name : List.of("anna", "bo", "online")) {
            Run.with(
                            Map.of("ALLMANNING_KEY_PASSPHRASE", "hästens blå sadel"),
                            "catalog",
                            "key",
                            key(name))
                    .exits(0);
        }
        String text = Files.readString(Path.of(key("anna")));
        assertThat(text).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        Run.of(
                        "catalog",
                        "init",
                        folder.toString(),
                        "--name",
                        "association",
                        "--threshold",
                        "2",
                        "--key",
                        key("anna").replace(".pem", ".pub.pem"),
                        "--key",
                        key("bo").replace(".pem", ".pub.pem"),
                        "--online",
                        key("online").replace(".pem", ".pub.pem"))
                .exits(0);
        Path passphrase = Files.writeString(temporary.resolve("p"), "hästens blå sadel\n");
        Run.of(
                        "catalog",
                        "sign",
                        folder.toString(),
                        "--key",
                        key("anna"),
                        "--key",
                        key("online"),
                        "--passphrase-file",
                        passphrase.toString())
                .exits(0);
        Run wrong =
                Run.with(
                                Map.of("ALLMANNING_KEY_PASSPHRASE", "fel fras"),
                                "catalog",
                                "sign",
                                folder.toString(),
                                "--key",
                                key("bo"))
                        .exits(2);
        assertThat(wrong.err())
                .contains("the passphrase is wrong, or the file damaged", "[ALM-TRU-101]")
                .doesNotContain("fel fras");
        Run.of(
                        "catalog",
                        "sign",
                        folder.toString(),
                        "--key",
                        key("bo"),
                        "--passphrase-file",
                        passphrase.toString())
                .exits(0);
        Run.of("catalog", "verify", folder.toString()).exits(0);
    }

    @Test
    @DisplayName("signing the timestamp alone keeps a catalog fresh and changes nothing else")
    void timestampAlone() throws IOException {
        init();
        sign(folder, "association-1", "association-online").exits(0);
        byte[] catalog = Files.readAllBytes(folder.resolve("metadata/catalog.json"));
        JsonNode again =
                Run.of(
                                "catalog",
                                "sign",
                                folder.toString(),
                                "--only",
                                "timestamp",
                                "--key",
                                key("association-online"),
                                "--json")
                        .exits(0)
                        .json();
        assertThat(role(again, "timestamp").get("version").asInt()).isEqualTo(2);
        assertThat(role(again, "snapshot").get("version").asInt()).isEqualTo(1);
        assertThat(folder.resolve("metadata/catalog.json")).hasBinaryContent(catalog);
        Run.of("catalog", "verify", folder.toString()).exits(0);
    }

    @Test
    @DisplayName("a delegate certifies for its sectors, under the least of both caps")
    void delegate() throws IOException {
        init("--cap", "K2R2T1");
        Path social = temporary.resolve("social");
        Run.of(
                        "catalog",
                        "init",
                        social.toString(),
                        "--name",
                        "social",
                        "--delegate",
                        "--plain",
                        "--keys-folder",
                        temporary.resolve("association-keys").toString())
                .exits(0);
        Run.of(
                        "catalog",
                        "delegate",
                        folder.toString(),
                        "social",
                        "--key",
                        key("social-1").replace(".pem", ".pub.pem"),
                        "--maximum",
                        "K1R3T3",
                        "--sector",
                        "social-services")
                .exits(0);
        Files.writeString(social.resolve("models/a.json"), entry("a/b@1"));
        sign(social, "social-1").exits(0);
        Files.copy(social.resolve("metadata/social.json"), folder.resolve("metadata/social.json"));
        sign(folder, "association-1", "association-online").exits(0);
        JsonNode documents =
                Run.of("catalog", "verify", folder.toString(), "--json")
                        .exits(0)
                        .json()
                        .get("documents");
        assertThat(documents).hasSize(2);
        assertThat(documents.get(1).get("role").asText()).isEqualTo("social");
        assertThat(documents.get(1).get("maximum").asText()).isEqualTo("K1R2T1");
        assertThat(documents.get(1).get("sectors").get(0).asText()).isEqualTo("social-services");
    }

    @Test
    @DisplayName("a rotated key signs from then on, and a home follows")
    void rotate() throws IOException {
        init("--keys", "2");
        sign(folder, "association-1", "association-online").exits(0);
        String root = folder.resolve("metadata/root.json").toString();
        fetch(folder.toString(), "--root", root).exits(0);
        String old =
                Run.of("catalog", "verify", folder.toString(), "--json")
                        .json()
                        .get("roles")
                        .get(0)
                        .get("keys")
                        .get(0)
                        .asText();
        Run.of("catalog", "key", key("cia"), "--plain").exits(0);
        Run.of(
                        "catalog",
                        "rotate",
                        folder.toString(),
                        "--role",
                        "root,catalog",
                        "--remove",
                        old.substring(0, 8),
                        "--add",
                        key("cia").replace(".pem", ".pub.pem"),
                        "--key",
                        key("association-1"),
                        "--key",
                        key("association-2"),
                        "--key",
                        key("cia"))
                .exits(0);
        sign(folder, "cia", "association-online").exits(0);
        Run.of("catalog", "verify", folder.toString()).exits(0);
        JsonNode fetched = fetch(folder.toString(), "--json").exits(0).json();
        assertThat(role(fetched, "root").get("version").asInt()).isEqualTo(2);
        assertThat(role(fetched, "root").get("keys").toString()).doesNotContain(old);
    }

    @Test
    @DisplayName("a jar is taken as a folder is, and a pinned digest that differs is refused")
    void jarAndPin() throws IOException {
        init();
        model("alpha");
        sign(folder, "association-1", "association-online").exits(0);
        Path jar = temporary.resolve("catalog.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(folder.resolve("metadata"))) {
            for (Path file : files.toList()) {
                zip.putNextEntry(new ZipEntry("metadata/" + file.getFileName()));
                zip.write(Files.readAllBytes(file));
            }
        }
        String wrong = "0".repeat(64);
        assertThat(fetch(jar.toString(), "--sha256", wrong).exits(1).err())
                .contains("and not " + wrong, "[ALM-TRU-015]");
        String right =
                Run.of("catalog", "verify", jar.toString(), "--json")
                        .exits(0)
                        .json()
                        .get("roles")
                        .get(0)
                        .get("sha256")
                        .asText();
        fetch(jar.toString(), "--sha256", right).exits(0);
    }

    @Test
    @DisplayName("what is wrong is told, with the right exit code")
    void wrongUse() throws IOException {
        assertThat(Run.of("catalog", "verify", temporary.resolve("none").toString()).exits(2).err())
                .contains("there is no such folder or file", "[ALM-TRU-010]");
        assertThat(Run.of("catalog", "sign", temporary.toString(), "--key", "k").exits(2).err())
                .contains("is not a certifier's working folder", "[ALM-TRU-106]");
        assertThat(Run.of("catalog", "fetch", "http://example.com/").exits(2).err())
                .contains("it is not encrypted", "[ALM-TRU-012]");
        init();
        assertThat(
                        Run.of("catalog", "init", folder.toString(), "--name", "other", "--plain")
                                .exits(2)
                                .err())
                .contains("exists already", "[ALM-TRU-102]");
        Files.writeString(folder.resolve("models/bad.json"), "{\"a\":1,\"a\":2}");
        assertThat(sign(folder, "association-1").exits(2).err())
                .contains("bad.json", "a key stands twice", "[ALM-TRU-105]");
        Files.delete(folder.resolve("models/bad.json"));
        Run.of("catalog", "key", key("stranger"), "--plain").exits(0);
        assertThat(sign(folder, "stranger").exits(2).err())
                .contains("None of the given keys may sign", "[ALM-TRU-104]");
        sign(folder, "association-1", "association-online").exits(0);
        Path catalog = folder.resolve("metadata/catalog.json");
        Files.writeString(
                catalog, Files.readString(catalog).replace("\"sig\":\"", "\"sig\":\"AAAA"));
        JsonNode error = Run.of("catalog", "verify", folder.toString(), "--json").exits(1).json();
        assertThat(error.get("error").get("code").asText()).isEqualTo("ALM-TRU-002");
    }
}
