/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads Markdown with commonmark. Front matter is metadata and no text; the marks of lists stay as
 * they are written, because in rules they are cited.
 *
 * <p>{@link se.allmanning.parsers.markdown.MarkdownParser} is without state and safe for many
 * threads.
 */
@NullMarked
package se.allmanning.parsers.markdown;

import org.jspecify.annotations.NullMarked;
