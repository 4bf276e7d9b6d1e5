/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

/**
 * What begins at a place.
 *
 * @param kind what it is
 * @param length its number of folded characters
 */
record Hit(GuardKind kind, int length) {}
