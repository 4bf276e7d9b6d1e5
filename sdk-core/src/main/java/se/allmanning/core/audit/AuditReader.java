/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.allmanning.service.AllmanningException;

/**
 * Reads the records of all chains in the order of time. Within a chain the sequence orders,
 * whatever its clock did. Nothing is verified here; {@link AuditVerifier} does that.
 *
 * <p>Holds one record for each chain that was being written at the same moment. Safe for use by
 * several threads.
 */
public final class AuditReader {

    private static final Pattern ID = Pattern.compile("([0-9a-f]{28})-([0-9]{1,16})");

    private final Path audit;

    private AuditReader(Path audit) {
        this.audit = audit;
    }

    /**
     * A reader of a home's audit.
     *
     * @param audit the folder of the audit; one that does not exist has no records
     */
    public static AuditReader of(Path audit) {
        return new AuditReader(audit);
    }

    /**
     * Gives out the records that are wanted, oldest first.
     *
     * @return how many lines could not be read and were passed over
     * @throws AllmanningException ALM-AUD-006 if a file cannot be read
     */
    public long read(AuditFilter filter, Consumer<AuditEntry> to) {
        List<ChainReader> all = new ArrayList<>();
        try {
            Iterator<Path> waiting = AuditFolder.chains(audit).iterator();
            merge(waiting, all, filter, to);
            return all.stream().mapToLong(ChainReader::unreadable).sum();
        } catch (IOException | UncheckedIOException e) {
            throw AuditFault.unreadable(audit, e);
        } finally {
            all.forEach(AuditReader::closeQuietly);
        }
    }

    private static void merge(
            Iterator<Path> waiting,
            List<ChainReader> all,
            AuditFilter filter,
            Consumer<AuditEntry> to)
            throws IOException {
        PriorityQueue<ChainReader> open =
                new PriorityQueue<>(
                        Comparator.comparing(ChainReader::time)
                                .thenComparing(reader -> reader.current().chain()));
        Path next = waiting.hasNext() ? waiting.next() : null;
        while (next != null || !open.isEmpty()) {
            ChainReader first = open.peek();
            boolean due =
                    next != null
                            && (first == null
                                    || !AuditFolder.started(next.getFileName().toString())
                                            .isAfter(first.time()));
            if (next != null && due) {
                ChainReader reader = new ChainReader(next);
                all.add(reader);
                advance(reader, open);
                next = waiting.hasNext() ? waiting.next() : null;
            } else {
                ChainReader oldest = open.remove();
                if (filter.matches(oldest.current().record())) {
                    to.accept(oldest.current());
                }
                advance(oldest, open);
            }
        }
    }

    private static void advance(ChainReader reader, PriorityQueue<ChainReader> open)
            throws IOException {
        if (reader.next()) {
            open.add(reader);
        } else {
            reader.close();
        }
    }

    private static void closeQuietly(ChainReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // It was only read; nothing is lost.
            return;
        }
    }

    /**
     * The record with the given id.
     *
     * @param id as {@link AuditEntry#id()} gives it
     * @return empty where there is none, or its line cannot be read
     * @throws AllmanningException ALM-AUD-006 if a file cannot be read
     */
    public Optional<AuditEntry> find(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Path chain = audit.resolve(parts.group(1));
        long sequence = Long.parseLong(parts.group(2));
        if (!Files.isDirectory(chain)) {
            return Optional.empty();
        }
        try (ChainReader reader = new ChainReader(chain)) {
            while (reader.next()) {
                if (reader.current().sequence() == sequence) {
                    return Optional.of(reader.current());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw AuditFault.unreadable(chain, e);
        }
    }
}
