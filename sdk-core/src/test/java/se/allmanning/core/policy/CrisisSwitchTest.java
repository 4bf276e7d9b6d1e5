/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.core.policy.CrisisStatus.State;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@DisplayName("The switch of crisis mode")
class CrisisSwitchTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final Operators PEOPLE = Operators.of(3);
    private static final Operators STRANGERS = Operators.of(2);

    private final Random random = new Random(17);
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final CrisisListener listener =
            new CrisisListener() {
                @Override
                public void started(CrisisOrder order, List<String> signers) {
                    told.add("started " + order.reason() + " by " + signers.size());
                }

                @Override
                public void replaced(CrisisOrder order, CrisisOrder by) {
                    told.add("replaced " + order.reason() + " by " + by.reason());
                }

                @Override
                public void stopped(CrisisOrder order, String reason, List<String> signers) {
                    told.add("stopped " + order.reason() + ": " + reason + " by " + signers.size());
                }

                @Override
                public void expired(CrisisOrder order, Instant seen) {
                    told.add("expired " + order.reason());
                }
            };

    @TempDir Path temp;
    private Path folder;
    private CrisisSwitch crisis;

    @BeforeEach
    void open() {
        folder = temp.resolve("crisis");
        crisis = reopened();
    }

    private CrisisSwitch reopened() {
        return CrisisSwitch.open(folder, PEOPLE.keys(2), listener, nanos::get);
    }

    private CrisisOrder order(Instant from, int hours) {
        return CrisisOrder.of(from, Duration.ofHours(hours), "elavbrott", random);
    }

    private static SignedOrder signed(CrisisOrder order, int... by) {
        SignedOrder signed = SignedOrder.start(order);
        for (int i : by) {
            signed = signed.signedBy(PEOPLE.signer(i));
        }
        return signed;
    }

    private static SignedOrder stop(CrisisOrder order, int by) {
        return SignedOrder.stop(order.id(), NOW, "strömmen är åter").signedBy(PEOPLE.signer(by));
    }

    private static Instant after(int hours) {
        return NOW.plus(hours, ChronoUnit.HOURS);
    }

    private void refused(SignedOrder order, Instant now, String code, String... words) {
        Crisis before = crisis.current(now);
        assertThatThrownBy(() -> crisis.start(order, now))
                .isInstanceOfSatisfying(
                        AllmanningException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e.category()).isIn(Category.DENIED, Category.USAGE);
                        })
                .hasMessageContainingAll(words);
        assertThat(crisis.current(now)).isEqualTo(before);
    }

    @Test
    @DisplayName("is off in a home where nobody has declared a crisis, and writes nothing")
    void never() {
        assertThat(crisis.current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(crisis.status(NOW).state()).isEqualTo(State.NONE);
        assertThat(folder).doesNotExist();
    }

    @Test
    @DisplayName("goes on by an order of two operators, and off by itself")
    void onAndOff() {
        CrisisOrder order = order(NOW, 24);
        CrisisStatus status = crisis.start(signed(order, 0, 2), NOW);
        assertThat(status.state()).isEqualTo(State.ON);
        assertThat(status.signers())
                .containsExactlyInAnyOrder(PEOPLE.signer(0).id(), PEOPLE.signer(2).id());
        assertThat(crisis.current(NOW)).isEqualTo(new Crisis(NOW, after(24)));
        assertThat(reopened().current(after(23))).isEqualTo(new Crisis(NOW, after(24)));
        assertThat(crisis.current(after(24).minusSeconds(1)).active(after(24).minusSeconds(1)))
                .isTrue();
        assertThat(crisis.current(after(24))).isEqualTo(Crisis.NONE);
        assertThat(told).containsExactly("started elavbrott by 2");
        assertThat(crisis.status(after(25)).state()).isEqualTo(State.EXPIRED);
        assertThat(reopened().status(after(26)).state()).isEqualTo(State.EXPIRED);
        assertThat(told).containsExactly("started elavbrott by 2", "expired elavbrott");
    }

    @Test
    @DisplayName("goes off by one operator's order, at once and in every process")
    void stops() {
        CrisisOrder order = order(NOW, 24);
        CrisisSwitch host = reopened();
        crisis.start(signed(order, 0, 1), NOW);
        assertThat(host.current(after(1))).isNotEqualTo(Crisis.NONE);
        assertThat(crisis.stop(stop(order, 2), after(1)).state()).isEqualTo(State.STOPPED);
        assertThat(host.current(after(1))).isEqualTo(Crisis.NONE);
        assertThat(told)
                .containsExactly(
                        "started elavbrott by 2", "stopped elavbrott: strömmen är åter by 1");
        assertThat(crisis.status(after(30)).state()).isEqualTo(State.STOPPED);
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("stays off when the record of its stop is removed")
    void stopRemoved() throws IOException {
        CrisisOrder order = order(NOW, 24);
        crisis.start(signed(order, 0, 1), NOW);
        crisis.stop(stop(order, 2), after(1));
        Files.delete(folder.resolve("orders/" + order.id() + ".stop.json"));
        assertThat(crisis.current(after(1))).isEqualTo(Crisis.NONE);
        assertThat(reopened().status(after(1)).problem().orElseThrow())
                .contains("it speaks of another order", "[ALM-CRI-011]");
    }

    @Test
    @DisplayName("takes a new declaration in the place of one that is on, and keeps both orders")
    void renewal() {
        CrisisOrder first = order(NOW, 24);
        CrisisOrder second =
                CrisisOrder.of(after(20), Duration.ofDays(2), "fortsatt elavbrott", random);
        crisis.start(signed(first, 0, 1), NOW);
        crisis.start(signed(second, 1, 2), after(20));
        assertThat(crisis.current(after(22))).isEqualTo(new Crisis(after(20), after(68)));
        assertThat(told)
                .containsExactly(
                        "started elavbrott by 2",
                        "started fortsatt elavbrott by 2",
                        "replaced elavbrott by fortsatt elavbrott");
        assertThat(folder.resolve("orders/" + first.id() + ".start.json")).exists();
        assertThat(folder.resolve("orders/" + second.id() + ".start.json")).exists();
        refused(signed(first, 0, 1), after(22), "ALM-CRI-007", first.id(), "used once");
    }

    @Test
    @DisplayName("refuses an order that was used before, also one that was stopped")
    void replay() {
        CrisisOrder order = order(NOW, 24);
        crisis.start(signed(order, 0, 1), NOW);
        crisis.stop(stop(order, 0), after(1));
        refused(signed(order, 0, 1), after(2), "ALM-CRI-007", order.id(), "Make and sign a new");
        refused(signed(order, 1, 2), after(2), "ALM-CRI-007", "has been used in this home");
    }

    @Test
    @DisplayName("refuses an order whose time is over, or that begins later than in an hour")
    void outOfTime() {
        refused(
                signed(order(NOW, 24), 0, 1),
                after(24),
                "ALM-CRI-006",
                "it ended 2026-11-23T07:00:00Z",
                "it is 2026-11-23T07:00:00Z");
        refused(
                signed(order(after(2), 24), 0, 1),
                NOW,
                "ALM-CRI-006",
                "it begins 2026-11-22T09:00:00Z",
                "more than 1 hour after now");
        CrisisOrder soon = order(NOW.plusSeconds(60), 24);
        assertThat(crisis.start(signed(soon, 0, 1), NOW).state()).isEqualTo(State.PENDING);
        assertThat(crisis.current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(crisis.current(NOW.plusSeconds(60)).active(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    @DisplayName("refuses an order that lasts longer than 72 hours, or than the configuration says")
    void tooLong() {
        refused(signed(order(NOW, 73), 0, 1), NOW, "ALM-CRI-006", "PT73H", "PT72H at most");
        crisis =
                CrisisSwitch.open(
                        folder, PEOPLE.keys(2, Duration.ofHours(12)), listener, nanos::get);
        refused(signed(order(NOW, 13), 0, 1), NOW, "ALM-CRI-006", "PT13H", "PT12H at most");
        crisis.start(signed(order(NOW, 12), 0, 1), NOW);
    }

    @Test
    @DisplayName("is off when the configuration has grown stricter than the order that is on")
    void stricter() {
        crisis.start(signed(order(NOW, 72), 0, 1), NOW);
        CrisisSwitch shorter =
                CrisisSwitch.open(
                        folder, PEOPLE.keys(2, Duration.ofHours(12)), listener, nanos::get);
        assertThat(shorter.current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(shorter.status(NOW).problem().orElseThrow()).contains("longer than the config");
        CrisisSwitch three = CrisisSwitch.open(folder, PEOPLE.keys(3), listener, nanos::get);
        assertThat(three.status(NOW).problem().orElseThrow()).contains("not signed by enough");
        CrisisSwitch nobody = CrisisSwitch.open(folder, CrisisKeys.NONE, listener, nanos::get);
        assertThat(nobody.current(NOW)).isEqualTo(Crisis.NONE);
    }

    @Test
    @DisplayName(
            "refuses an order with too few signatures, and one person's two signatures are one")
    void tooFew() {
        CrisisOrder order = order(NOW, 24);
        refused(signed(order), NOW, "ALM-CRI-004", "signed by 0", "2 different ones");
        refused(signed(order, 1), NOW, "ALM-CRI-004", "signed by 1", "crisis sign FILE");
        byte[] once = signed(order, 1).toBytes();
        String text = new String(once, StandardCharsets.UTF_8);
        String signature = text.substring(text.indexOf("[{") + 1, text.indexOf("}]") + 1);
        SignedOrder twice =
                SignedOrder.parse(
                        text.replace(signature, signature + "," + signature)
                                .getBytes(StandardCharsets.UTF_8));
        refused(twice, NOW, "ALM-CRI-004", "signed by 1 of");
        CrisisSwitch one = CrisisSwitch.open(folder, PEOPLE.keys(1), listener, nanos::get);
        assertThat(one.start(signed(order, 1), NOW).on()).isTrue();
    }

    @Test
    @DisplayName("does not count keys of others, and names them")
    void strangers() {
        SignedOrder order =
                signed(order(NOW, 24), 0)
                        .signedBy(STRANGERS.signer(0))
                        .signedBy(STRANGERS.signer(1));
        refused(order, NOW, "ALM-CRI-004", "signed by 1 of", STRANGERS.signer(1).id());
        SignedOrder enough = order.signedBy(PEOPLE.signer(1));
        assertThat(crisis.start(enough, NOW).signers()).hasSize(2);
    }

    @Test
    @DisplayName("refuses every order when nobody is named")
    void nobody() {
        crisis = CrisisSwitch.open(folder, CrisisKeys.NONE, listener, nanos::get);
        refused(signed(order(NOW, 24), 0, 1), NOW, "ALM-CRI-001", "none is named");
        assertThatThrownBy(() -> crisis.stop(stop(order(NOW, 24), 0), NOW))
                .hasMessageContaining("ALM-CRI-001");
    }

    @Test
    @DisplayName("refuses an order that was changed after it was signed")
    void tampered() {
        String envelope =
                new String(signed(order(NOW, 24), 0, 1).toBytes(), StandardCharsets.UTF_8);
        String payload = envelope.replaceAll(".*\"payload\":\"([^\"]*)\".*\\n", "$1");
        String inside =
                new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
                        .replace("2026-11-23", "2026-11-24");
        String changed =
                envelope.replace(
                        payload,
                        Base64.getEncoder()
                                .encodeToString(inside.getBytes(StandardCharsets.UTF_8)));
        refused(
                SignedOrder.parse(changed.getBytes(StandardCharsets.UTF_8)),
                NOW,
                "ALM-CRI-005",
                "changed after it was signed");
    }

    @Test
    @DisplayName("does not start by an order to stop, nor stop by an order to start")
    void confused() {
        CrisisOrder order = order(NOW, 24);
        assertThatThrownBy(() -> crisis.start(stop(order, 0), NOW))
                .hasMessageContaining("an order to stop")
                .hasMessageContaining("ALM-CRI-002");
        crisis.start(signed(order, 0, 1), NOW);
        assertThatThrownBy(() -> crisis.stop(signed(order, 0, 1), NOW))
                .hasMessageContaining("stops none")
                .hasMessageContaining("ALM-CRI-002");
        assertThat(crisis.current(NOW).active(NOW)).isTrue();
    }

    @Test
    @DisplayName("is not stopped by an order for another declaration, of a stranger, or twice")
    void wrongStop() {
        CrisisOrder order = order(NOW, 24);
        CrisisOrder other = order(NOW, 24);
        assertThatThrownBy(() -> crisis.stop(stop(order, 0), NOW))
                .hasMessageContaining("none is on")
                .hasMessageContaining("ALM-CRI-009");
        crisis.start(signed(order, 0, 1), NOW);
        assertThatThrownBy(() -> crisis.stop(stop(other, 0), NOW))
                .hasMessageContaining("the order stops " + other.id())
                .hasMessageContaining(order.id() + " is on")
                .hasMessageContaining("ALM-CRI-009");
        SignedOrder strange =
                SignedOrder.stop(order.id(), NOW, "sabotage").signedBy(STRANGERS.signer(0));
        assertThatThrownBy(() -> crisis.stop(strange, NOW)).hasMessageContaining("ALM-CRI-004");
        assertThat(crisis.current(NOW).active(NOW)).isTrue();
        crisis.stop(stop(order, 0), NOW);
        assertThatThrownBy(() -> crisis.stop(stop(order, 0), NOW))
                .hasMessageContaining("none is on");
    }

    @Test
    @DisplayName("lasts no longer when the clock is set back, in one run or over several")
    void clockSetBack() {
        crisis.start(signed(order(NOW, 72), 0, 1), NOW);
        assertThat(crisis.current(after(71)).active(after(71))).isTrue();
        assertThat(crisis.current(after(1))).isEqualTo(new Crisis(NOW, after(2)));
        CrisisSwitch next = reopened();
        assertThat(next.current(after(1))).isEqualTo(new Crisis(NOW, after(2)));
        assertThat(next.current(NOW)).isEqualTo(new Crisis(NOW, after(1)));
        assertThat(reopened().current(after(1))).isEqualTo(Crisis.NONE);
        assertThat(reopened().status(NOW).state()).isEqualTo(State.EXPIRED);
        assertThat(reopened().current(NOW)).isEqualTo(Crisis.NONE);
    }

    @Test
    @DisplayName("lasts no longer when the clock stands still or is held back a second at a time")
    void clockHeld() {
        crisis.start(signed(order(NOW, 72), 0, 1), NOW);
        crisis.current(NOW);
        nanos.addAndGet(Duration.ofHours(71).toNanos());
        assertThat(crisis.current(NOW.plusSeconds(1)).until())
                .isBetween(after(1), after(1).plusSeconds(2));
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(crisis.current(NOW)).isEqualTo(Crisis.NONE);
    }

    @Test
    @DisplayName("is over for good once it was over, whatever the clock says afterwards")
    void overForGood() {
        crisis.start(signed(order(NOW, 24), 0, 1), NOW);
        assertThat(crisis.current(after(24))).isEqualTo(Crisis.NONE);
        assertThat(crisis.current(after(1))).isEqualTo(Crisis.NONE);
        assertThat(reopened().current(after(1))).isEqualTo(Crisis.NONE);
    }

    @Test
    @DisplayName("refuses a declaration while the clock stands before a time that was seen")
    void clockBeforeSeen() throws IOException {
        CrisisOrder first = order(NOW, 24);
        CrisisOrder old = order(NOW, 24);
        crisis.start(signed(first, 0, 1), NOW);
        crisis.status(after(30));
        refused(
                signed(old, 0, 1),
                after(1),
                "ALM-CRI-008",
                "The clock says 2026-11-22T08:00:00Z",
                "2026-11-23T13:00:00Z was seen before",
                "clock.json");
        Files.delete(folder.resolve("clock.json"));
        assertThat(crisis.start(signed(old, 0, 1), after(1)).on()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"current.json", "clock.json"})
    @DisplayName("is off when a file of it is damaged, emptied, or no file, and status tells why")
    void damaged(String name) throws IOException {
        crisis.start(signed(order(NOW, 24), 0, 1), NOW);
        Path file = folder.resolve(name);
        for (String content : List.of("", "{", "{}", "[]", "x".repeat(70_000))) {
            Files.writeString(file, content);
            assertThat(reopened().current(NOW)).isEqualTo(Crisis.NONE);
            CrisisStatus status = reopened().status(NOW);
            assertThat(status.state()).isEqualTo(State.INVALID);
            assertThat(status.problem().orElseThrow())
                    .contains(name, "No crisis is on", "[ALM-CRI-011]");
        }
        Files.delete(file);
        Files.createDirectories(file);
        assertThat(reopened().current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(reopened().status(NOW).problem().orElseThrow())
                .contains(name, "cannot be read", "[ALM-CRI-010]");
    }

    @Test
    @DisplayName("is off when the file of its time is gone, and sees that an order was changed")
    void gone() throws IOException {
        crisis.start(signed(order(NOW, 24), 0, 1), NOW);
        Path current = folder.resolve("current.json");
        String text = Files.readString(current);
        Files.writeString(current, text.replaceFirst("\"sig\":\"..", "\"sig\":\"AA"));
        assertThat(crisis.current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(crisis.status(NOW).problem().orElseThrow()).contains("changed after");
        Files.writeString(current, text);
        assertThat(crisis.current(NOW).active(NOW)).isTrue();
        Files.delete(folder.resolve("clock.json"));
        assertThat(reopened().current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(reopened().status(NOW).problem().orElseThrow()).contains("clock.json beside");
        assertThat(crisis.current(after(1))).isEqualTo(Crisis.NONE);
    }

    @Test
    @DisplayName("does not go on when what keeps the record cannot")
    void recordFails() {
        CrisisSwitch deaf =
                CrisisSwitch.open(
                        folder,
                        PEOPLE.keys(2),
                        new CrisisListener() {
                            @Override
                            public void started(CrisisOrder order, List<String> signers) {
                                throw new IllegalStateException("no audit");
                            }
                        },
                        nanos::get);
        CrisisOrder order = order(NOW, 24);
        assertThatThrownBy(() -> deaf.start(signed(order, 0, 1), NOW)).hasMessage("no audit");
        assertThat(crisis.current(NOW)).isEqualTo(Crisis.NONE);
        assertThat(crisis.start(signed(order, 0, 1), NOW).on()).isTrue();
    }

    @Test
    @DisplayName("may be turned by many at a time: of one order, once")
    void atATime() throws Exception {
        SignedOrder order = signed(order(NOW, 24), 0, 1);
        int turned = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(
                        threads.submit(() -> {
                            try {
                                CrisisSwitch mine =
                                        CrisisSwitch.open(
                                                folder, PEOPLE.keys(2), CrisisListener.NONE);
                                return mine.start(order, NOW).on();
                            } catch (AllmanningException e) {
                                return false;
                            }
                        }));
            }
            for (Future<Boolean> one : all) {
                turned += one.get() ? 1 : 0;
            }
        }
        assertThat(turned).isEqualTo(1);
        assertThat(crisis.current(NOW).active(NOW)).isTrue();
    }
}
