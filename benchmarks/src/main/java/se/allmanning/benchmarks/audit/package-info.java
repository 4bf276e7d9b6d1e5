/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What the audit costs: {@link se.allmanning.benchmarks.audit.VerifyBenchmark} writes and verifies
 * a million records, {@link se.allmanning.benchmarks.audit.CommitBenchmark} compares appends of
 * many callers with a bare loop that forces the same bytes.
 */
@NullMarked
package se.allmanning.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
