/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.AtomicFiles;
import se.allmanning.core.policy.CrisisStatus.State;
import se.allmanning.service.AllmanningException;

/**
 * The switch of crisis mode, over one folder of the home. Only a declaration that enough operators
 * signed turns it on; it ends by itself, or when one operator orders it to stop. An order is used
 * once; renewal is a new declaration, which takes the place of the one before. A crisis never lasts
 * longer because the clock is set back.
 *
 * <p>It fails closed: what cannot be read or trusted is no crisis, and {@link #status} tells why.
 * Orders are checked each time their file changes, against the keys that this switch has: an
 * operator whose key is taken away, or a shorter limit, ends what rested on it once a new switch is
 * made.
 *
 * <pre>{@code
 * CrisisKeys keys = CrisisKeys.read(publicKeyFiles, 2, Duration.ofHours(72));
 * CrisisSwitch crisis = CrisisSwitch.open(home.resolve("crisis"), keys, CrisisListener.NONE);
 * Policy now = policy.with(crisis.current(clock.instant()));
 * }</pre>
 *
 * <p>Thread-safe, and several processes may use one folder at a time.
 */
public final class CrisisSwitch {

    /** How far ahead of this computer's clock an order may begin. */
    static final Duration AHEAD = Duration.ofHours(1);

    /** By how much clocks are corrected in everyday use. */
    static final Duration CORRECTION = Duration.ofMinutes(5);

    /** How often the time is kept while a crisis is on. */
    static final Duration KEEP = Duration.ofMinutes(1);

    private final CrisisFolder folder;
    private final CrisisKeys keys;
    private final CrisisListener listener;
    private final LongSupplier nanos;

    private @Nullable Object mark;
    private @Nullable CrisisOrder order;
    private List<String> signers = List.of();
    private @Nullable Path stopped;
    private @Nullable Path ended;
    private @Nullable AllmanningException problem;
    private @Nullable CrisisClock clock;
    private Instant kept = Instant.MIN;

    private CrisisSwitch(
            CrisisFolder folder, CrisisKeys keys, CrisisListener listener, LongSupplier nanos) {
        this.folder = folder;
        this.keys = Objects.requireNonNull(keys, "keys");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.nanos = nanos;
    }

    /**
     * A switch over a folder, which need not exist.
     *
     * @param keys who may turn it
     * @param listener is told when it turns, by {@link #start}, {@link #stop} and {@link #status}
     */
    public static CrisisSwitch open(Path folder, CrisisKeys keys, CrisisListener listener) {
        return open(folder, keys, listener, System::nanoTime);
    }

    static CrisisSwitch open(
            Path folder, CrisisKeys keys, CrisisListener listener, LongSupplier nanos) {
        return new CrisisSwitch(new CrisisFolder(folder), keys, listener, nanos);
    }

    /**
     * The crisis that is on, or {@link Crisis#NONE}; never throws. It looks whether files have
     * changed and reads them only then, so it may be asked before every call.
     *
     * @return a crisis whose end is moved forward if the clock was set back
     */
    public synchronized Crisis current(Instant now) {
        CrisisStatus status = look(now);
        return status.on() && status.order().isPresent() && status.until().isPresent()
                ? new Crisis(status.order().get().from(), status.until().get())
                : Crisis.NONE;
    }

    /** How the switch stands. Tells the listener, once, of a crisis that has ended by itself. */
    public synchronized CrisisStatus status(Instant now) {
        CrisisStatus status = look(now);
        if (status.state() == State.EXPIRED && status.order().isPresent()) {
            tellExpired(status.order().get(), now);
        }
        return status;
    }

    /**
     * Turns the switch on by a declaration. One that is on is replaced.
     *
     * @throws AllmanningException if the order is not acceptable, in which case nothing changed, or
     *     the folder cannot be written
     */
    public synchronized CrisisStatus start(SignedOrder signed, Instant now) {
        CrisisOrder declared = signed.declaration();
        if (declared == null) {
            throw CrisisFaults.order("it is an order to stop");
        }
        if (keys.publicKeys().isEmpty()) {
            throw CrisisFaults.keys("none is named");
        }
        List<String> by = signed.verify(keys, keys.needed());
        checkTimes(declared, now);
        return folder.locked(() -> {
            Instant greatest = checkClock(now);
            if (!Files.notExists(folder.started(declared.id()))) {
                throw CrisisFaults.used(declared.id());
            }
            CrisisStatus before = status(now);
            listener.started(declared, by);
            try {
                AtomicFiles.write(folder.started(declared.id()), signed.toBytes());
                AtomicFiles.write(
                        folder.clock(),
                        CrisisClock.State.begin(declared.id(), now, greatest).toBytes());
                AtomicFiles.write(folder.current(), signed.toBytes());
            } catch (IOException e) {
                throw CrisisFaults.io(folder.current(), e);
            } finally {
                forget();
            }
            if (before.until().isPresent() && before.order().isPresent()) {
                listener.replaced(before.order().get(), declared);
            }
            return look(now);
        });
    }

