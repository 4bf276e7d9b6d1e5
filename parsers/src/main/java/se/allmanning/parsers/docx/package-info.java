/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads Word documents. POI opens the container, with its limits against archives that unpack
 * without end; the parts are then read forward, element by element, since only so are tracked
 * changes, fields and text boxes seen in the order in which a reader meets them.
 *
 * <p>{@code BlockReader} and {@code RunReader} read, {@code Styles} and {@code Numbering} know what
 * a heading is and how lists count, {@code DocxWriter} writes.
 *
 * <p>{@link se.allmanning.parsers.docx.DocxParser} is without state and safe for many threads; the
 * other classes belong to one document.
 */
@NullMarked
package se.allmanning.parsers.docx;

import org.jspecify.annotations.NullMarked;
