/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.audit;

/** When an appended record counts as kept. */
public enum Durability {

    /** When it has been forced to the disk. The only one for real use. */
    FORCED,

    /**
     * When the operating system has it; a power failure loses it. For benchmarks, and tests of
     * something else.
     */
    NONE
}
