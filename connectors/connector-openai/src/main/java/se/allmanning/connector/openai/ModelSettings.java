/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelOffer;

/**
 * A model of a provider.
 *
 * @param offer what a host is told of it
 * @param name what the provider calls it
 * @param maxTokensParameter what the protocol's limit of an answer is called there
 * @param queryPrefix goes before a question that is embedded
 * @param documentPrefix goes before a passage that is embedded
 */
record ModelSettings(
        ModelOffer offer,
        String name,
        String maxTokensParameter,
        String queryPrefix,
        String documentPrefix) {

    boolean can(ModelFeature feature) {
        return offer.features().contains(feature);
    }
}
