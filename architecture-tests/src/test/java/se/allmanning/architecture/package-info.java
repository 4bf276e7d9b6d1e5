/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Holds the repository to its own rules: which module may know which, that the documents name what
 * the code has, that the script {@code run} does what it says. It runs last in the build, over the
 * classes of all modules.
 */
@NullMarked
package se.allmanning.architecture;

import org.jspecify.annotations.NullMarked;
