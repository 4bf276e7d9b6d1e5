/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

/** Makes a confidence between 0 and 1 of a sum of evidence. */
final class Logistic {

    private Logistic() {}

    static double of(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
