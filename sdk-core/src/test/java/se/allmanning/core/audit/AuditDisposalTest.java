/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.core.audit.Verification.State;
import se.allmanning.service.AllmanningException;

@DisplayName("Disposal")
class AuditDisposalTest {

    private static final DisposalDecision DECISION =
            new DisposalDecision(
                    "BN 2026/12 § 34",
                    LocalDate.parse("2026-02-01"),
                    "byggnadsnamnden",
                    Period.ofYears(1));

    @TempDir Path audit;
    private final Trails.MovableClock clock = new Trails.MovableClock();

    private AuditTrail later() {
        clock.set(Instant.parse("2027-06-01T08:00:00Z"));
        return Trails.quick(audit, clock).open();
    }

    @Test
    @DisplayName(
            "removes an old chain by its decision, and verification says which decision it was")
    void wholeChain() {
        Path old = Trails.chain(audit, 20, 4_000);
        String chain = old.getFileName().toString();
        List<Checkpoint> kept =
                CheckpointFile.of(AuditVerifier.verify(audit), Trails.START).checkpoints();
        try (AuditTrail trail = later()) {
            AuditDisposal.Result result = AuditDisposal.run(audit, trail, List.of(DECISION), clock);
            assertThat(result.records()).isEqualTo(22);
            assertThat(result.segments()).isGreaterThan(3);
            assertThat(result.removed()).containsExactly("Chain " + chain + ": records 0 to 21.");
            assertThat(old).doesNotExist();
        }
        Verification found = AuditVerifier.verify(audit, kept);
        assertThat(found.faults()).isEmpty();
        assertThat(found.chains())
                .filteredOn(c -> c.id().equals(chain))
                .singleElement()
                .satisfies(c -> assertThat(c.state()).isEqualTo(State.DISPOSED));
        assertThat(found.notices())
                .containsExactly(
                        "Chain "
                                + chain
                                + " was disposed of by decision BN 2026/12 § 34, records 0 to 21.");
        assertThat(Trails.entries(audit, AuditFilter.builder().event(AuditEvent.DISPOSAL).build()))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.record().fields().toString())
                            .contains("BN 2026/12 § 34", "last_hash", "sha256", "2026-02-01");
                });
    }

    /** A chain whose first segments are old and whose last ones are not; still being written. */
    private AuditTrail growing() {
        clock.set(Trails.START);
        AuditTrail trail = Trails.quick(audit, clock).segmentBytes(4_000).open();
        for (int i = 0; i < 20; i++) {
            trail.append(Trails.call(i).build());
        }
        clock.set(Instant.parse("2027-06-01T08:00:00Z"));
        for (int i = 0; i < 10; i++) {
            trail.append(Trails.call(i).build());
        }
        return trail;
    }

    @Test
    @DisplayName("removes the old segments of a chain that is being written, and leaves the rest")
    void oldSegments() throws IOException {
        try (AuditTrail growing = growing();
                AuditTrail trail = later()) {
            Path folder = audit.resolve(growing.chain());
            int before = Trails.segments(folder).size();
            AuditDisposal.Result result = AuditDisposal.run(audit, trail, List.of(DECISION), clock);
            List<Path> left = Trails.segments(folder);
            assertThat(left).hasSize(before - result.segments());
            assertThat(result.segments()).isBetween(2, before - 2);
            Verification found = AuditVerifier.verify(audit);
            assertThat(found.faults()).isEmpty();
            assertThat(found.notices())
                    .anyMatch(n ->
                            n.contains("begins with record " + result.records())
                                    && n.contains("by decision BN 2026/12 § 34"));
            assertThat(AuditDisposal.run(audit, trail, List.of(DECISION), clock).segments())
                    .as("there is nothing more to remove")
                    .isZero();

            Files.delete(left.get(0));
            VerificationFault fault = AuditVerifier.verify(audit).first().orElseThrow();
            assertThat(fault.kind()).isEqualTo(VerificationFault.Kind.MISSING);
            assertThat(fault.message()).contains("no decision on disposal covers");
        }
    }

    @Test
    @DisplayName("killed before its last file was removed, verifies, and is completed by the next")
    void interrupted() throws IOException {
        try (AuditTrail growing = growing();
                AuditTrail trail = later()) {
            List<Path> before = Trails.segments(audit.resolve(growing.chain()));
            Map<Path, byte[]> contents = new LinkedHashMap<>();
            for (Path segment : before) {
                contents.put(segment, Files.readAllBytes(segment));
            }
            int removed = AuditDisposal.run(audit, trail, List.of(DECISION), clock).segments();
            for (Path segment : before.subList(1, removed)) {
                Files.write(segment, contents.get(segment));
            }
            assertThat(AuditVerifier.verify(audit).faults()).isEmpty();
            assertThat(AuditDisposal.run(audit, trail, List.of(DECISION), clock).segments())
                    .isEqualTo(removed - 1);
            assertThat(AuditVerifier.verify(audit).faults()).isEmpty();
        }
    }

    @Test
    @DisplayName("keeps what a decision says of another authority, and tells of it")
    void otherAuthority() {
        Trails.chain(audit, 5, 1 << 20);
        DisposalDecision other =
                new DisposalDecision(
                        "SN 1", LocalDate.parse("2026-02-01"), "socialnamnden", Period.ofYears(1));
        try (AuditTrail trail = later()) {
            AuditDisposal.Result result = AuditDisposal.run(audit, trail, List.of(other), clock);
            assertThat(result.segments()).isZero();
            assertThat(result.kept())
                    .singleElement()
                    .asString()
                    .contains("no decision covers byggnadsnamnden");
            assertThat(AuditDisposal.run(audit, trail, List.of(other, DECISION), clock).segments())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("keeps what is younger than the decision's retention, to the day")
    void young() {
        Trails.chain(audit, 5, 1 << 20);
        Instant aYear = Instant.parse("2027-03-01T08:00:00Z");
        clock.set(aYear);
        try (AuditTrail trail = Trails.quick(audit, clock).open()) {
            assertThat(AuditDisposal.run(audit, trail, List.of(DECISION), clock).segments())
                    .isZero();
            clock.set(aYear.plus(Duration.ofDays(1)));
            assertThat(AuditDisposal.run(audit, trail, List.of(DECISION), clock).segments())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("refuses without a decision, below six months, and with one that is not made yet")
    void refuses() {
        Path old = Trails.chain(audit, 5, 1 << 20);
        try (AuditTrail trail = later()) {
            assertThatThrownBy(() -> AuditDisposal.run(audit, trail, List.of(), clock))
                    .isInstanceOfSatisfying(
                            AllmanningException.class,
                            e ->
                                    assertThat(e.category())
                                            .isEqualTo(AllmanningException.Category.DENIED))
                    .hasMessageContaining("no decision on disposal is named")
                    .hasMessageContaining("arkivlagen 10 §")
                    .hasMessageEndingWith("[ALM-AUD-009]");
            DisposalDecision shortly =
                    new DisposalDecision(
                            "BN 2", DECISION.decidedOn(), "byggnadsnamnden", Period.ofMonths(5));
            assertThatThrownBy(() -> AuditDisposal.run(audit, trail, List.of(shortly), clock))
                    .hasMessageContaining("keeps records for P5M; at least P6M are needed")
                    .hasMessageEndingWith("[ALM-AUD-009]");
            DisposalDecision tomorrow =
                    new DisposalDecision(
                            "BN 3",
                            LocalDate.parse("2027-06-02"),
                            "byggnadsnamnden",
                            Period.ofYears(1));
            assertThatThrownBy(() -> AuditDisposal.run(audit, trail, List.of(tomorrow), clock))
                    .hasMessageContaining("is dated 2027-06-02, after today, 2027-06-01");
            assertThat(Trails.segments(old)).hasSize(1);
        }
    }

    @Test
    @DisplayName("refuses to remove anything from a trail that does not verify")
    void damaged() {
        Path old = Trails.chain(audit, 5, 1 << 20);
        Path file = Trails.segments(old).get(0);
        List<String> lines = Trails.lines(file);
        lines.remove(3);
        Trails.write(file, lines);
        try (AuditTrail trail = later()) {
            assertThatThrownBy(() -> AuditDisposal.run(audit, trail, List.of(DECISION), clock))
                    .hasMessageContaining("the trail does not verify: record 2 is missing")
                    .hasMessageEndingWith("[ALM-AUD-010]");
            assertThat(file).exists();
        }
    }

    @Test
    @DisplayName("of the records of an earlier disposal carries them over to the live chain")
    void carried() {
        try (AuditTrail growing = growing()) {
            String chain = growing.chain();
            try (AuditTrail first = later()) {
                AuditDisposal.run(audit, first, List.of(DECISION), clock);
            }
            clock.set(Instant.parse("2029-06-01T08:00:00Z"));
            try (AuditTrail second = Trails.quick(audit, clock).open()) {
                DisposalDecision long5 =
                        new DisposalDecision(
                                "BN 9", DECISION.decidedOn(), "socialnamnden", Period.ofMonths(8));
                AuditDisposal.Result result =
                        AuditDisposal.run(audit, second, List.of(long5), clock);
                assertThat(result.removed()).anyMatch(r -> !r.contains(chain));
            }
            Verification found = AuditVerifier.verify(audit);
            assertThat(found.faults()).isEmpty();
            assertThat(found.notices()).anyMatch(n -> n.contains("BN 2026/12 § 34"));
        }
    }
}
