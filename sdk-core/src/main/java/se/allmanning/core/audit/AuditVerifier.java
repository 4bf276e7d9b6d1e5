/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import se.allmanning.core.audit.Verification.State;
import se.allmanning.core.audit.VerificationFault.Kind;
import se.allmanning.service.AllmanningException;

/**
 * Says whether the chains of a home are as they were written, and where they first are not.
 *
 * <p>What it cannot see without a {@link Checkpoint} kept elsewhere: a chain that was rewritten
 * whole with new hashes, a chain that was removed whole, and the end of a chain that was cut off
 * together with the note of its closing. A chain that ends without a closing record is named, since
 * a killed process leaves the same. The last line of such a chain may be unfinished: its append
 * never returned, so nothing acknowledged is missing.
 *
 * <p>Reads a chain that is being written up to where it is now. Holds one line in memory.
 */
public final class AuditVerifier {

    private final SortedMap<String, List<Checkpoint>> checkpoints = new TreeMap<>();
    private final List<Removed> removed = new ArrayList<>();
    private final List<Verification.Chain> chains = new ArrayList<>();
    private final List<VerificationFault> faults = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Path audit;
    private long records;

    private AuditVerifier(Path audit, Collection<Checkpoint> checkpoints) {
        this.audit = audit;
        for (Checkpoint one : checkpoints) {
            this.checkpoints.computeIfAbsent(one.chain(), key -> new ArrayList<>()).add(one);
        }
    }

    /**
     * Verifies all chains.
     *
     * @param audit the folder of the audit
     * @throws AllmanningException ALM-AUD-006 if a file cannot be read
     */
    public static Verification verify(Path audit) {
        return verify(audit, List.of());
    }

    /**
     * Verifies all chains against checkpoints.
     *
     * @param audit the folder of the audit
     * @param checkpoints what was seen before, of any number of chains
     * @throws AllmanningException ALM-AUD-006 if a file cannot be read
     */
    public static Verification verify(Path audit, Collection<Checkpoint> checkpoints) {
        try {
            return new AuditVerifier(audit, checkpoints).all();
        } catch (IOException e) {
            throw AuditFault.unreadable(audit, e);
        }
    }

    private Verification all() throws IOException {
        List<ChainVerifier.Result> results = new ArrayList<>();
        for (Path folder : AuditFolder.chains(audit)) {
            String chain = folder.getFileName().toString();
            List<Checkpoint> seen = checkpoints.getOrDefault(chain, List.of());
            results.add(new ChainVerifier(folder, seen, removed::add).run());
        }
        for (ChainVerifier.Result result : results) {
            add(result);
            checkpoints.remove(result.chain().id());
        }
        removedWhole();
        checkpoints.forEach(this::gone);
        faults.sort(Comparator.comparing(VerificationFault::chain));
        chains.sort(Comparator.comparing(Verification.Chain::id));
        return new Verification(chains, records, faults, notices);
    }

    private void add(ChainVerifier.Result result) {
        Verification.Chain chain = result.chain();
        Path folder = audit.resolve(chain.id());
        records += result.records();
        VerificationFault fault = result.fault();
        if (chain.segments() == 0 && fault == null) {
            empty(result);
            return;
        }
        if (result.firstSegment() > 0) {
            Optional<String> decision = covered(result);
            if (decision.isPresent()) {
                notices.add(
                        "Chain "
                                + chain.id()
                                + " begins with record "
                                + chain.first()
                                + ": what came before was disposed of by decision "
                                + decision.get()
                                + ".");
            } else {
                // What is missing came before whatever else is wrong.
                fault =
                        new VerificationFault(
                                Kind.MISSING,
                                chain.id(),
                                folder,
                                0,
                                0,
                                "the chain begins with segment "
                                        + result.firstSegment()
                                        + ", and no decision on disposal covers what came before");
            }
        }
        if (fault != null) {
            faults.add(fault);
            chains.add(
                    new Verification.Chain(
                            chain.id(),
                            State.FAULTY,
                            chain.first(),
                            chain.last(),
                            chain.hash(),
                            chain.segments()));
            return;
        }
        chains.add(chain);
        if (result.torn() && chain.state() != State.LIVE) {
            notices.add(
                    "Chain "
                            + chain.id()
                            + " ends with an unfinished write after record "
                            + chain.last()
                            + "; nothing acknowledged is missing.");
        }
        if (chain.state() == State.UNCLOSED) {
            notices.add(
                    "Chain "
                            + chain.id()
                            + " ends with record "
                            + chain.last()
                            + " and was not closed: its process was killed, or its end was cut off. Only a"
                            + " checkpoint kept elsewhere tells the two apart.");
        }
    }

