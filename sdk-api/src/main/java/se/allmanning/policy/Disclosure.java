/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.policy;

import java.util.Objects;

/**
 * What a result that a machine wrote says about itself (AI Act art. 50): a sentence in the reader's
 * language, a mark that programs read, and whether a person must review it. Immutable.
 *
 * @param language the language of the text, a BCP 47 tag
 * @param text what the reader is told
 * @param mark the machine-readable mark, the IRI of a term of IPTC's vocabulary of digital source
 *     types
 * @param review whether a person must read the result before it has effect
 * @param legal the provision that asks for it, with the date from which it applies
 */
public record Disclosure(String language, String text, String mark, boolean review, String legal) {

    /**
     * IPTC's term for what a model wrote: {@code trainedAlgorithmicMedia}.
     *
     * @see <a href="https://cv.iptc.org/newscodes/digitalsourcetype/">IPTC Digital Source Type</a>
     */
    public static final String TRAINED_ALGORITHMIC_MEDIA =
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /** Checks that everything is there. */
    public Disclosure {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(legal, "legal");
    }
}
