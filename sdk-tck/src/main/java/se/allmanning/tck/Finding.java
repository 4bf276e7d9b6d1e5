/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

/**
 * How a connector fared with a rule.
 *
 * @param rule the rule's number
 * @param level its level
 * @param outcome how it fared
 * @param why what was asked and found, or why the rule does not apply; empty where it passed
 */
public record Finding(String rule, Rule.Level level, Outcome outcome, String why) {

    /** How a connector can fare with a rule. */
    public enum Outcome {
        /** It keeps the rule. */
        PASSED("passed"),
        /** It breaks the rule. */
        FAILED("failed"),
        /** It does not declare what the rule is about, and refuses it clearly. */
        REFUSED("refused"),
        /** There is nothing that the rule could be about. */
        NOT_APPLICABLE("not applicable"),
        /** The rule was not tried. */
        NOT_RUN("not run");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** The word in reports. */
        public String text() {
            return text;
        }

        static Outcome parse(String text) {
            for (Outcome one : values()) {
                if (one.text.equals(text)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("No outcome \"" + text + "\".");
        }
    }
}
