/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The readable record of a call, for the case file: who, when, for what purpose, which model, by
 * which decision, from which sources, and whether a machine wrote the result. Swedish, with English
 * beside. What a case was decided on from automated processing shall be added to the case file in
 * readable form (OSL 4 kap. 3 §); this is the part of it that the trail knows. Plain text.
 */
public final class CaseRecord {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss (XXX)", Locale.ROOT).withZone(ZONE);
    private static final int MOST_SOURCES = 50;
    private static final String NONE = "–";

    private static final Map<String, String> EVENTS =
            Map.ofEntries(
                    Map.entry("model-call", "anrop till en modell"),
                    Map.entry("denied", "nekat anrop"),
                    Map.entry("failed", "misslyckat anrop"),
                    Map.entry("cancelled", "avbrutet anrop"),
                    Map.entry("decision", "prövning mot reglerna"),
                    Map.entry("ingest-document", "inläsning av dokument"),
                    Map.entry("search", "sökning i en kunskapsbas"),
                    Map.entry("catalog-change", "byte av katalog"),
                    Map.entry("crisis", "krisläge"),
                    Map.entry("disposal", "gallring"),
                    Map.entry("checkpoint", "kontrollpunkt"),
                    Map.entry("host-start", "värden startade"),
                    Map.entry("host-stop", "värden stängdes"));

    private final StringBuilder out = new StringBuilder();

    private CaseRecord() {}

    /**
     * Writes the record.
     *
     * @param entry the record
     * @param call the other records of the same call, oldest first; may be empty
     * @param verification what was found of the trail, which says whether the record can be trusted
     * @return the text, with a line break at its end
     */
    public static String write(AuditEntry entry, List<AuditEntry> call, Verification verification) {
        CaseRecord text = new CaseRecord();
        text.all(entry, call, verification);
        return text.out.toString();
    }

    private void all(AuditEntry entry, List<AuditEntry> call, Verification verification) {
        AuditRecord record = entry.record();
        line("UPPGIFTER OM ANVÄNDNING AV AI (RECORD OF THE USE OF AI)");
        line("");
        row("Post", "Record", entry.id());
        row("Händelse", "Event", event(record));
        row("Tidpunkt", "Time", LOCAL.format(entry.time()));
        line("");
        heading("Vem och varför", "Who and why");
        row(Field.MUNICIPALITY, record);
        row(Field.AUTHORITY, record);
        row(Field.BRANCH, record);
        row(Field.CASE_NUMBER, record);
        row(Field.USER, record);
        row(Field.SERVICE, record);
        row(Field.PURPOSE, record);
        row(Field.INFORMATION_CLASS, record);
        row(Field.INVOCATION, record);
        line("");
        heading("Modell", "Model");
        row(Field.MODEL, record);
        row(Field.MODEL_DIGEST, record);
        row(
                Field.DIGEST_STATUS.swedish(),
                Field.DIGEST_STATUS.english(),
                record.modelDigest().isEmpty()
                        ? NONE
                        : record.digestVerified()
                                ? "kontrollerad här (verified)"
                                : "uppgiven av driftleverantören (claimed)");
        row(Field.DEPLOYMENT, record);
        row(Field.CATALOG_VERSION, record);
        row("Krisläge", "Crisis mode", yesNo(record.crisis()));
        line("");
        heading("Beslut och utfall", "Decision and outcome");
        row(
                Field.DECISION.swedish(),
                Field.DECISION.english(),
                record.decision().map(CaseRecord::decision).orElse(NONE));
        row(Field.OUTCOME, record);
        row("Tokens in, ut", "Tokens in, out", tokens(record));
        row(Field.DURATION_MS, record);
        line("");
        heading("Resultatet", "The result");
        row(
                "Skrivet av en maskin",
                "Written by a machine",
                record.mark().map(mark -> "ja (yes), " + mark).orElse("nej (no)"));
        row(Field.REVIEW.swedish(), Field.REVIEW.english(), yesNo(record.review()));
        row(Field.INPUT_HMAC, record);
        row(Field.OUTPUT_HMAC, record);
        line("");
        sources(record);
        others(entry, call);
        proof(entry, verification);
    }

    private void sources(AuditRecord record) {
        heading("Källor", "Sources");
        List<AuditSource> sources = record.sources();
        if (sources.isEmpty()) {
            line("  " + NONE);
        }
        for (AuditSource source : sources.subList(0, Math.min(MOST_SOURCES, sources.size()))) {
            line("  " + source.digest());
            line("    tecken (characters) " + source.start() + "–" + source.end());
        }
        if (sources.size() > MOST_SOURCES) {
            line("  och " + (sources.size() - MOST_SOURCES) + " till (and more)");
        }
        line("");
    }

    private void others(AuditEntry entry, List<AuditEntry> call) {
        if (call.stream().allMatch(other -> other.id().equals(entry.id()))) {
            return;
        }
        heading("Övriga poster i samma anrop", "Other records of the same call");
        for (AuditEntry other : call) {
            if (!other.id().equals(entry.id())) {
                line(
                        "  "
                                + LOCAL.format(other.time())
                                + "  "
                                + other.record().event().id()
                                + "  "
                                + other.id());
            }
        }
        line("");
    }

    private void proof(AuditEntry entry, Verification verification) {
        heading("Äkthet", "Authenticity");
        row("Postens kontrollsumma", "Hash of the record", entry.hash());
        boolean verified =
                verification.chains().stream()
                        .anyMatch(chain ->
                                chain.id().equals(entry.chain())
                                        && chain.first() <= entry.sequence()
                                        && entry.sequence() <= chain.last());
        row(
                "Kedjan fram till posten",
                "The chain up to the record",
                verified
                        ? "kontrollerad utan anmärkning (verified)"
                        : "INTE KONTROLLERAD: kedjan är skadad eller ändrad (NOT VERIFIED)");
    }

    private static String decision(AuditDecision decision) {
        String reasons =
                decision.reasons().isEmpty() ? "" : ": " + String.join(", ", decision.reasons());
        return (decision.permitted() ? "tillåtet (permit)" : "nekat (deny)") + reasons;
    }

    private static String event(AuditRecord record) {
        String id = record.event().id();
        String swedish = EVENTS.get(id);
        return swedish == null ? id : swedish + " (" + id + ")";
    }

    private static String tokens(AuditRecord record) {
        return number(record.inputTokens()) + ", " + number(record.outputTokens());
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : NONE;
    }

    private static String yesNo(boolean yes) {
        return yes ? "ja (yes)" : "nej (no)";
    }

    private void heading(String swedish, String english) {
        line(swedish + " (" + english + ")");
    }

    private void row(Field field, AuditRecord record) {
        row(
                field.swedish(),
                field.english(),
                record.value(field).map(CaseRecord::shown).orElse(NONE));
    }

    private void row(String swedish, String english, String value) {
        line("  " + swedish + " (" + english + "):");
        line("    " + value);
    }

    /** A line break or a control character in a value must not look like a line of the record. */
    private static String shown(Object value) {
        return value.toString()
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "\uFFFD");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
