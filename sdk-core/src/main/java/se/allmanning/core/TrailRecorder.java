/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditEntry;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditTrail;
import se.allmanning.core.audit.ContentHmac;
import se.allmanning.core.audit.ContentStore;
import se.allmanning.core.home.AuditSection;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.model.CallRecorder;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The audit trail of a host, begun with the first call: a host that calls nothing leaves no chain.
 * Thread-safe.
 */
final class TrailRecorder implements CallRecorder, AutoCloseable {

    private record Open(AuditTrail trail, ContentHmac hmac) {}

    /** Where content is kept, and how long. */
    private record Kept(ContentStore store, int days) {}

    private final Path folder;
    private final Clock clock;
    private final @Nullable Kept kept;
    private @Nullable Open open;

    /**
     * The trail of a home.
     *
     * @throws AllmanningException if content is to be kept and its key is missing or none
     */
    static TrailRecorder of(Home home, Configuration configuration, Secrets secrets, Clock clock) {
        return new TrailRecorder(home.audit(), clock, kept(home, configuration, secrets));
    }

    private static @Nullable Kept kept(Home home, Configuration configuration, Secrets secrets) {
        AuditSection.Content content = configuration.audit().content();
        if (content == null) {
            return null;
        }
        String key =
                secrets.resolve(content.key())
                        .orElseThrow(() ->
                                new AllmanningException(
                                        "ALM-AUD-012",
                                        Category.USAGE,
                                        "The key of kept content (audit.content.key) is not set: "
                                                + content.key()
                                                + ". Set it, or leave audit.content out."));
        return new Kept(ContentStore.of(home.audit(), key.strip()), content.keepDays());
    }

    private TrailRecorder(Path folder, Clock clock, @Nullable Kept kept) {
        this.folder = folder;
        this.clock = clock;
        this.kept = kept;
    }

    private synchronized Open open() {
        Open now = open;
        if (now == null) {
            ContentHmac hmac = ContentHmac.open(folder);
            now =
                    new Open(
                            AuditTrail.builder(folder).clock(clock).software(software()).open(),
                            hmac);
            open = now;
        }
        return now;
    }

    private static String software() {
        String version = TrailRecorder.class.getPackage().getImplementationVersion();
        return "allmanning-sdk-core " + (version == null ? "(not packaged)" : version);
    }

    @Override
    public Room reserve() {
        AuditTrail.Reservation reservation = open().trail().reserve();
        return reservation::close;
    }

    @Override
    public List<String> append(List<AuditRecord> records) {
        return open().trail().appendAll(records).stream().map(AuditEntry::id).toList();
    }

    @Override
    public void keep(String record, String authority, List<String> input, String output) {
        Kept chosen = kept;
        if (chosen == null) {
            return;
        }
        LocalDate until =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(chosen.days());
        chosen.store()
                .put(record, ContentStore.Part.INPUT, authority, String.join("\n", input), until);
        chosen.store().put(record, ContentStore.Part.OUTPUT, authority, output, until);
    }

    @Override
    public String fingerprint(List<String> content) {
        return open().hmac().of(String.join("\n", content));
    }

    @Override
    public synchronized void close() {
        Open now = open;
        if (now != null) {
            now.trail().close();
        }
    }
}
