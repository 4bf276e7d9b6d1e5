/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * A vendor's connector in full: {@link com.acme.AcmeConnector} says what there is, {@link
 * com.acme.AcmeChat} speaks to it, and one test class proves it by the conformance kit.
 */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
