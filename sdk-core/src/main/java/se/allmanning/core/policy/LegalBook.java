/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The provisions that rules rest on and the countries of the EEA, as data: {@code legal.json}
 * beside this class. Dates are of the provision, never of a rule: a rule holds before and after,
 * since a municipality may always be stricter, but a citation says when its provision does not
 * apply. Immutable.
 */
final class LegalBook {

    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

    /**
     * One provision.
     *
     * @param citation as it is cited in Swedish
     * @param validFrom the first day on which it applies
     * @param validUntil the first day on which it no longer does; {@code null}: not known
     * @param note what to know of the dates or the scope; {@code null}: nothing
     */
    record Provision(
            String id,
            String citation,
            String sv,
            String en,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable String note) {}

    private final Map<String, Provision> provisions;
    private final Set<String> eea;

    private LegalBook(Map<String, Provision> provisions, Set<String> eea) {
        this.provisions = Collections.unmodifiableMap(provisions);
        this.eea = Set.copyOf(eea);
    }

    /** Reads the book that travels with the SDK. */
    static LegalBook read() {
        try (InputStream in = LegalBook.class.getResourceAsStream("legal.json")) {
            if (in == null) {
                throw new IllegalStateException("legal.json is missing beside LegalBook.");
            }
            JsonNode root = JsonMapper.builder().build().readTree(in);
            Map<String, Provision> provisions = new LinkedHashMap<>();
            for (JsonNode p : root.required("provisions")) {
                Provision provision =
                        new Provision(
                                p.required("id").textValue(),
                                p.required("citation").textValue(),
                                p.required("sv").textValue(),
                                p.required("en").textValue(),
                                LocalDate.parse(p.required("validFrom").textValue()),
                                p.hasNonNull("validUntil")
                                        ? LocalDate.parse(p.get("validUntil").textValue())
                                        : null,
                                p.hasNonNull("note") ? p.get("note").textValue() : null);
                if (provisions.put(provision.id(), provision) != null) {
                    throw new IllegalStateException("legal.json has " + provision.id() + " twice.");
                }
            }
            Set<String> eea = new TreeSet<>();
            root.required("eea").forEach(country -> eea.add(country.textValue()));
            return new LegalBook(provisions, eea);
        } catch (IOException e) {
            throw new UncheckedIOException("legal.json cannot be read.", e);
        }
    }

    /** All provisions, in the order of the book. */
    Map<String, Provision> provisions() {
        return provisions;
    }

    /** ISO 3166-1 alpha-2 codes of the countries of the EEA. */
    Set<String> eea() {
        return eea;
    }

    /** How the provisions are cited at a time; {@code null} where there are none. */
    @Nullable String cite(List<String> ids, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, SWEDEN);
        List<String> citations = new ArrayList<>();
        for (String id : ids) {
            Provision provision = provisions.get(id);
            if (provision == null) {
                throw new IllegalStateException("legal.json has no provision " + id + ".");
            }
            LocalDate until = provision.validUntil();
            if (today.isBefore(provision.validFrom())) {
                citations.add(
                        provision.citation() + " (tillämpas från " + provision.validFrom() + ")");
            } else if (until != null && !today.isBefore(until)) {
                citations.add(provision.citation() + " (gällde till " + until + ")");
            } else {
                citations.add(provision.citation());
            }
        }
        return citations.isEmpty() ? null : String.join("; ", citations);
    }
}
