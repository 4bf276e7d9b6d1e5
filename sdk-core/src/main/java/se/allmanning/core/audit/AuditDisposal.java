/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import se.allmanning.core.home.Sha256;
import se.allmanning.service.AllmanningException;

/**
 * Removes old records (gallring), only by decisions that are named, and leaves a record of each
 * removal in a live chain, so that verification passes over the gap and says who decided it.
 *
 * <p>Whole segments are removed, the oldest of a chain first. A segment goes when every record in
 * it is older than what the decisions keep, and a decision covers every authority in it; a
 * segment's records without an authority belong to none. Records are kept for six months at least,
 * whatever a decision says: regulation (EU) 2024/1689, article 26.6. The record of the removal is
 * on the disk before the first file is removed; killed in between, the next disposal removes the
 * rest. Records of earlier disposals in a removed segment are carried over to the live chain.
 */
public final class AuditDisposal {

    /** The shortest retention: six months. */
    public static final Period FLOOR = Period.ofMonths(6);

    private static final int MOST_SEGMENTS_A_RECORD = 500;

    private final Path audit;
    private final AuditTrail trail;
    private final List<DisposalDecision> decisions;
    private final LocalDate today;

    private AuditDisposal(
            Path audit, AuditTrail trail, List<DisposalDecision> decisions, LocalDate today) {
        this.audit = audit;
        this.trail = trail;
        this.decisions = decisions;
        this.today = today;
    }

    /**
     * What was removed and what was not.
     *
     * @param segments how many segments were removed
     * @param records how many records were in them
     * @param removed a sentence for each chain of which something was removed
     * @param kept a sentence for each chain whose next segment was old enough for a decision, and
     *     was kept because no decision covers some authority in it
     */
    public record Result(int segments, long records, List<String> removed, List<String> kept) {

        /** Copies the lists. */
        public Result {
            removed = List.copyOf(removed);
            kept = List.copyOf(kept);
        }
    }

    /** A segment that may go. */
    private record Due(
            AuditFolder.Segment file, Removed.Segment segment, List<AuditEntry> disposals) {}

