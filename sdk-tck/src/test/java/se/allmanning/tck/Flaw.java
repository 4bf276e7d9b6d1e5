/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

/** What can be wrong with the {@link ReferenceConnector}. */
enum Flaw {
    NONE,
    // identity and offers
    BAD_ID,
    CLAIMS_LOCAL_DEPLOYMENT,
    CLAIMS_JURISDICTION,
    CLAIMS_VERIFIED_DIGEST,
    NETWORK_IN_OFFERS,
    OFFERS_UNASKED,
    RANDOM_OFFERS,
    SENDS_WITHOUT_KEY,
    // lifecycle and threads
    BINDING_CALLS,
    NEVER_CLOSES,
    WORKS_WHEN_CLOSED,
    SHARED_STATE,
    LEAVES_THREAD,
    // answers
    LATIN_1,
    WRONG_USAGE,
    INVENTS_USAGE,
    DROPS_SYSTEM,
    IGNORES_TEMPERATURE,
    ALWAYS_STOP,
    // streams
    DROPS_LAST_TOKEN,
    IGNORES_CANCEL,
    TALKS_AFTER_CANCEL,
    MIXES_STREAMS,
    COMPLETES_CUT_STREAM,
    TWO_ENDS,
    DECODES_EACH_PACKET,
    THROWS_IN_STREAM,
    // tools and vectors
    LOSES_TOOL_ID,
    SWAPS_VECTORS,
    TRUNCATES_TEXT,
    IGNORES_BATCHES,
    // faults
    RETRIES,
    WRONG_REASON,
    WRONG_WAIT,
    // secrets and content
    KEY_IN_ERROR,
    KEY_IN_LOG,
    KEY_IN_ADDRESS,
    PROMPT_IN_ERROR,
    PROMPT_IN_CAUSE,
    PROMPT_IN_LOG,
    PROMPT_IN_NAME,
    // limits, network, deadlines
    READS_ALL,
    TAKES_ANYTHING,
    FOLLOWS_REDIRECTS,
    TRUSTS_ANYONE,
    NO_DEADLINE_AFTER_HEADERS,
    NO_DEADLINE
}
