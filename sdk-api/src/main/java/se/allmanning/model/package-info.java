/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Names of models and what is known about them. The models themselves are LangChain4j's types. A
 * {@link se.allmanning.model.ModelId} names a model, its digest identifies it, a {@link
 * se.allmanning.model.ModelOffer} says that a connector can bind it, and a {@link
 * se.allmanning.model.ModelUse} records that it took part in a result, with a digest that was
 * verified or only claimed. A service names no model: it says what it needs, by {@link
 * se.allmanning.model.ModelNeed}, and the host finds a certified one.
 *
 * <pre>{@code
 * ModelId id = ModelId.parse("intfloat/multilingual-e5-small@q4-1");
 * }</pre>
 *
 * <p>All types are immutable.
 */
@NullMarked
package se.allmanning.model;

import org.jspecify.annotations.NullMarked;