    private void checkTimes(CrisisOrder declared, Instant now) {
        checkLength(declared);
        if (!now.isBefore(declared.until())) {
            throw CrisisFaults.time("it ended " + declared.until() + ", and it is " + now);
        }
        if (declared.from().isAfter(now.plus(AHEAD))) {
            throw CrisisFaults.time(
                    "it begins "
                            + declared.from()
                            + ", more than "
                            + AHEAD.toHours()
                            + " hour after now, "
                            + now);
        }
    }

    private void checkLength(CrisisOrder declared) {
        Duration length = Duration.between(declared.from(), declared.until());
        if (length.compareTo(keys.longest()) > 0) {
            throw CrisisFaults.time(
                    "it lasts "
                            + length
                            + ", and one declaration may last "
                            + keys.longest()
                            + " at most");
        }
    }

    /** The greatest time that was seen, after which the clock must stand. */
    private Instant checkClock(Instant now) {
        CrisisClock.State seen = readClock();
        if (seen == null) {
            return now;
        }
        if (now.isBefore(seen.greatest().minus(CORRECTION))) {
            throw CrisisFaults.clock(now, seen.greatest(), folder.clock());
        }
        return seen.greatest();
    }

    /**
     * Turns the switch off by an order of one operator.
     *
     * @throws AllmanningException if the order is not acceptable or stops another declaration than
     *     the one that is on, in which case nothing changed, or the folder cannot be written
     */
    public synchronized CrisisStatus stop(SignedOrder signed, Instant now) {
        SignedOrder.Stop stop = signed.stop();
        if (stop == null) {
            throw CrisisFaults.order("it declares a crisis and stops none");
        }
        if (keys.publicKeys().isEmpty()) {
            throw CrisisFaults.keys("none is named");
        }
        List<String> by = signed.verify(keys, 1);
        return folder.locked(() -> {
            CrisisStatus before = status(now);
            CrisisOrder on = before.until().isPresent() ? before.order().orElse(null) : null;
            if (on == null) {
                throw CrisisFaults.stop("none is on");
            }
            if (!on.id().equals(stop.order())) {
                throw CrisisFaults.stop(
                        "the order stops " + stop.order() + ", and " + on.id() + " is on");
            }
            try {
                AtomicFiles.write(folder.stopped(on.id()), signed.toBytes());
                release(now);
            } catch (IOException e) {
                throw CrisisFaults.io(folder.stopped(on.id()), e);
            } finally {
                forget();
            }
            listener.stopped(on, stop.reason(), by);
            return look(now);
        });
    }

    /** Lets go of the order, so that it stays off even if the mark of its end is removed. */
    private void release(Instant now) throws IOException {
        CrisisClock.State seen = readClock();
        Instant greatest = seen == null ? now : seen.greatest();
        AtomicFiles.write(
                folder.clock(),
                CrisisClock.State.begin(CrisisClock.NO_ORDER, now, greatest).toBytes());
    }

