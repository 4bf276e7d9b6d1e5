/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

/**
 * Where something stands in a text. It never holds the value.
 *
 * @param kind what it is
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 */
public record Finding(GuardKind kind, int start, int end) {}
