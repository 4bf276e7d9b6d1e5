/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Proves that a connector keeps the contract. A vendor extends {@link
 * se.allmanning.tck.ModelConnectorKit} in one test class and says how to configure the connector
 * and what it {@linkplain se.allmanning.tck.Capabilities can do}; JUnit runs every numbered {@link
 * se.allmanning.tck.Rule} against a provider that the kit plays. The protocol is a {@link
 * se.allmanning.tck.WireFormat}: OpenAI's is shipped, another is written by its vendor.
 *
 * <p>At the end stands a {@link se.allmanning.tck.ConformanceReport}. Signed, it is the evidence
 * that a procurement can ask for; {@link se.allmanning.tck.SignReport} is the command.
 *
 * <p>The kit rests on the platform, JUnit's API and what langchain4j-core brings: its server and
 * its certificates are its own, so that it never clashes with a vendor's HTTP library. Its tests
 * replace standard streams and the root logger for a moment and do not run beside others in one
 * process.
 */
@NullMarked
package se.allmanning.tck;

import org.jspecify.annotations.NullMarked;
