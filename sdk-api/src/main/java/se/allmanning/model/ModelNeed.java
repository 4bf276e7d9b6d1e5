/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What a service needs of a model, without naming one: the role that the model plays in the
 * service, its kind, features, languages and the least number of tokens. The host finds the
 * certified models that meet it, and a policy decides which of them may be used in the call at
 * hand.
 *
 * <pre>{@code
 * ModelNeed.chat("writer").language("sv").feature(ModelFeature.STREAMING)
 * }</pre>
 *
 * Immutable; every method that changes something returns a new need.
 */
public final class ModelNeed {

    private final String role;
    private final ModelKind kind;
    private final Set<ModelFeature> features;
    private final Set<String> languages;
    private final int contextLength;

    private ModelNeed(
            String role,
            ModelKind kind,
            Set<ModelFeature> features,
            Set<String> languages,
            int contextLength) {
        this.role = role;
        this.kind = kind;
        this.features = Set.copyOf(features);
        this.languages = Set.copyOf(languages);
        this.contextLength = contextLength;
    }

    /**
     * A need of any kind.
     *
     * @param role what the service calls it, {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the role has another form
     */
    public static ModelNeed of(String role, ModelKind kind) {
        return new ModelNeed(
                Ids.check("Model role", role),
                Objects.requireNonNull(kind, "kind"),
                Set.of(),
                Set.of(),
                0);
    }

    /** A need of a model that writes. */
    public static ModelNeed chat(String role) {
        return of(role, ModelKind.CHAT);
    }

    /** A need of a model that scores how well texts answer a question. */
    public static ModelNeed scoring(String role) {
        return of(role, ModelKind.SCORING);
    }

    /** A need of a model that turns speech into text. */
    public static ModelNeed transcription(String role) {
        return of(role, ModelKind.TRANSCRIPTION);
    }

    /** This need, and a feature. */
    public ModelNeed feature(ModelFeature feature) {
        Set<ModelFeature> all = new java.util.HashSet<>(features);
        all.add(Objects.requireNonNull(feature, "feature"));
        return new ModelNeed(role, kind, all, languages, contextLength);
    }

    /** This need, and a language, as a BCP 47 tag such as {@code sv}. */
    public ModelNeed language(String tag) {
        Set<String> all = new TreeSet<>(languages);
        all.add(tag.toLowerCase(Locale.ROOT));
        return new ModelNeed(role, kind, features, all, contextLength);
    }

    /**
     * This need, and at least so many tokens in a call.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public ModelNeed contextLength(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException(
                    "A context length is 0 or more, found " + tokens + ".");
        }
        return new ModelNeed(role, kind, features, languages, tokens);
    }

    /** What the service calls it. */
    public String role() {
        return role;
    }

    /** What the model must do. */
    public ModelKind kind() {
        return kind;
    }

    /** The features that it must have. */
    public Set<ModelFeature> features() {
        return features;
    }

    /** The languages that it must be made for. */
    public Set<String> languages() {
        return languages;
    }

    /** The least number of tokens in a call; 0: any. */
    public int contextLength() {
        return contextLength;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelNeed that
                && role.equals(that.role)
                && kind.equals(that.kind)
                && features.equals(that.features)
                && languages.equals(that.languages)
                && contextLength == that.contextLength;
    }

    @Override
    public int hashCode() {
        return Objects.hash(role, kind, features, languages, contextLength);
    }

    @Override
    public String toString() {
        return "ModelNeed[" + role + ", " + kind + "]";
    }
}
