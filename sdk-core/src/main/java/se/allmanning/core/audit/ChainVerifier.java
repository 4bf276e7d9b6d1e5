/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.CanonicalReader.NotCanonicalException;
import se.allmanning.core.audit.VerificationFault.Kind;
import se.allmanning.core.home.Sha256;

/**
 * Walks one chain from its first line to its last, or to the first that is not as it was written.
 */
final class ChainVerifier {

    /** Ends the walk. */
    private static final class Found extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient VerificationFault fault;

        Found(VerificationFault fault) {
            super(fault.message());
            this.fault = fault;
        }
    }

    private final Path folder;
    private final String chain;
    private final NavigableMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final Consumer<Removed> disposals;
    private final MessageDigest sha256 = Sha256.digest();

    private Path file;
    private long line;
    private boolean live;
    private boolean ended;
    private boolean torn;
    private int firstSegment;
    private long first;
    private String firstPrevious = Hashes.NONE;
    private long next;
    private String previous = Hashes.NONE;
    private String lastHash = Hashes.NONE;
    private int segments;

    /**
     * @param disposals told of what the chain's verified records say was removed from any chain
     */
    ChainVerifier(Path folder, Iterable<Checkpoint> checkpoints, Consumer<Removed> disposals) {
        this.folder = folder;
        this.chain = folder.getFileName().toString();
        this.file = folder;
        this.disposals = disposals;
        checkpoints.forEach(c -> this.checkpoints.put(c.sequence(), c));
    }

    /**
     * What the walk found.
     *
     * @param fault the first fault, if any
     * @param torn whether the last line is an unfinished write
     * @param firstSegment the number of the first segment that is there
     * @param previous what that segment's head names as the hash before it
     * @param records how many records are as they were written
     */
    record Result(
            Verification.Chain chain,
            @Nullable VerificationFault fault,
            boolean torn,
            int firstSegment,
            String previous,
            long records) {}

    Result run() throws IOException {
        VerificationFault fault = null;
        try {
            walk();
        } catch (Found found) {
            fault = found.fault;
        }
        return new Result(
                new Verification.Chain(chain, state(fault), first, next - 1, lastHash, segments),
                fault,
                torn,
                firstSegment,
                firstPrevious,
                next - first);
    }

    private Verification.State state(@Nullable VerificationFault fault) {
        if (fault != null) {
            return Verification.State.FAULTY;
        }
        if (ended) {
            return Verification.State.CLOSED;
        }
        return live ? Verification.State.LIVE : Verification.State.UNCLOSED;
    }

    private void walk() throws IOException, Found {
        live = AuditFolder.isLive(folder);
        readEnd();
        List<AuditFolder.Segment> files = AuditFolder.segments(folder);
        for (int i = 0; i < files.size(); i++) {
            AuditFolder.Segment segment = files.get(i);
            boolean last = i == files.size() - 1;
            file = segment.file();
            line = 0;
            if (i == 0) {
                firstSegment = segment.number();
            } else if (segment.number() != firstSegment + i) {
                throw fault(
                        Kind.MISSING,
                        next,
                        "the segment before "
                                + file.getFileName()
                                + " is missing, from record "
                                + next
                                + " on");
            }
            segment(segment, last);
            segments++;
        }
        if (!checkpoints.tailMap(next).isEmpty()) {
            throw fault(
                    Kind.CUT_OFF,
                    next,
                    "the chain ends before record "
                            + next
                            + ", but a checkpoint saw it reach record "
                            + checkpoints.lastKey());
        }
    }

    private void readEnd() throws IOException, Found {
        Path end = folder.resolve(AuditFolder.END);
        if (!Files.exists(end)) {
            return;
        }
        try {
            Checkpoint closing =
                    Checkpoint.ofFields(CanonicalReader.object(Files.readAllBytes(end)));
            if (closing.chain().equals(chain)) {
                checkpoints.putIfAbsent(closing.sequence(), closing);
                return;
            }
        } catch (NotCanonicalException | RuntimeException e) {
            file = end;
            throw fault(Kind.CHANGED, 0, "the note of the closing record is not as it was written");
        }
        file = end;
        throw fault(Kind.FOREIGN, 0, "the note of the closing record belongs to another chain");
    }

    private void segment(AuditFolder.Segment segment, boolean last) throws IOException, Found {
        try (LineReader lines = new LineReader(segment.file())) {
            while (true) {
                LineReader.End end = lines.next();
                line = lines.number();
                switch (end) {
                    case NONE -> {
                        noMore(last);
                        return;
                    }
                    case UNFINISHED -> {
                        unfinished(last);
                        return;
                    }
                    case TOO_LONG ->
                            throw fault(
                                    Kind.CHANGED,
                                    next,
                                    "the line is longer than any line is written; record "
                                            + next
                                            + " was expected");
                    case WHOLE -> link(lines, segment);
                }
            }
        }
    }

    private void noMore(boolean last) throws Found {
        if (line == 1) {
            if (!last) {
                throw fault(Kind.CUT_OFF, next, "the segment is empty");
            }
            torn = true;
        }
    }

    private void unfinished(boolean last) throws Found {
        boolean promised = !checkpoints.tailMap(next).isEmpty();
        if (!last || ended || promised) {
            throw fault(
                    Kind.CUT_OFF, next, "the line breaks off; record " + next + " was expected");
        }
        torn = true;
    }

    private void link(LineReader lines, AuditFolder.Segment segment) throws IOException, Found {
        ChainLine link;
        try {
            link = ChainLine.parse(sha256, lines.bytes(), lines.start(), lines.end());
        } catch (NotCanonicalException e) {
            throw fault(
                    Kind.CHANGED,
                    next,
                    "the line is not as any line is written ("
                            + e.getMessage()
                            + "); record "
                            + next
                            + " was expected");
        }
        if (!link.genuine()) {
            throw fault(
                    Kind.CHANGED,
                    next,
                    "the line was changed: it does not have the hash that stands in it; record "
                            + next
                            + " was expected");
        }
        if (!link.chain().equals(chain)) {
            throw fault(
                    Kind.FOREIGN,
                    next,
                    "the line belongs to chain "
                            + link.chain()
                            + "; record "
                            + next
                            + " of this chain was expected");
        }
        if (ended) {
            throw fault(Kind.ADDED, next, "a line follows the record that closed the chain");
        }
        if (line == 1) {
            head(link, segment);
        } else {
            record(link);
        }
        previous = link.hash();
    }

    private void head(ChainLine link, AuditFolder.Segment segment) throws Found {
        if (!link.isHead()) {
            throw fault(Kind.MISSING, next, "the segment's head is missing");
        }
        if (link.segment() != segment.number()) {
            throw fault(
                    Kind.REORDERED,
                    next,
                    "the file holds segment "
                            + link.segment()
                            + "; segment "
                            + segment.number()
                            + " was expected");
        }
        if (segments == 0 && segment.number() > 0) {
            // Whether a decision removed what came before is known when all chains have been read.
            first = link.sequence();
            next = first;
            firstPrevious = link.previous();
            previous = firstPrevious;
            Checkpoint before = checkpoints.get(first - 1);
            if (before != null && !before.hash().equals(firstPrevious)) {
                throw rewritten(first - 1);
            }
            checkpoints.headMap(first).clear();
            return;
        }
        if (link.sequence() > next) {
            throw fault(
                    Kind.MISSING,
                    next,
                    "records "
                            + next
                            + " to "
                            + (link.sequence() - 1)
                            + " are missing at the end of the segment before");
        }
        if (link.sequence() < next || !link.previous().equals(previous)) {
            throw fault(
                    Kind.REWRITTEN,
                    next,
                    "the head continues from another record than the one before it");
        }
    }

    private void record(ChainLine link) throws IOException, Found {
        if (link.isHead()) {
            throw fault(
                    Kind.ADDED,
                    next,
                    "a head in the midst of a segment; record " + next + " was expected");
        }
        long found = link.sequence();
        if (found < next) {
            throw fault(
                    Kind.DUPLICATED,
                    next,
                    "record " + found + " stands there again; record " + next + " was expected");
        }
        if (found > next) {
            throw later(next)
                    ? fault(
                            Kind.REORDERED,
                            next,
                            "record "
                                    + found
                                    + " stands before record "
                                    + next
                                    + ", which was expected")
                    : fault(
                            Kind.MISSING,
                            next,
                            (found == next + 1
                                            ? "record " + next + " is missing"
                                            : "records "
                                                    + next
                                                    + " to "
                                                    + (found - 1)
                                                    + " are missing")
                                    + "; record "
                                    + found
                                    + " stands there");
        }
        if (!link.previous().equals(previous)) {
            throw fault(
                    Kind.REWRITTEN,
                    next,
                    "the record follows another record than the one before it: one of the two was"
                            + " replaced");
        }
        Checkpoint checkpoint = checkpoints.get(next);
        if (checkpoint != null && !checkpoint.hash().equals(link.hash())) {
            throw rewritten(next);
        }
        lastHash = link.hash();
        next++;
        Object event = link.record().get(Field.EVENT.key());
        ended = AuditEvent.HOST_STOP.id().equals(event);
        Removed.of(link.record()).ifPresent(disposals);
    }

    private Found rewritten(long sequence) {
        return fault(
                Kind.REWRITTEN,
                sequence,
                "record "
                        + sequence
                        + " has another hash than a checkpoint saw: the chain was rewritten");
    }

    /** Whether the record with the sequence stands further down in the file. */
    private boolean later(long sequence) throws IOException {
        try (LineReader lines = new LineReader(file)) {
            for (LineReader.End end = lines.next();
                    end != LineReader.End.NONE;
                    end = lines.next()) {
                boolean below = end == LineReader.End.WHOLE && lines.number() > line;
                if (below && sequence == sequenceOf(lines)) {
                    return true;
                }
            }
        }
        return false;
    }

    private long sequenceOf(LineReader lines) {
        try {
            ChainLine link = ChainLine.parse(sha256, lines.bytes(), lines.start(), lines.end());
            return link.isHead() ? -1 : link.sequence();
        } catch (NotCanonicalException e) {
            return -1;
        }
    }

    private Found fault(Kind kind, long sequence, String message) {
        return new Found(new VerificationFault(kind, chain, file, line, sequence, message));
    }
}
