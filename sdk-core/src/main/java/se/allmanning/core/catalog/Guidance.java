/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A legal clarification that the certifier publishes for a sector. Decisions cite it; one that
 * denies is a rule of its own. Immutable.
 *
 * @param id {@code [a-z][a-z0-9-]{1,63}}
 * @param sector the id of the sector; {@code *}: all
 * @param titleSv the title in Swedish
 * @param titleEn the title in English
 * @param textSv the text in Swedish
 * @param textEn the text in English
 * @param legal the provisions that it clarifies, as they are cited
 * @param validFrom from when it applies; {@code null}: always has
 * @param validUntil until when, exclusive; {@code null}: until it is taken away
 * @param rules ids of policy rules whose denials cite it
 * @param purposes ids of the purposes that it is about; empty: all
 * @param denies whether what it is about is denied
 */
public record Guidance(
        String id,
        String sector,
        String titleSv,
        String titleEn,
        String textSv,
        String textEn,
        String legal,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Set<String> rules,
        Set<String> purposes,
        boolean denies) {

    /** Checks that nothing but the dates is absent. */
    public Guidance {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sector, "sector");
        Objects.requireNonNull(titleSv, "titleSv");
        Objects.requireNonNull(titleEn, "titleEn");
        Objects.requireNonNull(textSv, "textSv");
        Objects.requireNonNull(textEn, "textEn");
        Objects.requireNonNull(legal, "legal");
        rules = Set.copyOf(rules);
        purposes = Set.copyOf(purposes);
    }

    /**
     * Whether it is about the given use at the given time. What it says of a purpose holds for the
     * narrower ones, whose ids continue the purpose's after a hyphen.
     */
    public boolean appliesTo(String useSector, String usePurpose, Instant now) {
        return (sector.equals("*") || sector.equals(useSector))
                && isAbout(usePurpose)
                && (validFrom == null || !now.isBefore(validFrom))
                && (validUntil == null || now.isBefore(validUntil));
    }

    private boolean isAbout(String usePurpose) {
        if (purposes.isEmpty()) {
            return true;
        }
        for (String purpose : purposes) {
            if (usePurpose.startsWith(purpose)
                    && (usePurpose.length() == purpose.length()
                            || usePurpose.charAt(purpose.length()) == '-')) {
                return true;
            }
        }
        return false;
    }
}
