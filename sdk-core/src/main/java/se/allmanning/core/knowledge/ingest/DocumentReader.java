/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.knowledge.ingest.PassageCutter.Cut;
import se.allmanning.knowledge.SyncStatus;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.ParsedDocument;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StructureParser;

/**
 * Finds out what is to be done with a document: nothing, or reads it, stores its text and cuts it
 * into passages. What goes wrong with the document itself ends in its entry of the report, whatever
 * a parser throws.
 */
final class DocumentReader {

    /**
     * A file that changed so shortly before it was looked at may change again within the same tick
     * of its clock.
     */
    private static final long RACY_MILLIS = 2_000;

    private static final String EMPTY_TEXT = "It holds no text. Put text into it or remove it.";

    private static final String WORDS_ALONE =
            "Its information class has level 4, which is never given to a model: it is found by its"
                    + " words alone.";

    private final KnowledgeStore store;
    private final Parsing parsing;
    private final TextArchive archive;
    private final SyncLimits limits;
    private final Clock clock;

    DocumentReader(
            KnowledgeStore store,
            List<StructureParser> parsers,
            TextArchive archive,
            SyncLimits limits,
            Clock clock) {
        this.store = store;
        this.parsing = new Parsing(parsers);
        this.archive = archive;
        this.limits = limits;
        this.clock = clock;
    }

    /** What is known without opening the document; {@code null} where it must be opened. */
    static @Nullable Prepared glance(Item item) {
        StoredDocument before = item.current();
        String fingerprint = item.fingerprint();
        if (before == null || fingerprint == null || !fingerprint.equals(before.fingerprint())) {
            return null;
        }
        if (Entries.sameAccess(before, item.informationClass(), item.groups())) {
            return Prepared.nothing(
                    item.document().id(), SyncStatus.UNCHANGED, before.note(), before);
        }
        return item.sameKind(before)
                ? Prepared.entry(
                        Entries.with(
                                before,
                                fingerprint,
                                before.bytesDigest(),
                                item.informationClass(),
                                item.groups()),
                        SyncStatus.REPLACED)
                : null;
    }

    /** Reads a document. */
    Prepared read(Item item) {
        StoredDocument before = item.current();
        Bytes bytes;
        String fingerprint;
        try {
            fingerprint = trusted(item) ? item.fingerprint() : null;
            bytes = Bytes.read(item.document(), limits.maxFileBytes());
        } catch (Bytes.TooLarge e) {
            return failed(
                    item,
                    "The file is larger than "
                            + limits.maxFileBytes()
                            + " bytes. Divide it, or raise knowledge.max-file-bytes.");
        } catch (IOException | RuntimeException e) {
            return failed(
                    item,
                    "It cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). Check that it exists and may be read.");
        }
        if (before != null
                && before.bytesDigest().equals(bytes.digest())
                && item.sameKind(before)) {
            boolean same = Entries.sameAccess(before, item.informationClass(), item.groups());
            return Prepared.entry(
                    Entries.with(
                            before,
                            fingerprint,
                            bytes.digest(),
                            item.informationClass(),
                            item.groups()),
                    same ? SyncStatus.UNCHANGED : SyncStatus.REPLACED);
        }
        if (bytes.size() == 0) {
            return empty(
                    item, bytes, fingerprint, "The file is empty. Put text into it or remove it.");
        }
        return parse(item, bytes, fingerprint);
    }

    private boolean trusted(Item item) throws IOException {
        Path path = item.document().path().orElse(null);
        return path == null
                || Files.getLastModifiedTime(path).toMillis() < clock.millis() - RACY_MILLIS;
    }

    private Prepared parse(Item item, Bytes bytes, @Nullable String fingerprint) {
        try {
            Parsing.Parsed parsed = parsing.parse(bytes);
            return parsed == null
                    ? Prepared.nothing(
                            item.document().id(),
                            SyncStatus.SKIPPED,
                            "No parser takes this kind of file. Convert it, or add a parser for it.",
                            item.stored())
                    : prepare(item, bytes, fingerprint, parsed.document(), parsed.cuts());
        } catch (Parsing.Failed e) {
            return failed(item, e.reason());
        }
    }

