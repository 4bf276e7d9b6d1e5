/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import se.allmanning.core.audit.AuditEntry;
import se.allmanning.core.audit.AuditEvent;
import se.allmanning.core.audit.AuditFilter;
import se.allmanning.core.audit.AuditReader;

@Command(
        name = "show",
        description = "List the newest records of the audit trail, oldest of them first.",
        footer = {
            "",
            "Example:",
            "  allmanning audit show --authority byggnadsnamnden --from 2026-11-01"
        })
final class AuditShowCommand implements Action {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = AuditTime.From.class,
            description = "From this day (2026-11-22) or time (2026-11-22T08:00:00Z) on.")
    @Nullable AuditTime from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = AuditTime.To.class,
            description = "Until the end of this day, or before this time.")
    @Nullable AuditTime to;

    @Option(names = "--service", paramLabel = "ID", description = "Of this service.")
    @Nullable String service;

    @Option(names = "--case", paramLabel = "NUMBER", description = "Of this case (diarienummer).")
    @Nullable String caseNumber;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            converter = EventConverter.class,
            description = "Of this kind, for example model-call or denied.")
    @Nullable AuditEvent event;

    @Option(names = "--invocation", paramLabel = "ID", description = "Of this call.")
    @Nullable String invocation;

    @Option(
            names = "--top",
            paramLabel = "N",
            converter = TopConverter.class,
            description = "How many records at most, 1 to 10000. Unless given: 50.")
    int top = 50;

    @Override
    public int run(CommonOptions common, Terminal terminal) {
        Deque<AuditEntry> newest = new ArrayDeque<>();
        long unreadable =
                AuditReader.of(AuditCommand.folder(common, terminal))
                        .read(
                                filter(common),
                                entry -> {
                                    newest.add(entry);
                                    if (newest.size() > top) {
                                        newest.remove();
                                    }
                                });
        List<AuditEntry> found = new ArrayList<>(newest);
        if (common.json) {
            Json.print(terminal, found.stream().map(AuditOutput::entry).toList());
        } else {
            new AuditOutput(terminal).entries(found);
        }
        if (unreadable > 0) {
            terminal.err()
                    .println(
                            unreadable
                                    + (unreadable == 1 ? " rad" : " rader")
                                    + " gick inte att läsa. Kör: allmanning audit verify");
        }
        return found.isEmpty() ? ExitCode.NOTHING : ExitCode.DONE;
    }

    private AuditFilter filter(CommonOptions common) {
        AuditFilter.Builder filter = AuditFilter.builder();
        if (from != null) {
            filter.from(from.time());
        }
        if (to != null) {
            filter.to(to.time());
        }
        if (common.authority != null) {
            filter.authority(common.authority);
        }
        if (service != null) {
            filter.service(service);
        }
        if (caseNumber != null) {
            filter.caseNumber(caseNumber);
        }
        if (event != null) {
            filter.event(event);
        }
        if (invocation != null) {
            filter.invocation(invocation);
        }
        return filter.build();
    }

    static final class EventConverter implements ITypeConverter<AuditEvent> {
        @Override
        public AuditEvent convert(String value) {
            try {
                return AuditEvent.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    static final class TopConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= 10_000) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException(
                    "\"" + value + "\" is not a whole number from 1 to 10000");
        }
    }
}
