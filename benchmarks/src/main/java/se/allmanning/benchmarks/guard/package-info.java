/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * How much the guards find, how often they are wrong, and how fast they are. {@link
 * se.allmanning.benchmarks.guard.GuardBenchmark} is the program.
 */
@NullMarked
package se.allmanning.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
