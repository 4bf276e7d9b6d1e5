/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What a host adds to its parts: {@link se.allmanning.benchmarks.host.QuestionBenchmark} compares a
 * question with the bare embedding and the bare Lucene queries, {@link
 * se.allmanning.benchmarks.host.IngestBenchmark} says how much of an ingest is inference and what a
 * second sync costs. Each prints ratios of one run.
 */
@NullMarked
package se.allmanning.benchmarks.host;

import org.jspecify.annotations.NullMarked;
