/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a connector declares that it can do. Immutable; every method that changes something returns
 * new capabilities.
 *
 * <pre>{@code
 * Capabilities.none().with(Feature.CHAT, Feature.STREAMING, Feature.DEADLINES)
 *         .with(Feature.EMBEDDINGS).batches(64)
 * }</pre>
 */
public final class Capabilities {

    private final Set<Feature> features;
    private final int batch;

    private Capabilities(Set<Feature> features, int batch) {
        this.features = Set.copyOf(features);
        this.batch = batch;
    }

    /** Nothing at all; a batch of embeddings holds 64 texts. */
    public static Capabilities none() {
        return new Capabilities(Set.of(), 64);
    }

    /** These and more features. */
    public Capabilities with(Feature... more) {
        Set<Feature> all = EnumSet.noneOf(Feature.class);
        all.addAll(features);
        all.addAll(Set.of(more));
        return new Capabilities(all, batch);
    }

    /**
     * These with another limit of texts in one embedding request.
     *
     * @param most at least 1
     */
    public Capabilities batches(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "A batch holds at least 1 text, found " + most + ".");
        }
        return new Capabilities(features, most);
    }

    /** Whether a feature is declared. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** What is declared. */
    public Set<Feature> features() {
        return features;
    }

    /** The most texts that the connector sends in one embedding request. */
    public int batch() {
        return batch;
    }

    @Override
    public String toString() {
        return "Capabilities" + EnumSet.copyOf(features);
    }
}
