/* SPDX-License-Identifier: EUPL-1.2 */
/** What it costs to verify a catalog, beside the least that it could cost. */
@NullMarked
package se.allmanning.benchmarks.trust;

import org.jspecify.annotations.NullMarked;
