/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Keys stay in their files")
class KeyFilesTest {

    private static final Supplier<Optional<char[]>> NONE = Optional::empty;

    @TempDir Path folder;

    private static Optional<char[]> phrase(String text) {
        return Optional.of(text.toCharArray());
    }

    @Test
    @DisplayName("a key comes back from its file, encrypted with any letters or plain")
    void roundTrip() throws IOException {
        SigningKey key = SigningKey.generate();
        Path plain = folder.resolve("plain.pem");
        Path sealed = folder.resolve("sealed.pem");
        assertThat(KeyFiles.write(plain, key, Optional.empty()))
                .isEqualTo(folder.resolve("plain.pub.pem"));
        KeyFiles.write(sealed, key, phrase("räksmörgås 🔑"));
        assertThat(KeyFiles.read(plain, NONE).verifyingKey()).isEqualTo(key.verifyingKey());
        assertThat(KeyFiles.read(sealed, () -> phrase("räksmörgås 🔑")).verifyingKey())
                .isEqualTo(key.verifyingKey());
        assertThat(KeyFiles.readPublic(folder.resolve("sealed.pub.pem")))
                .isEqualTo(key.verifyingKey());
        assertThat(Files.readString(sealed)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    @DisplayName("a wrong or missing passphrase is told, and nothing of key or passphrase with it")
    void leaksNothing() throws IOException {
        SigningKey key = SigningKey.generate();
        Path sealed = folder.resolve("sealed.pem");
        KeyFiles.write(sealed, key, phrase("right"));
        assertThatThrownBy(() -> KeyFiles.read(sealed, NONE))
                .hasMessageContaining("needs a passphrase")
                .hasMessageEndingWith("[ALM-TRU-103]");
        String secret = Base64.getEncoder().encodeToString(key.pkcs8()).substring(22);
        assertThatThrownBy(() -> KeyFiles.read(sealed, () -> phrase("hemligt")))
                .hasMessageContaining("the passphrase is wrong, or the file damaged")
                .hasMessageEndingWith("[ALM-TRU-101]")
                .satisfies(e -> {
                    StringWriter all = new StringWriter();
                    e.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString()).doesNotContain("hemligt", secret);
                });
        assertThat(key.toString()).contains(key.verifyingKey().id()).doesNotContain(secret);
    }

    @Test
    @DisplayName("nothing is overwritten")
    void overwritesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pem"), "mine");
        assertThatThrownBy(() -> KeyFiles.write(file, SigningKey.generate(), Optional.empty()))
                .hasMessageEndingWith("[ALM-TRU-102]");
        assertThat(file).hasContent("mine");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("a plain key is written for its owner alone, and refused when others may read it")
    void rights() throws IOException {
        Path file = folder.resolve("a.pem");
        KeyFiles.write(file, SigningKey.generate(), Optional.empty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFiles.read(file, NONE))
                .hasMessageContaining("others than its owner have rights to it")
                .hasMessageEndingWith("[ALM-TRU-101]");
    }

    @Test
    @DisplayName("what is no key of Ed25519 is refused")
    void noKeys() throws IOException {
        for (String text :
                new String[] {
                    "",
                    "x",
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                    "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
                }) {
            Path file = folder.resolve("no.pem");
            Files.deleteIfExists(file);
            KeyFiles.write(file, SigningKey.generate(), Optional.empty());
            Files.delete(folder.resolve("no.pub.pem"));
            Files.writeString(file, text);
            assertThatThrownBy(() -> KeyFiles.read(file, NONE))
                    .hasMessageEndingWith("[ALM-TRU-101]");
        }
    }
}
