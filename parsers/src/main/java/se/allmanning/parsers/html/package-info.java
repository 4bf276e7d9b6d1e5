/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads web pages with jsoup: {@code PageCharset} finds the character set, {@code MainContent} the
 * part that is about the page's subject, {@code HtmlReader} writes it.
 *
 * <p>{@link se.allmanning.parsers.html.HtmlParser} is without state and safe for many threads.
 */
@NullMarked
package se.allmanning.parsers.html;

import org.jspecify.annotations.NullMarked;
