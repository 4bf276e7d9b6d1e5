/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

/** What a connector may declare; a rule that needs one is swapped for a refusal without it. */
public enum Feature {
    /** Binds models that write. */
    CHAT,
    /** Binds models that write piece by piece. */
    STREAMING,
    /** Describes tools to the model and returns its calls of them. */
    TOOLS,
    /** Asks the model to keep to a JSON schema. */
    JSON_SCHEMA,
    /** Sends images to the model. */
    IMAGES,
    /** Binds models that turn texts into vectors. */
    EMBEDDINGS,
    /** Tells questions and documents apart when they are embedded. */
    INPUT_TYPES,
    /** Binds models that score texts. */
    SCORING,
    /** Binds models that turn speech into text. */
    TRANSCRIPTION,
    /** Its models are a {@link se.allmanning.spi.BoundedModel}. */
    DEADLINES,
    /** Can be told to trust a certificate authority of the municipality's own. */
    OWN_AUTHORITY
}
