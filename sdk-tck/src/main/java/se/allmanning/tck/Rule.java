/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A numbered rule that a test of a kit proves. {@code docs/conformance.md} lists them all. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {

    /** The number, {@code ALM-C-} and three digits; never used again for another rule. */
    String value();

    /** Whether a connector that breaks it may still call itself conforming. */
    Level level() default Level.MUST;

    /** What is asked, in one sentence. */
    String asks();

    /** Why it is asked, in one sentence. */
    String intent();

    /** What a connector must declare for the rule to apply; all of them. */
    Feature[] needs() default {};

    /** How binding a rule is, after RFC 2119. */
    enum Level {
        /** A connector that breaks it does not conform. */
        MUST,
        /** To be kept unless there is a good reason not to; the report tells. */
        SHOULD
    }
}
