/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * What the author of a service sees. A service implements {@link se.allmanning.service.AiService}:
 * it describes itself with a {@link se.allmanning.service.ServiceDescriptor} and turns one input
 * record into one output. For each call the host lends it a {@link
 * se.allmanning.service.ServiceContext}, with the {@link se.allmanning.service.Invocation} that
 * says for which authority, on whose behalf and how sensitive the call is.
 *
 * <pre>{@code
 * public final class Contacts implements AiService<Contacts.Topic, Answer> {
 *     public record Topic(@Description("What the citizen asks about") String words) {}
 *
 *     @Override
 *     public ServiceDescriptor descriptor() {
 *         return ServiceDescriptor.builder("contacts")
 *                 .title("Rätt kontakt")
 *                 .purpose("Finds whom to ask about a topic")
 *                 .needsKnowledge()
 *                 .usage(UsageDeclaration.of(Purpose.QUESTION_ANSWERING))
 *                 .build();
 *     }
 *
 *     @Override
 *     public Answer invoke(Topic topic, ServiceContext context) {
 *         return context.extractiveAnswerer().answer(topic.words(), context.knowledge());
 *     }
 * }
 * }</pre>
 *
 * <p>To make it known, list it in an {@link se.allmanning.spi.AllmanningExtension}. Services keep
 * no state between calls and are called from many threads. Whatever goes wrong is an {@link
 * se.allmanning.service.AllmanningException} with a stable code.
 */
@NullMarked
package se.allmanning.service;

import org.jspecify.annotations.NullMarked;
