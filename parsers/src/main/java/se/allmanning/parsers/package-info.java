/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Reads the files that municipalities keep, PDF, DOCX, HTML, Markdown and plain text, and keeps
 * their structure.
 *
 * <p>{@link se.allmanning.parsers.StandardParsers} is the extension that the {@link
 * java.util.ServiceLoader} finds; having this module on the class path is all that a host needs.
 * Each format has a package with one public class, its parser; what they share is in {@code
 * structure}.
 *
 * <p>To read a file without a host:
 *
 * <pre>{@code
 * StructureParser pdf = new PdfParser();
 * ParsedDocument document = pdf.parse(input);
 * document.root().children().forEach(node -> System.out.println(node.kind() + " " + node.title().orElse("")));
 * document.warnings().forEach(System.err::println);
 * }</pre>
 *
 * <p>A parser says nothing on the standard streams, writes nothing but temporary files that it
 * deletes, and asks no network. What cannot be read at all ends in an {@link
 * se.allmanning.spi.UnreadableDocumentException} with a reason and a remedy; what can be read in
 * part ends in warnings. Neither holds a word of the document.
 *
 * <p>All parsers are without state and safe for many threads.
 */
@NullMarked
package se.allmanning.parsers;

import org.jspecify.annotations.NullMarked;
