/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * The {@code allmanning} command: documents in, cited answers out, from a terminal or a script.
 * {@link se.allmanning.cli.Main} reads the arguments, finds the command and turns whatever happens
 * into an exit code: 0 done, 1 found nothing or a check failed, 2 wrong use, 3 denied, 4 fault.
 *
 * <pre>{@code
 * allmanning ingest documents
 * allmanning ask "Hur lång tid har jag på mig att överklaga?" --json
 * }</pre>
 *
 * <p>With {@code --json}, standard output carries one JSON document and nothing else; without it,
 * results are told in Swedish. Progress and errors go to standard error. {@code
 * docs/reference/command-line.md} is the contract. To call a service from Java, use {@code
 * se.allmanning.core.Allmanning} instead; nothing here is meant for that.
 */
@NullMarked
package se.allmanning.cli;

import org.jspecify.annotations.NullMarked;
