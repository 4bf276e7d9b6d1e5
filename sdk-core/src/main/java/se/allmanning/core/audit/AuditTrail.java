/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.allmanning.service.AllmanningException;

/**
 * The audit trail of one host: a chain of its own in {@code HOME/audit/}, which it alone writes.
 *
 * <p>{@link #append} returns when the record is on the disk; callers that come at the same time
 * share one force of it. If that fails, every call fails from then on, until a new trail is opened:
 * no audit, no call. A host asks {@link #reserve()} before it calls a model, so that a call whose
 * record would have no room is never made.
 *
 * <p>Opening writes {@code host-start}, closing {@code host-stop}. Thread-safe.
 */
public final class AuditTrail implements AutoCloseable {

    /** The size at which a segment is full, unless said otherwise: 64 MiB. */
    public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;

    /** What the disk must have left before a call, unless said otherwise: 16 MiB. */
    public static final long DEFAULT_RESERVE_BYTES = 16L << 20;

    /** The room that one reserved call keeps: a record of the usual kind has about a kilobyte. */
    private static final long ROOM_OF_A_CALL = 64L << 10;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Path folder;
    private final AuditFolder.Owned chain;
    private final Clock clock;
    private final AuditDisk disk;
    private final long reserveBytes;
    private final GroupCommit commit;
    private final AtomicInteger reserved = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private AuditTrail(Builder b, AuditFolder.Owned chain, AuditDisk disk) {
        this.folder = b.folder;
        this.chain = chain;
        this.clock = b.clock;
        this.disk = disk;
        this.reserveBytes = b.reserveBytes;
        boolean forced = b.durability == Durability.FORCED;
        this.commit =
                new GroupCommit(
                        folder,
                        new ChainWriter(chain.folder(), disk, clock, b.segmentBytes, forced));
    }

    /**
     * Starts a trail.
     *
     * @param audit the folder of the audit, {@code HOME/audit}; it is made where it is missing
     */
    public static Builder builder(Path audit) {
        return new Builder(audit);
    }

    /** The id of this trail's chain. */
    public String chain() {
        return chain.chain();
    }

    /**
     * Appends a record and returns when it is on the disk. A record without a time gets the
     * clock's. Interrupting the caller does not end the wait; the interrupt is kept.
     *
     * @throws AllmanningException ALM-AUD-002 if it could not be kept, ALM-AUD-004 after close
     */
    public AuditEntry append(AuditRecord record) {
        return appendAll(List.of(record)).get(0);
    }

    /**
     * Appends records next to each other, on the disk with one force. After a failure none of them
     * counts as kept.
     *
     * @return their entries, in the same order
     * @throws AllmanningException as {@link #append}
     */
    public List<AuditEntry> appendAll(List<AuditRecord> records) {
        if (records.isEmpty()) {
            commit.check();
            return List.of();
        }
        return List.copyOf(commit.submit(timed(records)));
    }

    private List<AuditRecord> timed(List<AuditRecord> records) {
        return records.stream().map(record -> record.at(clock.instant())).toList();
    }

    /**
     * Checks that a record could be appended now.
     *
     * @throws AllmanningException ALM-AUD-002 if the trail has failed, ALM-AUD-003 if the disk has
     *     too little room, ALM-AUD-004 after close
     */
    public void checkWritable() {
        commit.check();
        checkRoom(reserved.get());
    }

    /**
     * Keeps room for the record of a call that is about to be made. Close the reservation when the
     * call is over, whatever became of it.
     *
     * @throws AllmanningException as {@link #checkWritable()}: then the call must not be made
     */
    public Reservation reserve() {
        commit.check();
        int calls = reserved.incrementAndGet();
        try {
            checkRoom(calls);
        } catch (RuntimeException e) {
            reserved.decrementAndGet();
            throw e;
        }
        return new Reservation(this);
    }

    private void checkRoom(int calls) {
        long needed = reserveBytes + calls * ROOM_OF_A_CALL;
        long found;
        try {
            found = disk.usableBytes();
        } catch (IOException e) {
            throw AuditFault.failed(folder, e);
        }
        if (found < needed) {
            throw AuditFault.noRoom(folder, found, needed);
        }
    }

    /** The chain's state on the disk now. */
    public Checkpoint checkpoint() {
        AuditEntry last = Objects.requireNonNull(commit.last(), "every chain has a first record");
        return new Checkpoint(last.chain(), last.sequence(), last.hash(), clock.instant());
    }