    /**
     * Removes what the decisions let go.
     *
     * @param audit the folder of the audit
     * @param trail a live trail of the same home, which gets the record of the removal
     * @param decisions the decisions; for one authority each
     * @param clock tells which day it is
     * @throws AllmanningException ALM-AUD-009 if there is no decision, one is dated in the future
     *     or keeps for less than six months; ALM-AUD-010 if the trail does not verify
     */
    public static Result run(
            Path audit, AuditTrail trail, List<DisposalDecision> decisions, Clock clock) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        checkDecisions(decisions, today);
        Verification verification = AuditVerifier.verify(audit);
        verification
                .first()
                .ifPresent(fault -> {
                    throw AuditFault.damaged(fault);
                });
        try {
            return new AuditDisposal(audit, trail, decisions, today).run(verification);
        } catch (IOException e) {
            throw AuditFault.unreadable(audit, e);
        }
    }

    /**
     * Checks the decisions alone, as {@link #run} does first.
     *
     * @throws AllmanningException ALM-AUD-009
     */
    public static void check(List<DisposalDecision> decisions, Clock clock) {
        checkDecisions(decisions, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    static void checkDecisions(List<DisposalDecision> decisions, LocalDate today) {
        if (decisions.isEmpty()) {
            throw AuditFault.refused(
                    "Nothing was disposed of: no decision on disposal is named. Records are removed"
                            + " only by a decision of the authority (arkivlagen 10 §). Name its reference.");
        }
        for (DisposalDecision decision : decisions) {
            if (decision.decidedOn().isAfter(today)) {
                throw AuditFault.refused(
                        "Nothing was disposed of: the decision "
                                + decision.reference()
                                + " is dated "
                                + decision.decidedOn()
                                + ", after today, "
                                + today
                                + ". Name a decision that has been made.");
            }
            if (today.minus(decision.retention()).isAfter(today.minus(FLOOR))) {
                throw AuditFault.refused(
                        "Nothing was disposed of: the decision "
                                + decision.reference()
                                + " keeps records for "
                                + decision.retention()
                                + "; at least "
                                + FLOOR
                                + " are needed (regulation (EU) 2024/1689, article 26.6). Name a decision"
                                + " that keeps them longer.");
            }
        }
    }

    private Result run(Verification verification) throws IOException {
        int segments = 0;
        long records = 0;
        List<String> removed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Verification.Chain chain : verification.chains()) {
            Path folder = audit.resolve(chain.id());
            if (chain.segments() == 0 || !Files.isDirectory(folder)) {
                continue;
            }
            boolean live = AuditFolder.isLive(folder);
            List<AuditFolder.Segment> files = AuditFolder.segments(folder);
            List<Due> due =
                    due(chain.id(), live ? files.subList(0, files.size() - 1) : files, kept);
            if (due.isEmpty()) {
                continue;
            }
            boolean complete = !live && due.size() == files.size();
            tell(chain.id(), complete, due);
            for (Due one : due) {
                Files.delete(one.file().file());
            }
            if (complete) {
                removeFolder(folder);
            }
            segments += due.size();
            long first = due.get(0).segment().first();
            long last = due.get(due.size() - 1).segment().last();
            records += last - first + 1;
            removed.add("Chain " + chain.id() + ": records " + first + " to " + last + ".");
        }
        return new Result(segments, records, removed, kept);
    }

    /** The records of the removal, on the disk when this returns. */
    private void tell(String chain, boolean complete, List<Due> due) {
        List<AuditRecord> records = new ArrayList<>();
        for (int from = 0; from < due.size(); from += MOST_SEGMENTS_A_RECORD) {
            int to = Math.min(due.size(), from + MOST_SEGMENTS_A_RECORD);
            List<Removed.Segment> part = due.subList(from, to).stream().map(Due::segment).toList();
            boolean last = to == due.size();
            records.add(
                    AuditRecord.builder(AuditEvent.DISPOSAL)
                            .put(
                                    Field.DISPOSAL,
                                    Removed.fields(decisions, chain, complete && last, part))
                            .build());
        }
        for (Due one : due) {
            one.disposals().forEach(entry -> records.add(carried(entry)));
        }
        trail.appendAll(records);
    }

    /** A record of an earlier disposal outlives its segment, or its gap would look like theft. */
    private static AuditRecord carried(AuditEntry entry) {
        AuditRecord.Builder record =
                AuditRecord.builder(AuditEvent.DISPOSAL)
                        .detail("carried-from", entry.id())
                        .detail("recorded-at", entry.time().toString());
        entry.record().value(Field.DISPOSAL).ifPresent(d -> record.put(Field.DISPOSAL, d));
        return record.build();
    }

    /** The oldest segments of a chain that may go, up to the first that may not. */
    private List<Due> due(String chain, List<AuditFolder.Segment> files, List<String> kept)
            throws IOException {
        List<Due> due = new ArrayList<>();
        for (AuditFolder.Segment file : files) {
            Instant newest = Instant.MIN;
            Set<String> authorities = new TreeSet<>();
            long first = -1;
            long last = -1;
            String hash = "";
            List<AuditEntry> disposals = new ArrayList<>();
            try (ChainReader reader = new ChainReader(List.of(file))) {
                while (reader.next()) {
                    AuditEntry entry = reader.current();
                    first = first < 0 ? entry.sequence() : first;
                    last = entry.sequence();
                    hash = entry.hash();
                    entry.record().authority().ifPresent(authorities::add);
                    if (entry.record().event().equals(AuditEvent.DISPOSAL)) {
                        disposals.add(entry);
                    }
                    newest = reader.time();
                }
                if (first < 0 || reader.unreadable() > 0) {
                    return due;
                }
            }
            Instant at = newest;
            if (decisions.stream().noneMatch(decision -> isOld(at, decision))) {
                return due;
            }
            Set<String> uncovered = new TreeSet<>();
            List<DisposalDecision> concerned = new ArrayList<>();
            for (String authority : authorities) {
                List<DisposalDecision> own =
                        decisions.stream().filter(d -> d.authority().equals(authority)).toList();
                concerned.addAll(own);
                if (own.isEmpty()) {
                    uncovered.add(authority);
                }
            }
            if (!uncovered.isEmpty()) {
                kept.add(
                        "Segment "
                                + file.file().getFileName()
                                + " of chain "
                                + chain
                                + " and what follows it: no decision covers "
                                + String.join(", ", uncovered)
                                + ".");
                return due;
            }
            if (!concerned.stream().allMatch(decision -> isOld(at, decision))) {
                return due;
            }
            due.add(
                    new Due(
                            file,
                            new Removed.Segment(
                                    file.number(), first, last, hash, sha256(file.file())),
                            disposals));
        }
        return due;
    }

    /** Whether the time is before the first day that the decision keeps. */
    private boolean isOld(Instant newest, DisposalDecision decision) {
        LocalDate day = LocalDate.ofInstant(newest, ZoneOffset.UTC);
        return day.isBefore(today.minus(decision.retention()));
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Hashes.hex(digest.digest());
    }

    private static void removeFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
