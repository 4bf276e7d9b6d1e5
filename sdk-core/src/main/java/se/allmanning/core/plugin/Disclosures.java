/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import se.allmanning.core.policy.Policy;
import se.allmanning.core.policy.PolicyCall;
import se.allmanning.policy.Disclosure;
import se.allmanning.policy.UsageDeclaration;

/** What results that a model wrote say about themselves (AI Act art. 50). Stateless. */
final class Disclosures {

    private static final String SV =
            "Texten är skriven av en AI-modell. Jämför den med källorna innan du använder den.";
    private static final String SV_REVIEW =
            "Texten är skriven av en AI-modell och ska granskas av en människa innan den får verkan.";
    private static final String EN =
            "This text was written by an AI model. Compare it with its sources before you use it.";
    private static final String EN_REVIEW =
            "This text was written by an AI model, and a person must review it before it has effect.";

    private Disclosures() {}

    static Disclosure of(UsageDeclaration usage, String language, Instant now) {
        boolean review = PolicyCall.review(usage);
        String sv = review ? SV_REVIEW : SV;
        String en = review ? EN_REVIEW : EN;
        String text =
                switch (Locale.forLanguageTag(language).getLanguage()) {
                    case "sv" -> sv;
                    case "en" -> en;
                    default -> sv + " / " + en;
                };
        return new Disclosure(
                language,
                text,
                Disclosure.TRAINED_ALGORITHMIC_MEDIA,
                review,
                Policy.cite(List.of("ai-50"), now));
    }
}