    private void empty(ChainVerifier.Result result) {
        Verification.Chain chain = result.chain();
        chains.add(chain);
        boolean disposed =
                removed.stream().anyMatch(r -> r.chain().equals(chain.id()) && r.complete());
        if (!disposed && chain.state() != State.LIVE) {
            notices.add(
                    "Chain "
                            + chain.id()
                            + " has no segment: its process was killed before the first record was"
                            + " acknowledged, or its segments were removed.");
        }
    }

    /** The decisions that removed all that came before the chain's first segment. */
    private Optional<String> covered(ChainVerifier.Result result) {
        SortedMap<Long, Removed.Segment> segments = new TreeMap<>();
        SortedSet<String> references = new TreeSet<>();
        for (Removed range : removed) {
            if (range.chain().equals(result.chain().id()) && range.from() < result.firstSegment()) {
                range.segments().forEach(segment -> segments.put(segment.number(), segment));
                references.add(range.references());
            }
        }
        long before = result.firstSegment() - 1L;
        Removed.Segment last = segments.get(before);
        boolean meets =
                last != null
                        && segments.headMap(before).size() == before
                        && last.hash().equals(result.previous())
                        && last.last() + 1 == result.chain().first();
        return meets ? Optional.of(String.join(", ", references)) : Optional.empty();
    }

    /** Chains of which only the records of their disposal are left. */
    private void removedWhole() {
        SortedMap<String, Removed> last = new TreeMap<>();
        for (Removed range : removed) {
            last.merge(
                    range.chain(), range, (a, b) -> a.last().number() >= b.last().number() ? a : b);
        }
        for (Removed range : last.values()) {
            if (chains.stream().anyMatch(chain -> chain.id().equals(range.chain()))) {
                continue;
            }
            if (range.complete()) {
                chains.add(
                        new Verification.Chain(
                                range.chain(),
                                State.DISPOSED,
                                range.last().last() + 1,
                                range.last().last(),
                                range.last().hash(),
                                0));
                notices.add(
                        "Chain "
                                + range.chain()
                                + " was disposed of by decision "
                                + range.references()
                                + ", records 0 to "
                                + range.last().last()
                                + ".");
                List<Checkpoint> seen = checkpoints.get(range.chain());
                if (seen != null) {
                    seen.removeIf(c -> c.sequence() <= range.last().last());
                }
            } else {
                faults.add(
                        gone(
                                range.chain(),
                                range.last().last() + 1,
                                "the chain is gone, and the decision on disposal covers it only up to"
                                        + " record "
                                        + range.last().last()));
            }
        }
    }

    private void gone(String chain, List<Checkpoint> seen) {
        if (!seen.isEmpty()) {
            long reached = seen.stream().mapToLong(Checkpoint::sequence).max().orElse(0);
            faults.add(
                    gone(
                            chain,
                            0,
                            "the chain is gone, but a checkpoint saw it reach record " + reached));
        }
    }

    private VerificationFault gone(String chain, long sequence, String message) {
        return new VerificationFault(
                Kind.MISSING, chain, audit.resolve(chain), 0, sequence, message);
    }
}
