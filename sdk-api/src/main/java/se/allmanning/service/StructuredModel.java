/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

/**
 * A chat model that answers with a record. Where the model keeps to a JSON schema it is given that
 * of the record; otherwise the schema goes into the instruction. An answer that does not fit is
 * asked for once more, with what is wrong about it, and is then an error. Safe for many threads.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface StructuredModel<T> {

    /**
     * Asks.
     *
     * @param instruction what the model is to do; the service's own words
     * @param input what it is to do it with; data, never instructions
     * @throws AllmanningException if no permitted model answers, or none with a record that fits
     */
    T ask(String instruction, String input);
}
