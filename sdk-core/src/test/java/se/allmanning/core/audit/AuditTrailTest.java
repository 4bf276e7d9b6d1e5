/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Invocation;

@DisplayName("An audit trail")
class AuditTrailTest {

    @TempDir Path audit;
    private final Trails.MovableClock clock = new Trails.MovableClock();

    /** A disk that is full after so many writes, and counts what is forced. */
    private static final class SmallDisk implements AuditDisk {
        private final AuditDisk real;
        private final AtomicInteger writesLeft;
        private final AtomicInteger forces = new AtomicInteger();
        private final AtomicLong usable = new AtomicLong(1L << 40);
        private final CountDownLatch gate;
        private volatile boolean halfWritten;

        SmallDisk(Path folder, int writes) throws IOException {
            this(folder, writes, new CountDownLatch(0));
        }

        SmallDisk(Path folder, int writes, CountDownLatch gate) throws IOException {
            this.real = AuditDisk.of(folder);
            this.writesLeft = new AtomicInteger(writes);
            this.gate = gate;
        }

        @Override
        public SegmentFile create(Path file) throws IOException {
            SegmentFile segment = real.create(file);
            return new SegmentFile() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    if (writesLeft.getAndDecrement() <= 0) {
                        halfWritten = true;
                        bytes.limit(bytes.position() + bytes.remaining() / 2);
                        segment.write(bytes);
                        throw new IOException("No space left on device");
                    }
                    segment.write(bytes);
                }

                @Override
                public void force() throws IOException {
                    forces.incrementAndGet();
                    if (forces.get() > 1) {
                        await(gate);
                    }
                    segment.force();
                }

