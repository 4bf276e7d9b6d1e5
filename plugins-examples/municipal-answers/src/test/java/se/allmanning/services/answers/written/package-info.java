/* SPDX-License-Identifier: EUPL-1.2 */
/** Scripted hosts and models, and what written answers do with them. */
@NullMarked
package se.allmanning.services.answers.written;

import org.jspecify.annotations.NullMarked;
