/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

/** Why an answer consists of quotes although a written one was asked for. */
enum Excuse {
    /** No model is configured at all: quotes are what was asked for. */
    NONE_CONFIGURED,
    /** No configured model is permitted for the call. */
    NO_MODEL,
    /** A model was permitted, and may not be used any more. */
    NOT_ALLOWED,
    /** No passage can be given to a model. */
    NOTHING_TO_READ,
    /** No model answered as it should. */
    UNREACHABLE,
    /** The model said that the sources do not answer. */
    MODEL_FOUND_NOTHING,
    /** Nothing that the model wrote could be verified. */
    NOTHING_VERIFIED
}
