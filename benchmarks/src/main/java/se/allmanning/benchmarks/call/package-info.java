/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What the way of a call adds to a model that answers at once. {@link
 * se.allmanning.benchmarks.call.CallBenchmark} is the program.
 */
@NullMarked
package se.allmanning.benchmarks.call;

import org.jspecify.annotations.NullMarked;
