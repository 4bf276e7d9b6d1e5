/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * How long a decision takes: {@link se.allmanning.benchmarks.policy.PolicyBenchmark} asks a policy
 * on a catalog of 10,000 models and prints percentiles of a permit and of a denial, and how the
 * making of the catalog compares with one parse of its JSON.
 */
@NullMarked
package se.allmanning.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
