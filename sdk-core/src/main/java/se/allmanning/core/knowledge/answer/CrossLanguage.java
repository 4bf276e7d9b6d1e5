/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the means of languages that are shipped belong to the model that embeds the
 * questions: asked once, when the first question in another language comes. Thread-safe.
 */
final class CrossLanguage {

    private final Function<String, float[]> embed;
    private volatile @Nullable Boolean known;

    CrossLanguage(Function<String, float[]> embed) {
        this.embed = embed;
    }

    /** The means of the model, or {@code null} if they are not known. */
    @Nullable LanguageMeans means() {
        LanguageMeans means = LanguageMeans.shipped();
        Boolean fit = known;
        if (fit == null) {
            fit = means.fit(embed.apply(means.probe()));
            known = fit;
        }
        return fit ? means : null;
    }
}
