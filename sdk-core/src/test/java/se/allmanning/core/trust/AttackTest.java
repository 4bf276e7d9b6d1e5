/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.trust.certify.SigningKey;

@DisplayName("The attacks that The Update Framework names, one by one")
class AttackTest {

    @TempDir Path home;
    private final MovedClock clock = new MovedClock();
    private final Publisher certifier = new Publisher();
    private TrustStore store;

    @BeforeEach
    void trusted() {
        store = TrustStore.open(home.resolve("catalog"), clock);
        certifier.root().publish(5);
        store.trust(certifier.pin(), certifier.repository);
    }

    private void refused(Repository offered, String code, String... words) {
        String before = store.verified("association").digest();
        assertThatThrownBy(() -> store.update(offered))
                .isInstanceOf(TrustException.class)
                .hasMessageContainingAll(words)
                .hasMessageEndingWith("[" + code + "]");
        assertThat(store.verified("association").digest())
                .as("the home keeps what it had")
                .isEqualTo(before);
    }

    @Test
    @DisplayName("arbitrary content: a catalog that somebody else signed is refused")
    void arbitraryContent() {
        Publisher stranger = new Publisher();
        byte[] forged =
                Publisher.signed(
                        "catalog", certifier.catalogPayload(6, ""), stranger.keys.get("catalog"));
        certifier.publish(6);
        certifier.repository.with("catalog.json", forged);
        certifier.snapshot(6).timestamp(6);
        refused(
                certifier.repository,
                "ALM-TRU-002",
                "catalog.json in memory",
                "0 of 1 needed signatures hold",
                "of keys that are not its own: 1");
    }

    @Test
    @DisplayName("arbitrary content: one changed byte of a signed catalog is refused")
    void changedByte() {
        certifier.publish(6);
        Envelope good = Envelope.parse(certifier.repository.files.get("catalog.json"), "good");
        byte[] payload = good.payload().clone();
        payload[new String(payload, StandardCharsets.ISO_8859_1).indexOf("ningen")] = 'm';
        Envelope.Signature signature = good.signatures().get(0);
        certifier.repository.with(
                "catalog.json",
                Publisher.envelope(
                        "catalog",
                        payload,
                        signature.keyId(),
                        Base64.getEncoder().encodeToString(signature.value())));
        refused(certifier.repository, "ALM-TRU-008", "its SHA-256 is not the one");
        certifier.snapshot(6).timestamp(6);
        refused(certifier.repository, "ALM-TRU-002", "broken: " + signature.keyId());
    }

    @Test
    @DisplayName(
            "rollback: an older timestamp, snapshot or catalog is refused, also when all match")
    void rollback() {
        MapRepository old = certifier.repository.copy();
        certifier.publish(6);
        store.update(certifier.repository);
        refused(old, "ALM-TRU-004", "version 5 is offered, and 6 was seen");
        certifier.timestamp(7);
        store.update(certifier.repository);
        certifier.snapshot(5).timestamp(8);
        refused(certifier.repository, "ALM-TRU-004", "snapshot.json", "version 5 is offered");
        certifier.catalog(5).snapshot(7).timestamp(8);
        refused(certifier.repository, "ALM-TRU-004", "catalog.json", "version 5 is offered");
    }

    @Test
    @DisplayName("rollback: the same version with other content is refused")
    void equivocation() {
        certifier.models = "[{\"id\":\"other\"}]";
        certifier.publish(5);
        refused(certifier.repository, "ALM-TRU-004", "version 5 was seen before with other");
    }

    @Test
    @DisplayName("rollback: versions that were seen are remembered by the next process")
    void rollbackAfterRestart() {
        MapRepository old = certifier.repository.copy();
        certifier.publish(6);
        store.update(certifier.repository);
        store = TrustStore.open(home.resolve("catalog"), clock);
        refused(old, "ALM-TRU-004", "version 5 is offered, and 6 was seen");
    }

