/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.ContentStore.Part;

@DisplayName("Content")
class ContentTest {

    private static final byte[] KEY = new byte[32];
    private static final String TEXT = "Sökanden heter Åsa och vill överklaga.";

    @TempDir Path audit;
    private final Trails.MovableClock clock = new Trails.MovableClock();

    @Test
    @DisplayName("has a fingerprint that is the HMAC-SHA-256 of RFC 4231 under the home's key")
    void vector() throws IOException {
        byte[] key = new byte[32];
        Arrays.fill(key, 0, 20, (byte) 0x0b);
        // RFC 4231, test case 1: a key of 20 bytes, which HMAC fills up with zeros.
        Files.write(audit.resolve("hmac.key"), key);
        assertThat(ContentHmac.open(audit).of("Hi There"))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    @DisplayName("is recognised by its fingerprint, with the key of the home, also after a restart")
    void fingerprint() throws IOException {
        ContentHmac hmac = ContentHmac.open(audit);
        String fingerprint = hmac.of(TEXT);
        assertThat(ContentHmac.open(audit).matches(TEXT, fingerprint)).isTrue();
        assertThat(hmac.matches(TEXT + " ", fingerprint)).isFalse();
        assertThat(ContentHmac.open(audit.resolve("other")).of(TEXT)).isNotEqualTo(fingerprint);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(audit.resolve("hmac.key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(audit)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    @DisplayName("of hosts that start together is under one key")
    void oneKey() throws Exception {
        Set<String> fingerprints = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<String> open = () -> ContentHmac.open(audit).of(TEXT);
            for (Future<String> one : threads.invokeAll(List.of(open, open, open, open, open))) {
                fingerprints.add(one.get());
            }
        }
        assertThat(fingerprints).hasSize(1);
    }

    @Test
    @DisplayName("is not fingerprinted with a damaged key")
    void damagedKey() throws IOException {
        Files.write(audit.resolve("hmac.key"), new byte[31]);
        assertThatThrownBy(() -> ContentHmac.open(audit))
                .hasMessageContaining("it has 31 bytes")
                .hasMessageEndingWith("[ALM-AUD-005]");
    }

    @Test
    @DisplayName("that is kept is encrypted, comes back with its key, and only as itself")
    void kept() throws IOException {
        ContentStore store = new ContentStore(audit, KEY);
        String id = "0".repeat(28) + "-7";
        LocalDate until = LocalDate.parse("2027-01-31");
        store.put(id, Part.INPUT, "byggnadsnamnden", TEXT, until);
        assertThat(store.get(id, Part.INPUT)).contains(TEXT);
        assertThat(store.get(id, Part.OUTPUT)).isEmpty();

        Path file = audit.resolve("content/" + "0".repeat(28) + "/7-input.aes");
        byte[] bytes = Files.readAllBytes(file);
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .contains("2027-01-31")
                .doesNotContain("Sökanden");

        byte[] other = KEY.clone();
        other[0] = 1;
        assertThatThrownBy(() -> new ContentStore(audit, other).get(id, Part.INPUT))
                .hasMessageContaining("it was changed, or kept with another key")
                .hasMessageEndingWith("[ALM-AUD-012]");
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> store.get(id, Part.INPUT))
                    .as("byte %d", i)
                    .hasMessageContaining("ALM-AUD-012");
        }
        Files.write(file, bytes);
        Files.copy(file, file.resolveSibling("8-input.aes"));
        assertThatThrownBy(() -> store.get("0".repeat(28) + "-8", Part.INPUT))
                .hasMessageContaining("ALM-AUD-012");
        assertThatThrownBy(() -> store.put("../x-1", Part.INPUT, "byggnadsnamnden", TEXT, until))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("is removed after its last day by a decision, and its record stays as it was")
    void disposed() {
        ContentStore store = new ContentStore(audit, KEY);
        ContentHmac hmac = ContentHmac.open(audit);
        DisposalDecision decision =
                new DisposalDecision(
                        "BN 5",
                        LocalDate.parse("2026-01-01"),
                        "byggnadsnamnden",
                        Period.ofMonths(6));
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            String id = trail.append(Trails.call(1).inputHmac(hmac.of(TEXT)).build()).id();
            LocalDate until = LocalDate.parse("2026-03-01");
            store.put(id, Part.INPUT, "byggnadsnamnden", TEXT, until);
            assertThat(ContentStore.dispose(audit, trail, List.of(decision), clock)).isEmpty();
            clock.set(Trails.START.plus(java.time.Duration.ofDays(1)));
            assertThatThrownBy(() -> ContentStore.dispose(audit, trail, List.of(), clock))
                    .hasMessageEndingWith("[ALM-AUD-009]");
            assertThat(ContentStore.dispose(audit, trail, List.of(decision), clock))
                    .containsExactly(id);
            assertThat(store.get(id, Part.INPUT)).isEmpty();
            assertThat(AuditVerifier.verify(audit).intact()).isTrue();
            AuditEntry entry = AuditReader.of(audit).find(id).orElseThrow();
            assertThat(hmac.matches(TEXT, entry.record().inputHmac().orElseThrow())).isTrue();
        }
    }
}
