/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads PDF with PDFBox. A PDF says where glyphs stand and little else, so the text is rebuilt in
 * steps, each a class: {@code GlyphCollector} (glyphs), {@code Sight} (which of them a reader
 * sees), {@code LineBuilder} (rows and words), {@code ReadingOrder} (margins and columns), {@code
 * Furniture} (running heads and page numbers), {@code Typography} (what is larger or bolder than
 * the body), {@code Contents} (tables of contents), {@code FootnoteLines}, {@code TableRows} and
 * {@code BlockBuilder} (headings and paragraphs, also across pages).
 *
 * <p>{@code QuietFonts} keeps PDFBox from searching the system's fonts and from writing under the
 * user's home while a thread reads here.
 *
 * <p>{@link se.allmanning.parsers.pdf.PdfParser} is without state and safe for many threads; the
 * other classes belong to one document.
 */
@NullMarked
package se.allmanning.parsers.pdf;

import org.jspecify.annotations.NullMarked;