    @Test
    @DisplayName("indefinite freeze: a mirror that withholds everything new is found out in time")
    void indefiniteFreeze() {
        certifier.expires.put("timestamp", Instant.parse("2026-11-10T00:00:00Z"));
        certifier.timestamp(6);
        assertThat(store.update(certifier.repository).fresh(clock.now)).isTrue();
        clock.now = Instant.parse("2026-11-10T00:00:00Z");
        VerifiedCatalog frozen = store.update(certifier.repository);
        assertThat(frozen.fresh(clock.now)).isFalse();
        assertThat(frozen.notFresh(clock.now))
                .hasValueSatisfying(reason ->
                        assertThat(reason)
                                .contains(
                                        "association-5 has expired: timestamp at 2026-11-10T00:00:00Z"));
        assertThat(store.verified("association").fresh(clock.now)).isFalse();
    }

    @Test
    @DisplayName("indefinite freeze: what has expired never takes the place of what has not")
    void expiredInPlaceOfFresh() {
        certifier.expires.put("timestamp", Publisher.NOW.minusSeconds(1));
        certifier.timestamp(6);
        refused(certifier.repository, "ALM-TRU-013", "has expired", "The source may be frozen");
    }

    @Test
    @DisplayName("mix and match: documents of different times do not fit together")
    void mixAndMatch() {
        MapRepository five = certifier.repository.copy();
        certifier.models = "[{\"id\":\"new\"}]";
        certifier.publish(6);
        MapRepository six = certifier.repository.copy();
        refused(
                six.copy().with("catalog.json", five),
                "ALM-TRU-008",
                "catalog.json",
                "bytes, and the snapshot says");
        refused(
                six.copy().with("snapshot.json", five),
                "ALM-TRU-008",
                "snapshot.json",
                "the timestamp");
        refused(six.copy().with("timestamp.json", five), "ALM-TRU-008", "snapshot.json");
        certifier.models = "[{\"id\":\"not\"}]";
        certifier.publish(6);
        refused(
                six.copy().with("catalog.json", certifier.repository),
                "ALM-TRU-008",
                "its SHA-256 is not the one that the snapshot says");
    }

    @Test
    @DisplayName(
            "mix and match: a version other than the snapshot's is refused though the hash fits")
    void wrongVersionInSnapshot() {
        certifier.catalog(6);
        ObjectNode snapshot = Publisher.begin("snapshot", 6, certifier.expires.get("snapshot"));
        snapshot.putObject("meta")
                .set("catalog.json", certifier.meta("catalog.json").put("version", 7));
        certifier.snapshot(snapshot).timestamp(6);
        refused(certifier.repository, "ALM-TRU-008", "its version is 6, and the snapshot says 7");
    }

    @Test
    @DisplayName(
            "fast-forward: new keys for the timestamp let the certifier begin from low numbers")
    void fastForwardRecovery() {
        certifier.publish(Fields.MAX_NUMBER);
        store.update(certifier.repository);
        certifier.publish(6);
        refused(certifier.repository, "ALM-TRU-004", "version 6 is offered");
        certifier.keys.put("timestamp", List.of(SigningKey.generate()));
        certifier.keys.put("snapshot", List.of(SigningKey.generate()));
        certifier.root().publish(6);
        assertThat(store.update(certifier.repository).version()).isEqualTo("association-6");
        assertThat(store.verified("association").version()).isEqualTo("association-6");
    }

    @Test
    @DisplayName("fast-forward: a new root with the same keys forgets nothing")
    void noRecoveryWithoutRotation() {
        certifier.publish(9);
        store.update(certifier.repository);
        certifier.root().publish(6);
        assertThatThrownBy(() -> store.update(certifier.repository))
                .hasMessageEndingWith("[ALM-TRU-004]");
        assertThat(store.verified("association").version()).isEqualTo("association-9");
    }