                @Override
                public void close() throws IOException {
                    segment.close();
                }
            };
        }

        @Override
        public long usableBytes() {
            return usable.get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("gives each record the next sequence, the clock's time and an id of its own")
    void appends() {
        try (AuditTrail trail = Trails.quick(audit, clock).software("allmanning 0.1.0").open()) {
            AuditEntry first = trail.append(Trails.call(1).build());
            clock.set(Trails.START.plusMillis(1_234));
            AuditEntry second = trail.append(Trails.call(2).build());
            assertThat(first.sequence()).isEqualTo(1);
            assertThat(first.time()).isEqualTo(Trails.START);
            assertThat(second.time()).isEqualTo(Trails.START.plusMillis(1_234));
            assertThat(second.previous()).isEqualTo(first.hash());
            assertThat(second.id()).isEqualTo(trail.chain() + "-2");
            assertThat(Trails.entries(audit)).contains(first, second);
        }
        List<AuditEntry> all = Trails.entries(audit);
        assertThat(all)
                .extracting(e -> e.record().event())
                .containsExactly(
                        AuditEvent.HOST_START,
                        AuditEvent.MODEL_CALL,
                        AuditEvent.MODEL_CALL,
                        AuditEvent.HOST_STOP);
        assertThat(all.get(0).record().details()).containsEntry("software", "allmanning 0.1.0");
    }

    @Test
    @DisplayName("keeps every field of a record as it was given")
    void fields() {
        AuditRecord given =
                Trails.call(7)
                        .municipality("2281")
                        .branch("bygglov")
                        .knowledge("regler")
                        .crisis(true)
                        .detail("candidates", "3")
                        .build();
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            trail.append(given);
        }
        AuditRecord read = Trails.entries(audit).get(1).record();
        assertThat(read).isEqualTo(given.at(Trails.START));
        assertThat(read.user()).contains("Åsa Öberg <asa@exempel.se>");
        assertThat(read.municipality()).contains("2281");
        assertThat(read.decision()).contains(AuditDecision.permit("clearance-covers"));
        assertThat(read.sources()).containsExactly(new AuditSource("cd".repeat(32), 10, 47));
        assertThat(read.inputTokens()).hasValue(819);
        assertThat(read.digestVerified()).isFalse();
        assertThat(read.review()).isTrue();
        assertThat(read.crisis()).isTrue();
        assertThat(read.toString()).doesNotContain("BN 2026").doesNotContain("Åsa");
    }

    @Test
    @DisplayName("takes what it needs of an invocation")
    void invocation() {
        Invocation invocation =
                Invocation.builder("socialnamnden").caseNumber("SN 1").user("bo").build();
        AuditRecord record = AuditRecord.builder(AuditEvent.DENIED).of(invocation).build();
        assertThat(record.authority()).contains("socialnamnden");
        assertThat(record.caseNumber()).contains("SN 1");
        assertThat(record.user()).contains("bo");
        assertThat(record.informationClass()).contains("K1R1T1");
    }

    @Test
    @DisplayName("keeps any Unicode, and writes half a surrogate pair as a replacement character")
    void unicode() {
        String odd = "ÅÄÖ \uD83D\uDE00 \u2028 \u0001 \"\\ \u202E e\u0301";
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            trail.append(AuditRecord.builder(AuditEvent.SEARCH).user(odd).build());
            trail.append(AuditRecord.builder(AuditEvent.SEARCH).user("a\uD800b").build());
        }
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        List<AuditEntry> all = Trails.entries(audit);
        assertThat(all.get(1).record().user()).contains(odd);
        assertThat(all.get(2).record().user()).contains("a\uFFFDb");
    }

    @Test
    @DisplayName("refuses fields that no reader could take")
    void limits() {
        AuditRecord.Builder record = AuditRecord.builder(AuditEvent.SEARCH);
        assertThatThrownBy(() -> record.user("x".repeat(1_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The audit field user has 1001 characters or is blank. Use 1 to 1000.");
        assertThatThrownBy(() -> record.user(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record.tokens(-1, 0))
                .hasMessage("The audit field input_tokens is -1. Use 0 to 2^53 - 1.");
        assertThatThrownBy(() -> record.inputHmac("text"))
                .hasMessage("The input's HMAC is not 64 hexadecimal digits in lower case.");
        assertThatThrownBy(() -> new AuditSource("ab".repeat(32), 5, 4))
                .hasMessage("A source's offsets are 5 to 4; use 0 <= start <= end.");
        assertThatThrownBy(() -> AuditEvent.of("Not an id"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("the largest record that can be built fits into a line")
    void largest() {
        AuditRecord.Builder record = AuditRecord.builder(AuditEvent.MODEL_CALL);
        String worst = "\u0001".repeat(Field.MAX_TEXT);
        record.invocation(worst).municipality(worst).branch(worst).caseNumber(worst).user(worst);
        record.purpose(worst).service(worst).knowledge(worst).informationClass(worst);
        record.model(worst, worst, true).deployment(worst).catalogVersion(worst).outcome(worst);
        record.mark(worst).decision(reasons());
        record.sources(sources());
        for (int i = 0; i < Field.MAX_DETAILS; i++) {
            record.detail("d" + "x".repeat(55) + i, "\u0001".repeat(200));
        }
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            trail.append(record.build());
        }
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        assertThat(Trails.entries(audit)).hasSize(3);
    }

    private static AuditDecision reasons() {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < Field.MAX_REASONS; i++) {
            reasons.add("\u0001".repeat(200));
        }
        return new AuditDecision(false, reasons);
    }

    private static List<AuditSource> sources() {
        List<AuditSource> sources = new ArrayList<>();
        for (int i = 0; i < Field.MAX_SOURCES; i++) {
            sources.add(new AuditSource("ff".repeat(32), Field.MAX_NUMBER, Field.MAX_NUMBER));
        }
        return sources;
    }

    @Test
    @DisplayName("begins a new segment when one is full, and goes on in it")
    void rotates() {
        Path chain = Trails.chain(audit, 30, 5_000);
        List<Path> segments = Trails.segments(chain);
        assertThat(segments.size()).isBetween(5, 12);
        assertThat(segments.get(3).getFileName()).hasToString("00000003.jsonl");
        assertThat(segments).allSatisfy(s -> assertThat(Files.size(s)).isLessThan(7_000));
        assertThat(Trails.lines(segments.get(1)).get(0)).contains("\"segment\":1,");
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
    }

    @Test
    @DisplayName("orders by sequence when the clock is set back")
    void clockBackwards() {
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            for (int i = 0; i < 5; i++) {
                clock.set(Trails.START.minusSeconds(60L * i));
                trail.append(Trails.call(i).build());
            }
        }
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
        assertThat(Trails.entries(audit))
                .extracting(AuditEntry::sequence)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    @DisplayName("takes records of 64 threads at once: none lost, none twice, one chain")
    void manyThreads() throws Exception {
        int each = 50;
        Set<String> acknowledged = new HashSet<>();
        try (AuditTrail trail = Trails.quick(audit, clock).segmentBytes(100_000).open();
                ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int t = 0; t < 64; t++) {
                int own = t;
                all.add(
                        threads.submit(() -> {
                            List<String> ids = new ArrayList<>();
                            for (int i = 0; i < each; i++) {
                                ids.add(trail.append(Trails.call(own).build()).id());
                            }
                            return ids;
                        }));
            }
            for (Future<List<String>> one : all) {
                assertThat(acknowledged.addAll(one.get())).isTrue();
            }
        }
        assertThat(acknowledged).hasSize(64 * each);
        assertThat(Trails.entries(audit)).extracting(AuditEntry::id).containsAll(acknowledged);
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.intact()).isTrue();
        assertThat(found.records()).isEqualTo(64 * each + 2);
    }

    @Test
    @DisplayName("forces the disk before it returns, and once for those that came meanwhile")
    void groupCommit() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        SmallDisk disk = new SmallDisk(audit, 1_000, gate);
        try (AuditTrail trail =
                        Trails.quick(audit, clock).durability(Durability.FORCED).disk(disk).open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            assertThat(disk.forces).hasValue(1);
            List<Future<AuditEntry>> waiting = new ArrayList<>();
            CountDownLatch started = new CountDownLatch(20);
            for (int i = 0; i < 20; i++) {
                AuditRecord record = Trails.call(i).build();
                waiting.add(
                        threads.submit(() -> {
                            started.countDown();
                            return trail.append(record);
                        }));
            }
            started.await();
            assertThat(waiting).noneMatch(Future::isDone);
            gate.countDown();
            for (Future<AuditEntry> one : waiting) {
                assertThat(one.get().sequence()).isBetween(1L, 20L);
            }
            assertThat(disk.forces.get()).isBetween(2, 21);
            int before = disk.forces.get();
            List<AuditEntry> batch =
                    trail.appendAll(List.of(Trails.call(1).build(), Trails.call(2).build()));
            assertThat(batch).extracting(AuditEntry::sequence).containsExactly(21L, 22L);
            assertThat(disk.forces.get()).isEqualTo(before + 1);
        }
    }

    @Test
    @DisplayName("an interrupted caller gets its record kept, and its interrupt back")
    void interrupted() {
        try (AuditTrail trail = Trails.quick(audit, clock).durability(Durability.FORCED).open()) {
            Thread.currentThread().interrupt();
            AuditEntry entry = trail.append(Trails.call(1).build());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(entry.sequence()).isEqualTo(1);
            assertThat(trail.append(Trails.call(2).build()).sequence()).isEqualTo(2);
        }
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
    }

    @Test
    @DisplayName("on a full disk fails clearly, stays failed, and loses nothing acknowledged")
    void fullDisk() throws IOException {
        SmallDisk disk = new SmallDisk(audit, 4);
        List<String> acknowledged = new ArrayList<>();
        AuditTrail trail = Trails.quick(audit, clock).disk(disk).open();
        try (trail) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 10; i++) {
                                    acknowledged.add(trail.append(Trails.call(i).build()).id());
                                }
                            })
                    .isInstanceOfSatisfying(
                            AllmanningException.class,
                            e ->
                                    assertThat(e.category())
                                            .isEqualTo(AllmanningException.Category.FAULT))
                    .hasMessageContaining("could not be forced to disk")
                    .hasMessageContaining("(no space left on the disk)")
                    .hasMessageContaining("no call is made until it is opened again")
                    .hasMessageEndingWith("[ALM-AUD-002]");
            assertThat(disk.halfWritten).isTrue();
            assertThat(acknowledged).hasSize(3);
            disk.writesLeft.set(1_000);
            assertThatThrownBy(() -> trail.append(Trails.call(1).build()))
                    .hasMessageContaining("ALM-AUD-002");
            assertThatThrownBy(trail::reserve).hasMessageContaining("ALM-AUD-002");
            assertThatThrownBy(trail::checkWritable).hasMessageContaining("ALM-AUD-002");
            assertThat(trail.failure()).isPresent();
        }
        Verification found = AuditVerifier.verify(audit);
        assertThat(found.intact()).isTrue();
        assertThat(found.notices()).anyMatch(n -> n.contains("unfinished write"));
        assertThat(Trails.entries(audit)).extracting(AuditEntry::id).containsAll(acknowledged);
        try (AuditTrail again = Trails.quick(audit, clock).open()) {
            assertThat(again.append(Trails.call(1).build()).sequence()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("on a disk that is full from the start is not opened")
    void fullFromTheStart() throws IOException {
        SmallDisk disk = new SmallDisk(audit, 0);
        AuditTrail.Builder builder = Trails.quick(audit, clock).disk(disk);
        assertThatThrownBy(builder::open).hasMessageContaining("[ALM-AUD-002]");
        assertThat(AuditVerifier.verify(audit).intact()).isTrue();
    }

    @Test
    @DisplayName("in a place that is no folder is not opened")
    void notAFolder() throws IOException {
        Path file = Files.writeString(audit.resolve("file"), "x");
        assertThatThrownBy(() -> AuditTrail.builder(file).open())
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageEndingWith("[ALM-AUD-001]");
    }

    @Test
    @DisplayName(
            "refuses a call whose record might have no room, and keeps room for those under way")
    void reserve() throws IOException {
        SmallDisk disk = new SmallDisk(audit, 1_000);
        long call = 64 << 10;
        disk.usable.set(1_000_000 + 2 * call);
        try (AuditTrail trail =
                Trails.quick(audit, clock).reserveBytes(1_000_000).disk(disk).open()) {
            AuditTrail.Reservation first = trail.reserve();
            AuditTrail.Reservation second = trail.reserve();
            assertThatThrownBy(trail::reserve)
                    .isInstanceOf(AllmanningException.class)
                    .hasMessageContaining("has 1131072 bytes left; 1196608 are needed")
                    .hasMessageEndingWith("[ALM-AUD-003]");
            second.close();
            second.close();
            trail.reserve().close();
            disk.usable.set(0);
            assertThat(first.append(Trails.call(1).build()).sequence())
                    .as("a call that was let in gets its record")
                    .isEqualTo(1);
            assertThatThrownBy(trail::checkWritable).hasMessageContaining("ALM-AUD-003");
            assertThat(trail.failure()).isEmpty();
            first.close();
        }
    }

    @Test
    @DisplayName("takes nothing after it was closed, and closes once")
    void closed() {
        AuditTrail trail = Trails.quick(audit, clock).open();
        trail.close();
        trail.close();
        assertThatThrownBy(() -> trail.append(Trails.call(1).build()))
                .hasMessageContaining("is closed")
                .hasMessageEndingWith("[ALM-AUD-004]");
        assertThatThrownBy(trail::reserve).hasMessageEndingWith("[ALM-AUD-004]");
        assertThatThrownBy(() -> trail.appendAll(List.of())).hasMessageEndingWith("[ALM-AUD-004]");
        assertThat(Trails.entries(audit)).hasSize(2);
    }

    @Test
    @DisplayName("of many hosts in one home, each has a chain that names nothing of the others")
    void manyHosts() throws IOException {
        List<AuditTrail> trails = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            trails.add(Trails.quick(audit, clock).open());
        }
        for (int i = 0; i < 20; i++) {
            trails.get(i % 5).append(Trails.call(i).build());
        }
        assertThat(AuditVerifier.verify(audit).chains())
                .hasSize(5)
                .allMatch(chain -> chain.state() == Verification.State.LIVE);
        trails.forEach(AuditTrail::close);
        assertThat(AuditVerifier.verify(audit).chains())
                .allMatch(chain -> chain.state() == Verification.State.CLOSED);
        for (AuditTrail one : trails) {
            String text = Files.readString(Trails.segments(audit.resolve(one.chain())).get(0));
            for (AuditTrail other : trails) {
                assertThat(text.contains(other.chain())).isEqualTo(one == other);
            }
        }
    }

    @Test
    @DisplayName("starts with the time in its id, so that chains sort by their start")
    void chainIds() {
        String first = Trails.chain(audit, 0, 1 << 20).getFileName().toString();
        assertThat(first).matches("[0-9a-f]{28}");
        assertThat(AuditFolder.started(first)).isEqualTo(Trails.START);
        clock.set(Instant.parse("2031-01-01T00:00:00Z"));
        try (AuditTrail later = Trails.quick(audit, clock).open()) {
            assertThat(later.chain()).isGreaterThan(first);
        }
    }
}
