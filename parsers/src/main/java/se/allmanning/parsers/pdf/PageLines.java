/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.List;

/**
 * The lines of a page in reading order.
 *
 * @param number from 1
 * @param height in points
 */
record PageLines(int number, float height, List<Line> lines) {}