    @Test
    @DisplayName("endless data: a source that never ends is read to its limit and no further")
    void endlessData() {
        long[] read = new long[1];
        Repository endless =
                new Repository() {
                    @Override
                    public Optional<byte[]> read(String file, long limit) {
                        if (!file.equals("timestamp.json")) {
                            return certifier.repository.read(file, limit);
                        }
                        try (InputStream in =
                                new InputStream() {
                                    @Override
                                    public int read() {
                                        read[0]++;
                                        return '{';
                                    }

                                    @Override
                                    public int read(byte[] target, int from, int length) {
                                        Arrays.fill(target, from, from + length, (byte) '{');
                                        read[0] += length;
                                        return length;
                                    }
                                }) {
                            return Optional.of(Bounded.read(in, limit, file));
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public String name() {
                        return "endless";
                    }
                };
        refused(endless, "ALM-TRU-007", "timestamp.json is larger than the");
        assertThat(read[0]).isLessThan(256 * 1024);
    }

    @Test
    @DisplayName("endless data: a length above the role's limit is refused before it is read")
    void endlessByPromise() {
        ObjectNode snapshot = Publisher.begin("snapshot", 6, certifier.expires.get("snapshot"));
        snapshot.putObject("meta")
                .set("catalog.json", certifier.meta("catalog.json").put("length", 1L << 40));
        certifier.snapshot(snapshot).timestamp(6);
        certifier.repository.asked.clear();
        refused(certifier.repository, "ALM-TRU-007", "catalog.json");
        assertThat(certifier.repository.asked).doesNotContain("catalog.json");
    }

    @Test
    @DisplayName("endless data: a catalog is read no further than the snapshot says it is long")
    void endlessCatalog() {
        certifier.publish(6);
        certifier.repository.with("catalog.json", new byte[1 << 20]);
        refused(certifier.repository, "ALM-TRU-007", "catalog.json is larger than");
    }

    @Test
    @DisplayName("extraneous documents: the snapshot may name nobody to whom nothing was delegated")
    void extraneousDocuments() {
        certifier.delegate("social", 1);
        certifier.delegates.clear();
        certifier.catalog(6);
        ObjectNode snapshot = Publisher.begin("snapshot", 6, certifier.expires.get("snapshot"));
        ObjectNode meta = snapshot.putObject("meta");
        meta.set("catalog.json", certifier.meta("catalog.json"));
        meta.set("social.json", certifier.meta("social.json"));
        certifier.snapshot(snapshot).timestamp(6);
        refused(certifier.repository, "ALM-TRU-017", "nobody to whom the catalog delegates (1)");
    }

    @Test
    @DisplayName("wrong content: one role's document does not pass as another's")
    void wrongDocument() {
        SigningKey one = SigningKey.generate();
        RootDocument.ROLES.forEach(role -> certifier.keys.put(role, List.of(one)));
        certifier.name = "one-key";
        Publisher other = new Publisher();
        other.keys.putAll(certifier.keys);
        other.root().publish(1);
        MapRepository mixed =
                other.repository
                        .copy()
                        .with("timestamp.json", other.repository.files.get("root.json"));
        assertThatThrownBy(() -> TrustStore.check(mixed, Optional.empty()))
                .hasMessageContaining("its payloadType is not that of a timestamp")
                .hasMessageEndingWith("[ALM-TRU-005]");
        byte[] typed =
                Publisher.signed(
                        "timestamp",
                        Publisher.begin("root", 1, Publisher.NOW.plusSeconds(9)),
                        List.of(one));
        assertThatThrownBy(() ->
                        TrustStore.check(
                                other.repository.copy().with("timestamp.json", typed),
                                Optional.empty()))
                .hasMessageContaining("its _type is not \"timestamp\"")
                .hasMessageEndingWith("[ALM-TRU-005]");
    }

    @Test
    @DisplayName(
            "wrong content: one delegate's catalog does not pass as another's with the same key")
    void wrongDelegate() {
        certifier.delegate("social", 1);
        certifier.delegates.put("health", certifier.delegates.get("social"));
        certifier.repository.with("health.json", certifier.repository.files.get("social.json"));
        certifier.publish(6);
        refused(certifier.repository, "ALM-TRU-005", "it is the catalog of another than health");
    }

    @Test
    @DisplayName("wrong key id: a key under another id than its own is refused")
    void wrongKeyId() {
        SigningKey key = SigningKey.generate();
        String wrong = "0".repeat(64);
        String payload =
                certifier
                        .catalogPayload(6, "")
                        .replace(
                                "\"delegations\":[",
                                "\"delegations\":[{\"name\":\"social\",\"keys\":{\""
                                        + wrong
                                        + "\":\""
                                        + key.verifyingKey().base64()
                                        + "\"},\"threshold\":1,\"maximum\":\"K1R1T1\","
                                        + "\"sectors\":[\"health\"]}");
        certifier.repository.with(
                "catalog.json",
                Publisher.signed("catalog", payload, certifier.keys.get("catalog")));
        certifier.snapshot(6).timestamp(6);
        refused(certifier.repository, "ALM-TRU-003", "claims another id than its own");
    }

    @Test
    @DisplayName("threshold fraud: a key that signs twice, or under two ids, counts once")
    void thresholdFraud() {
        SigningKey a = SigningKey.generate();
        SigningKey b = SigningKey.generate();
        RoleKeys two = RoleKeys.of(List.of(a.verifyingKey(), b.verifyingKey()), 2);
        byte[] payload = {'{', '}'};
        String signature =
                Base64.getEncoder()
                        .encodeToString(
                                a.sign(Envelope.unsigned("catalog", payload))
                                        .signatures()
                                        .get(0)
                                        .value());
        String idA = a.verifyingKey().id();
        String idB = b.verifyingKey().id();
        for (byte[] file :
                List.of(
                        Publisher.envelope("catalog", payload, idA, signature, idA, signature),
                        Publisher.envelope("catalog", payload, idA, signature, idB, signature),
                        Publisher.envelope(
                                "catalog",
                                payload,
                                idA,
                                signature,
                                idA.replace('a', 'A'),
                                signature))) {
            assertThatThrownBy(() -> two.verify(Envelope.parse(file, "it"), "it"))
                    .hasMessageContaining("1 of 2 needed signatures hold; those of " + idA)
                    .hasMessageEndingWith("[ALM-TRU-002]");
        }
        Envelope both = b.sign(a.sign(Envelope.unsigned("catalog", payload)));
        two.verify(both, "it");
    }

    @Test
    @DisplayName("threshold fraud: a role that names one key twice, or asks for none, is refused")
    void thresholdOfOneKeyTwice() {
        String id = certifier.keys.get("catalog").get(0).verifyingKey().id();
        for (String[] change :
                List.of(
                        new String[] {
                            "\"catalog\":{\"keyids\":[\"" + id + "\"],\"threshold\":1",
                            "\"catalog\":{\"keyids\":[\""
                                    + id
                                    + "\",\""
                                    + id
                                    + "\"],\"threshold\":2",
                            "names a key twice"
                        },
                        new String[] {
                            "\"threshold\":1", "\"threshold\":0", "a whole number from 1"
                        },
                        new String[] {
                            "\"threshold\":1",
                            "\"threshold\":2",
                            "its threshold 2 is above its 1 keys"
                        })) {
            Envelope root = Envelope.parse(certifier.repository.files.get("root.json"), "root");
            String payload =
                    new String(root.payload(), StandardCharsets.UTF_8)
                            .replace(change[0], change[1]);
            byte[] forged = Publisher.signed("root", payload, certifier.keys.get("root"));
            assertThatThrownBy(() -> RootPin.file(forged, "root.json"))
                    .isInstanceOf(TrustException.class)
                    .hasMessageContaining(change[2]);
        }
    }

    @Test
    @DisplayName(
            "key compromise: a rotated root takes a key's power away, and needs both old and new")
    void keyCompromiseAndRotation() {
        List<SigningKey> stolen = certifier.keys.get("catalog");
        List<SigningKey> oldRoot = certifier.keys.get("root");
        certifier.keys.put("catalog", List.of(SigningKey.generate()));
        certifier.keys.put("root", List.of(SigningKey.generate()));
        certifier.root().publish(6);

        Envelope next = Envelope.parse(certifier.repository.files.get("2.root.json"), "2");
        byte[] byNewAlone = Publisher.signed("root", next.payload(), certifier.keys.get("root"));
        byte[] byOldAlone = Publisher.signed("root", next.payload(), oldRoot);
        refused(
                certifier.repository.copy().with("2.root.json", byNewAlone),
                "ALM-TRU-002",
                "by the keys of the root before it");
        refused(
                certifier.repository.copy().with("2.root.json", byOldAlone),
                "ALM-TRU-002",
                "0 of 1 needed");
        assertThat(store.update(certifier.repository).roles().get(0).version()).isEqualTo(2);

        certifier.repository.with(
                "catalog.json",
                Publisher.signed("catalog", certifier.catalogPayload(7, ""), stolen));
        certifier.snapshot(7).timestamp(7);
        refused(certifier.repository, "ALM-TRU-002", "catalog.json");
    }

    @Test
    @DisplayName("key compromise: what the stolen key signed before is not used after the rotation")
    void compromisedKeyLosesStoredCatalog() {
        certifier.keys.put("catalog", List.of(SigningKey.generate()));
        certifier.root();
        assertThatThrownBy(() -> store.update(certifier.repository))
                .hasMessageEndingWith("[ALM-TRU-002]");
        assertThatThrownBy(() -> store.verified("association"))
                .hasMessageContaining("catalog.json")
                .hasMessageEndingWith("[ALM-TRU-002]");
        certifier.publish(6);
        assertThat(store.update(certifier.repository).version()).isEqualTo("association-6");
    }

    @Test
    @DisplayName("rotation: a host that slept through several roots follows them one by one")
    void manyRotations() {
        for (int i = 0; i < 5; i++) {
            certifier.keys.put("root", List.of(SigningKey.generate()));
            certifier.root();
        }
        certifier.publish(6);
        assertThat(store.update(certifier.repository).roles().get(0).version()).isEqualTo(6);
        MapRepository gap = certifier.repository.copy();
        gap.files.put("7.root.json", gap.files.get("6.root.json"));
        refused(gap, "ALM-TRU-019", "its version is 6 and not 7");
    }

    @Test
    @DisplayName("rotation: a chain of roots without end is given up")
    void endlessRotations() {
        for (int i = 0; i <= Verifier.MAX_ROTATIONS; i++) {
            certifier.root();
        }
        refused(certifier.repository, "ALM-TRU-019", "more than 128 roots follow one another");
    }

    @Test
    @DisplayName("malicious mirror: it can withhold each document, and achieves nothing by it")
    void maliciousMirror() {
        certifier.delegate("social", 1).publish(6);
        store.update(certifier.repository);
        certifier.delegate("social", 2).publish(7);
        for (String file :
                List.of("timestamp.json", "snapshot.json", "catalog.json", "social.json")) {
            MapRepository mirror = certifier.repository.copy();
            mirror.files.remove(file);
            refused(mirror, "ALM-TRU-009", file + " is missing in memory");
            List<byte[]> rubbish = new ArrayList<>();
            rubbish.add(new byte[0]);
            rubbish.add(new byte[] {'{', '}'});
            rubbish.add(new byte[] {'n', 'u', 'l', 'l'});
            for (byte[] bytes : rubbish) {
                refused(certifier.repository.copy().with(file, bytes), "ALM-TRU-001", file);
            }
        }
    }

    @Test
    @DisplayName("malicious mirror: it cannot leave out a delegate that the catalog still names")
    void droppedDelegate() {
        certifier.delegate("social", 1).publish(6);
        store.update(certifier.repository);
        certifier.repository.files.remove("social.json");
        certifier.publish(7);
        refused(certifier.repository, "ALM-TRU-004", "the catalog of social was seen and is left");
        certifier.delegates.clear();
        certifier.publish(8);
        assertThat(store.update(certifier.repository).documents()).hasSize(1);
    }

    @Test
    @DisplayName("a delegate may not delegate further")
    void noFurtherDelegation() {
        certifier.delegate("social", 1);
        String payload = certifier.catalogPayload(2, ",\"name\":\"social\"");
        certifier.repository.with(
                "social.json",
                Publisher.signed("catalog", payload, List.of(certifier.delegates.get("social"))));
        certifier.publish(6);
        refused(certifier.repository, "ALM-TRU-017", "a delegate may not delegate further");
    }
}
