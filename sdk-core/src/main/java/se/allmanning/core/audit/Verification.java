/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param chains each chain, by the time of its start
 * @param records how many records were read and found as they were written
 * @param faults the first fault of each chain that has one, in the order of the chains
 * @param notices what a reader should know and is no fault, such as an unfinished write or what was
 *     removed by a decision; sentences
 */
public record Verification(
        List<Chain> chains, long records, List<VerificationFault> faults, List<String> notices) {

    /**
     * A chain as it was found.
     *
     * @param id its id
     * @param state how it ends
     * @param first the sequence of the first record that is there
     * @param last the sequence of the last record that is there and was verified; -1 for none
     * @param hash the hash of that record; 64 zeros for none
     * @param segments how many segments are there
     */
    public record Chain(String id, State state, long first, long last, String hash, int segments) {}

    /** How a chain ends. */
    public enum State {
        /** With the record that closes it. */
        CLOSED,
        /** It is being written. */
        LIVE,
        /**
         * Without a closing record, and nobody writes it: its process was killed, or its end was
         * cut off. Only a checkpoint kept elsewhere tells the two apart.
         */
        UNCLOSED,
        /** All of it was removed by a decision. */
        DISPOSED,
        /** It has a fault. */
        FAULTY
    }

    /** Copies the lists. */
    public Verification {
        chains = List.copyOf(chains);
        faults = List.copyOf(faults);
        notices = List.copyOf(notices);
    }

    /**
     * Whether nothing was changed, removed, reordered, repeated or cut off, as far as can be seen.
     */
    public boolean intact() {
        return faults.isEmpty();
    }

    /** The first fault of all. */
    public Optional<VerificationFault> first() {
        return faults.stream().findFirst();
    }
}