    private Prepared prepare(
            Item item,
            Bytes bytes,
            @Nullable String fingerprint,
            ParsedDocument parsed,
            List<Cut> cuts) {
        if (cuts.isEmpty()) {
            return empty(item, bytes, fingerprint, EMPTY_TEXT);
        }
        if (cuts.size() > limits.maxPassages()) {
            return failed(
                    item,
                    "It has "
                            + cuts.size()
                            + " passages; at most "
                            + limits.maxPassages()
                            + " are allowed in one document. Divide it.");
        }
        try {
            archive.write(parsed.text());
        } catch (IOException e) {
            throw IngestFault.archive(e);
        }
        StoredDocument before = item.current();
        StoredDocument entry =
                entry(
                        item,
                        bytes,
                        fingerprint,
                        parsed.text().digest(),
                        title(item, parsed),
                        asOf(parsed),
                        note(item, parsed));
        boolean same =
                before != null
                        && before.textDigest().equals(entry.textDigest())
                        && before.title().equals(entry.title())
                        && Entries.sameAccess(before, item.informationClass(), item.groups());
        Prepared out = Prepared.all(entry, same ? SyncStatus.UNCHANGED : changed(before));
        boolean embed = item.informationClass().mayReachModels();
        Map<String, float[]> known =
                before == null || !embed
                        ? Map.of()
                        : Prepared.vectors(
                                before.title(),
                                store.passages(item.source(), item.document().id()));
        Slices slices = new Slices(parsed.text());
        for (Cut cut : cuts) {
            out.passage(cut, slices.of(cut.start(), cut.end()), embed, known);
        }
        return out;
    }

    private static SyncStatus changed(@Nullable StoredDocument before) {
        return before == null ? SyncStatus.INDEXED : SyncStatus.REPLACED;
    }

    /**
     * A document without text: skipped if it is new, else what was there of it leaves the search.
     */
    private Prepared empty(Item item, Bytes bytes, @Nullable String fingerprint, String reason) {
        if (item.current() == null) {
            return Prepared.nothing(
                    item.document().id(), SyncStatus.SKIPPED, reason, item.stored());
        }
        String nothing = Sha256.of(new byte[0]);
        return Prepared.all(
                entry(item, bytes, fingerprint, nothing, item.document().id(), null, reason),
                SyncStatus.REPLACED);
    }

    private static StoredDocument entry(
            Item item,
            Bytes bytes,
            @Nullable String fingerprint,
            String textDigest,
            String title,
            @Nullable String asOf,
            @Nullable String note) {
        return new StoredDocument(
                item.source(),
                item.document().id(),
                fingerprint,
                bytes.digest(),
                textDigest,
                title,
                asOf,
                item.informationClass(),
                item.groups(),
                0,
                true,
                note);
    }

    private static String title(Item item, ParsedDocument parsed) {
        String id = item.document().id();
        return parsed.title().orElseGet(() -> id.substring(id.lastIndexOf('/') + 1));
    }

    private static @Nullable String asOf(ParsedDocument parsed) {
        String day = parsed.metadata().get(ParsedDocument.AS_OF);
        if (day == null) {
            return null;
        }
        try {
            return LocalDate.parse(day.strip()).toString();
        } catch (DateTimeException e) {
            return null; // what is not a day cannot be shown as one
        }
    }

    private static @Nullable String note(Item item, ParsedDocument parsed) {
        List<String> notes = new ArrayList<>(parsed.warnings());
        if (!item.informationClass().mayReachModels()) {
            notes.add(WORDS_ALONE);
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }

    private static Prepared failed(Item item, String reason) {
        return Prepared.nothing(item.document().id(), SyncStatus.FAILED, reason, item.stored());
    }
}
