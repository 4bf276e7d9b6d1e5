/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What the parsers of all formats share, so that the same rules give the same structure whether
 * they come as PDF, Word or a web page.
 *
 * <p>A parser hands its pieces to a {@link se.allmanning.parsers.structure.StructureWriter}, which
 * finds the sections (§), chapters, numbered clauses and list items in the running text, once the
 * whole document is known, and passes them on to {@link se.allmanning.spi.ParsedDocument.Builder}.
 * Beside it stand {@link se.allmanning.parsers.structure.Hyphenation}, which joins lines by the
 * evidence of the document, {@link se.allmanning.parsers.structure.TextDecoder} for character sets
 * and {@link se.allmanning.parsers.structure.Signature} for the first bytes of files.
 *
 * <pre>{@code
 * StructureWriter writer = StructureWriter.marked();
 * writer.heading(1, "Reglemente").paragraph("3 § Nämnden ansvarar för vägar.");
 * ParsedDocument document = writer.build(); // Reglemente > 3 §, and a paragraph below it
 * }</pre>
 *
 * <p>Writers and hyphenations belong to one thread; the rest is without state.
 */
@NullMarked
package se.allmanning.parsers.structure;

import org.jspecify.annotations.NullMarked;