    private void tellExpired(CrisisOrder over, Instant now) {
        Path end = folder.ended(over.id());
        if (Files.exists(end)) {
            return;
        }
        try {
            folder.locked(() -> {
                if (Files.exists(end)) {
                    return false;
                }
                try {
                    AtomicFiles.write(
                            end,
                            ("{\"order\":\"" + over.id() + "\",\"seen\":\"" + now + "\"}\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    release(now);
                } catch (IOException e) {
                    throw CrisisFaults.io(end, e);
                }
                return true;
            });
        } catch (AllmanningException e) {
            // It stays over, and is told when the folder can be written again.
            return;
        }
        listener.expired(over, now);
    }

    private CrisisStatus look(Instant now) {
        try {
            load();
            CrisisOrder declared = order;
            if (declared == null || stopped == null || ended == null) {
                return status(State.NONE, null);
            }
            if (!Files.notExists(stopped)) {
                return status(State.STOPPED, null);
            }
            if (!Files.notExists(ended)) {
                return status(State.EXPIRED, null);
            }
            CrisisClock running = clock(declared);
            Instant reached = running.observe(now);
            boolean over = !reached.isBefore(declared.until());
            if (running.takeSetBack()
                    || Duration.between(kept, reached).compareTo(KEEP) >= 0
                    || (over && kept.isBefore(declared.until()))) {
                keep(running);
            }
            Instant until = running.reaches(declared.until());
            if (over || !now.isBefore(until)) {
                return status(State.EXPIRED, null);
            }
            return status(now.isBefore(declared.from()) ? State.PENDING : State.ON, until);
        } catch (AllmanningException e) {
            return new CrisisStatus(
                    State.INVALID,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private CrisisStatus status(State state, @Nullable Instant until) {
        return new CrisisStatus(
                state,
                Optional.ofNullable(order),
                signers,
                Optional.ofNullable(until),
                Optional.empty());
    }

    private void forget() {
        mark = null;
        order = null;
        signers = List.of();
        stopped = null;
        ended = null;
        problem = null;
        clock = null;
        kept = Instant.MIN;
    }

    /** Reads the order if its file has changed. */
    private void load() {
        try {
            Object found = CrisisFolder.mark(folder.current());
            if (!found.equals(mark)) {
                forget();
                read();
                mark = found;
            }
        } catch (IOException e) {
            forget();
            throw CrisisFaults.io(folder.current(), e);
        }
        if (problem != null) {
            throw problem;
        }
    }

    private void read() throws IOException {
        Optional<byte[]> file = CrisisFolder.read(folder.current());
        if (file.isEmpty()) {
            return;
        }
        try {
            SignedOrder signed = SignedOrder.parse(file.get());
            CrisisOrder declared = signed.declaration();
            if (declared == null) {
                throw CrisisFaults.order("it is an order to stop");
            }
            signers = signed.verify(keys, keys.needed());
            checkLength(declared);
            order = declared;
            stopped = folder.stopped(declared.id());
            ended = folder.ended(declared.id());
        } catch (AllmanningException e) {
            problem = CrisisFaults.state(folder.current(), fault(e.code()));
        }
    }

    private static String fault(String code) {
        return switch (code) {
            case "ALM-CRI-004" -> "it is not signed by enough of the operators configured now";
            case "ALM-CRI-005" -> "it was changed after it was signed";
            case "ALM-CRI-006" -> "it lasts longer than the configuration allows now";
            default -> "it is no crisis order";
        };
    }

    private CrisisClock clock(CrisisOrder declared) {
        CrisisClock running = clock;
        if (running == null) {
            running = new CrisisClock(stateOf(declared.id()), nanos);
            clock = running;
            kept = running.state().reached();
        }
        return running;
    }

    private CrisisClock.State stateOf(String id) {
        CrisisClock.State state = readClock();
        if (state == null) {
            throw CrisisFaults.state(
                    folder.current(), folder.clock().getFileName() + " beside it is gone");
        }
        if (!state.order().equals(id)) {
            throw CrisisFaults.state(
                    folder.clock(), "it speaks of another order than current.json beside it");
        }
        return state;
    }

    private CrisisClock.@Nullable State readClock() {
        Path file = folder.clock();
        try {
            Optional<byte[]> bytes = CrisisFolder.read(file);
            return bytes.isEmpty() ? null : CrisisClock.State.parse(bytes.get());
        } catch (IOException e) {
            throw CrisisFaults.io(file, e);
        } catch (IllegalArgumentException e) {
            throw CrisisFaults.state(file, "it does not hold the times that were kept there");
        }
    }

    /** Keeps how far the crisis has come; another process may have seen it further. */
    private void keep(CrisisClock running) {
        try {
            folder.locked(() -> {
                CrisisClock.State kept = stateOf(running.order());
                running.atLeast(kept.reached());
                try {
                    AtomicFiles.write(folder.clock(), running.state().toBytes());
                } catch (IOException e) {
                    throw CrisisFaults.io(folder.clock(), e);
                }
                return true;
            });
        } catch (AllmanningException e) {
            // Asked again, it reads everything again.
            forget();
            throw e;
        }
        kept = running.state().reached();
    }

    @Override
    public String toString() {
        return "CrisisSwitch[" + folder + ", " + keys + "]";
    }
}
