/* SPDX-License-Identifier: EUPL-1.2 */
/** Tests of the service as a host sees it. */
@NullMarked
package se.allmanning.services.answers;

import org.jspecify.annotations.NullMarked;