    /** What made the trail fail, if it has. */
    public Optional<AllmanningException> failure() {
        return Optional.ofNullable(commit.failure());
    }

    /**
     * Writes what is under way and {@code host-stop}, and gives the chain up. A trail that has
     * failed is given up as it is. A second call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (commit.failure() == null) {
                commit.submitLast(
                        timed(List.of(AuditRecord.builder(AuditEvent.HOST_STOP).build())));
                AuditFolder.writeWhole(
                        chain.folder().resolve(AuditFolder.END),
                        CanonicalJson.bytes(checkpoint().fields()));
            }
        } catch (AllmanningException | IOException e) {
            // The chain then ends as that of a killed process does, and verification says so.
            LOG.error("The audit chain {} was not closed in order: {}", chain(), e.getMessage());
        } finally {
            release();
        }
    }

    private void release() {
        try (chain) {
            commit.close();
        } catch (IOException e) {
            LOG.warn("The audit chain {} could not be released ({}).", chain(), e.toString());
        }
    }

    @Override
    public String toString() {
        return "AuditTrail[" + chain() + "]";
    }

    /** Room for the record of one call. Thread-safe. */
    public static final class Reservation implements AutoCloseable {
        private final AuditTrail trail;
        private final AtomicBoolean over = new AtomicBoolean();

        private Reservation(AuditTrail trail) {
            this.trail = trail;
        }

        /** Appends a record of the call, as {@link AuditTrail#append}. */
        public AuditEntry append(AuditRecord record) {
            return trail.append(record);
        }

        /** Gives the room back. A second call does nothing. */
        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                trail.reserved.decrementAndGet();
            }
        }
    }

    /** Opens an {@link AuditTrail}. Not thread-safe. */
    public static final class Builder {
        private final Path folder;
        private Clock clock = Clock.systemUTC();
        private long segmentBytes = DEFAULT_SEGMENT_BYTES;
        private long reserveBytes = DEFAULT_RESERVE_BYTES;
        private Durability durability = Durability.FORCED;
        private @Nullable String software;
        private @Nullable AuditDisk disk;

        private Builder(Path audit) {
            this.folder = audit.toAbsolutePath().normalize();
        }

        /** Sets the clock; the system's unless set. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Sets the size at which a segment is full, in bytes; {@link #DEFAULT_SEGMENT_BYTES} unless
         * set.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder segmentBytes(long value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        "A segment has " + value + " bytes; at least 1.");
            }
            this.segmentBytes = value;
            return this;
        }

        /**
         * Sets what the disk must have left before a call, in bytes; {@link #DEFAULT_RESERVE_BYTES}
         * unless set. 0 asks for the call's own room alone.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder reserveBytes(long value) {
            if (value < 0) {
                throw new IllegalArgumentException("A reserve of " + value + " bytes; at least 0.");
            }
            this.reserveBytes = value;
            return this;
        }

        /** Sets when a record counts as kept; {@link Durability#FORCED} unless set. */
        public Builder durability(Durability value) {
            this.durability = Objects.requireNonNull(value, "durability");
            return this;
        }

        /**
         * Sets what {@code host-start} names as the software, with its version; absent unless set.
         */
        public Builder software(String value) {
            this.software = value;
            return this;
        }

        Builder disk(AuditDisk value) {
            this.disk = value;
            return this;
        }

        /**
         * Begins a chain and writes its {@code host-start}.
         *
         * @throws AllmanningException ALM-AUD-001 or ALM-AUD-002 if that cannot be done
         */
        public AuditTrail open() {
            AuditFolder.Owned chain;
            AuditDisk used;
            try {
                chain = AuditFolder.newChain(folder, clock.instant());
                used = disk == null ? AuditDisk.of(chain.folder()) : disk;
            } catch (IOException e) {
                throw AuditFault.notOpened(folder, e);
            }
            AuditTrail trail = new AuditTrail(this, chain, used);
            try {
                AuditRecord.Builder start = AuditRecord.builder(AuditEvent.HOST_START);
                if (software != null) {
                    start.detail("software", software);
                }
                trail.append(start.build());
                return trail;
            } catch (RuntimeException e) {
                trail.close();
                throw e;
            }
        }
    }
}
