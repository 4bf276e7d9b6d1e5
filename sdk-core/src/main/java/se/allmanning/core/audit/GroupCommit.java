/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.allmanning.service.AllmanningException;

/**
 * One thread that writes for all: whatever comes in while it forces the disk shares the next force.
 * The callers do not write themselves, since Java closes a file whose writing thread is
 * interrupted, and a cancelled caller must not take the trail along.
 */
final class GroupCommit {

    /** The records of one call, which stand next to each other in the chain. */
    private static final class Pending {
        private final List<AuditRecord> records;
        private final List<byte[]> bytes;
        private final List<AuditEntry> entries;

        Pending(List<AuditRecord> records, List<byte[]> bytes) {
            this.records = records;
            this.bytes = bytes;
            this.entries = new ArrayList<>(records.size());
        }
    }

    /** What shares one force of the disk. */
    private static final class Batch {
        private final List<Pending> pendings = new ArrayList<>();
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile boolean durable;
    }

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Path folder;
    private final ChainWriter writer;
    private final Thread thread;
    private final Object lock = new Object();

    private Batch open = new Batch();
    private boolean closing;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable AuditEntry last;

    GroupCommit(Path folder, ChainWriter writer) {
        this.folder = folder;
        this.writer = writer;
        this.thread = new Thread(this::work, "allmanning-audit");
        thread.setDaemon(true);
        thread.start();
    }

    /** The last entry on the disk. */
    @Nullable AuditEntry last() {
        return last;
    }

    /** Throws if records are no longer taken. */
    void check() {
        if (failure != null) {
            throw AuditFault.failed(folder, failure);
        }
        synchronized (lock) {
            if (closing) {
                throw AuditFault.closed(folder);
            }
        }
    }

    /** Returns when the records are on the disk, however often the caller is interrupted. */
    List<AuditEntry> submit(List<AuditRecord> records) {
        return submit(records, false);
    }

    /** As {@link #submit(List)}, after which nothing more is taken. */
    List<AuditEntry> submitLast(List<AuditRecord> records) {
        return submit(records, true);
    }

    private List<AuditEntry> submit(List<AuditRecord> records, boolean closes) {
        List<byte[]> bytes = new ArrayList<>(records.size());
        for (AuditRecord record : records) {
            bytes.add(CanonicalJson.bytes(record.fields()));
        }
        Pending pending = new Pending(records, bytes);
        Batch batch;
        synchronized (lock) {
            if (failure == null) {
                if (closing) {
                    throw AuditFault.closed(folder);
                }
                closing = closes;
                open.pendings.add(pending);
                if (open.pendings.size() == 1) {
                    lock.notifyAll();
                }
            }
            batch = open;
        }
        if (failure == null) {
            await(batch.done);
        }
        if (!batch.durable) {
            throw AuditFault.failed(folder, failure);
        }
        return pending.entries;
    }

    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Batch take() {
        synchronized (lock) {
            while (open.pendings.isEmpty()) {
                if (closing) {
                    return null;
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Only this class knows the thread; it ends when the trail is closed.
                    LOG.debug("An interrupt of the audit's thread means nothing.");
                }
            }
            Batch batch = open;
            open = new Batch();
            return batch;
        }
    }

    private void work() {
        for (Batch batch = take(); batch != null; batch = take()) {
            try {
                write(batch);
            } catch (IOException | RuntimeException | Error e) {
                fail(batch, e);
                return;
            }
            batch.done.countDown();
        }
    }

    private void write(Batch batch) throws IOException {
        AuditEntry newest = null;
        for (Pending pending : batch.pendings) {
            for (int i = 0; i < pending.records.size(); i++) {
                newest = writer.append(pending.records.get(i), pending.bytes.get(i));
                pending.entries.add(newest);
            }
        }
        writer.force();
        last = newest;
        batch.durable = true;
    }

    /** Nobody whose record is not on the disk gets an answer, now or later. */
    private void fail(Batch batch, Throwable cause) {
        Batch waiting;
        synchronized (lock) {
            failure = cause;
            waiting = open;
        }
        batch.done.countDown();
        waiting.done.countDown();
    }

    /** Ends the thread, which has written all that was taken, and closes the segment. */
    void close() throws IOException {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    @Nullable AllmanningException failure() {
        return failure == null ? null : AuditFault.failed(folder, failure);
    }
}
