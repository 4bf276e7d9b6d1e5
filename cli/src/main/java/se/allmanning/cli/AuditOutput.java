/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.audit.AuditEntry;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.Verification;
import se.allmanning.core.audit.VerificationFault;

/** What the audit commands print, for people in Swedish and for programs as JSON. */
final class AuditOutput {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Terminal terminal;

    AuditOutput(Terminal terminal) {
        this.terminal = terminal;
    }

    static Map<String, @Nullable Object> entry(AuditEntry entry) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", entry.id());
        object.put("hash", entry.hash());
        for (String field : AuditRecord.fieldNames()) {
            object.put(field, entry.record().fields().get(field));
        }
        return object;
    }

    static Map<String, @Nullable Object> verification(Verification found) {
        return Json.object(
                "intact", found.intact(),
                "records", found.records(),
                "chains", found.chains().stream().map(AuditOutput::chain).toList(),
                "faults", found.faults().stream().map(AuditOutput::fault).toList(),
                "notices", found.notices());
    }

    private static Map<String, @Nullable Object> chain(Verification.Chain chain) {
        return Json.object(
                "id", chain.id(),
                "state", chain.state().name().toLowerCase(Locale.ROOT),
                "first", chain.first(),
                "last", chain.last(),
                "hash", chain.hash(),
                "segments", chain.segments());
    }

    private static Map<String, @Nullable Object> fault(VerificationFault fault) {
        return Json.object(
                "kind", fault.kind().id(),
                "chain", fault.chain(),
                "file", fault.file().toString(),
                "line", fault.line(),
                "sequence", fault.sequence(),
                "message", fault.message());
    }

    void entries(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            line("Inga poster hittades.");
        }
        for (AuditEntry entry : entries) {
            AuditRecord record = entry.record();
            List<String> parts = new ArrayList<>();
            parts.add(TIME.format(entry.time().atZone(ZoneId.systemDefault())));
            parts.add(record.event().id());
            add(parts, "", record.authority());
            add(parts, "ärende ", record.caseNumber());
            add(parts, "av ", record.user());
            add(parts, "tjänst ", record.service());
            String where = record.deployment().map(d -> " på " + d).orElse("");
            add(parts, "modell ", record.model().map(m -> m + where));
            record.decision()
                    .filter(decision -> !decision.permitted())
                    .ifPresent(decision ->
                            parts.add("nekat: " + String.join(", ", decision.reasons())));
            add(parts, "", record.outcome());
            line(String.join("  ", parts));
            line(terminal.faint("  " + entry.id()));
        }
    }

    private static void add(List<String> parts, String before, Optional<String> value) {
        // Who wrote the value must not steer the reader's terminal.
        value.ifPresent(v -> parts.add(before + v.replaceAll("\\p{Cntrl}", "\uFFFD")));
    }

    void verification(Verification found, boolean checkpoint) {
        if (found.chains().isEmpty() && found.intact()) {
            line("Det finns ingen granskningslogg här.");
            return;
        }
        for (VerificationFault fault : found.faults()) {
            line(terminal.bold("FEL i kedja " + fault.chain()));
            line("  Fil       " + fault.file());
            line("  Rad       " + (fault.line() == 0 ? "–" : fault.line()));
            line("  Post      " + fault.sequence());
            line("  Slag      " + fault.kind().id());
            Layout.wrap(fault.message(), Terminal.WIDTH, "  ").forEach(this::line);
            line("");
        }
        for (String notice : found.notices()) {
            Layout.wrap(notice, Terminal.WIDTH, "").forEach(this::line);
            line("");
        }
        line(
                found.records()
                        + " poster i "
                        + found.chains().size()
                        + (found.chains().size() == 1 ? " kedja" : " kedjor")
                        + (found.intact() ? ", utan anmärkning." : ", MED FEL."));
        if (!checkpoint) {
            Layout.wrap(
                            "Utan en kontrollpunkt som förvarats på annat håll syns det inte om en"
                                    + " kedja skrivits om helt eller ett slut kapats.",
                            Terminal.WIDTH,
                            "")
                    .forEach(this::line);
        }
    }

    void line(String text) {
        terminal.out().println(text);
    }
}
