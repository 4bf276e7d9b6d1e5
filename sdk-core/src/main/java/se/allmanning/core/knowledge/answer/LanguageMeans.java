/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where one embedding model puts questions of each language, and Swedish passages. Vectors of one
 * language lie together whatever they say, so a foreign question is nearest to passages that sound
 * foreign; less the mean of its own kind, what is said decides. Immutable.
 */
final class LanguageMeans {

    private static final String RESOURCE = "language-means.json";
    private static final double SAME_MODEL = 0.99;
    private static final float OWN_SHARE = 0.5f;

    private final String probe;
    private final float[] probeVector;
    private final float[] passages;
    private final float[] all;
    private final Map<String, float[]> languages = new HashMap<>();

    private LanguageMeans(JsonNode json) {
        this.probe = json.get("probe").get("question").asText();
        this.probeVector = vector(json.get("probe").get("vector"));
        this.passages = vector(json.get("passages"));
        this.all = vector(json.get("all"));
        for (Map.Entry<String, JsonNode> e : json.get("languages").properties()) {
            languages.put(e.getKey(), vector(e.getValue().get("mean")));
        }
    }

    private static final class Holder {
        static final LanguageMeans MEANS = read();
    }

    /** The means that are shipped. */
    static LanguageMeans shipped() {
        return Holder.MEANS;
    }

    private static LanguageMeans read() {
        try (InputStream in = LanguageMeans.class.getResourceAsStream(RESOURCE)) {
            return new LanguageMeans(new ObjectMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] vector(JsonNode json) {
        float[] vector = new float[json.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) json.get(i).asDouble();
        }
        return vector;
    }

    /** A question by whose vector the model is recognised. */
    String probe() {
        return probe;
    }

    /** Whether the vector of the {@link #probe} is that of the model whose means these are. */
    boolean fit(float[] vector) {
        return vector.length == probeVector.length && Vectors.dot(vector, probeVector) > SAME_MODEL;
    }

    /** The unit vector of a question less what is common to questions of its language. */
    float[] centredQuestion(float[] vector, QuestionLanguage language) {
        float[] own = languages.getOrDefault(language.code(), all);
        float[] centred = new float[vector.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = vector[i] - (OWN_SHARE * own[i] + (1 - OWN_SHARE) * all[i]);
        }
        float length = (float) Math.sqrt(Vectors.dot(centred, centred));
        for (int i = 0; i < centred.length; i++) {
            centred[i] /= length;
        }
        return centred;
    }

    /** The cosine of a centred question and a passage or a sentence less what is common to them. */
    double cosine(float[] centredQuestion, float[] vector) {
        double dot = Vectors.dot(centredQuestion, vector) - Vectors.dot(centredQuestion, passages);
        double square =
                Vectors.dot(vector, vector)
                        - 2 * Vectors.dot(vector, passages)
                        + Vectors.dot(passages, passages);
        return square <= 0 ? 0 : dot / Math.sqrt(square);
    }
}
