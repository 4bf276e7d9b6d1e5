/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads plain text in the character sets that Swedish is and was written in, and finds the
 * headings, lists and tables that people make with capitals, underlines and spaces.
 *
 * <p>{@link se.allmanning.parsers.text.PlainTextParser} is without state and safe for many threads.
 */
@NullMarked
package se.allmanning.parsers.text;

import org.jspecify.annotations.NullMarked;
