/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the means of languages that are shipped belong to the model that embeds the
 * questions: asked once, when the first question in another language comes. Thread-safe.
 */
final class CrossLanguage {

    private volatile @Nullable Boolean known;

    /**
     * The means of the model, or {@code null} if they are not known.
     *
     * @param embed embeds a question with the model
     */
    @Nullable LanguageMeans means(Function<String, float[]> embed) {
        LanguageMeans means = LanguageMeans.shipped();
        Boolean fit = known;
        if (fit == null) {
            fit = means.fit(embed.apply(means.probe()));
            known = fit;
        }
        return fit ? means : null;
    }
}
