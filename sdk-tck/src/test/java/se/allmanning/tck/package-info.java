/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Tries the kit itself: a sound connector keeps every rule, and the same connector with one fault
 * switched on is caught by the rule that is about it.
 */
@NullMarked
package se.allmanning.tck;

import org.jspecify.annotations.NullMarked;
