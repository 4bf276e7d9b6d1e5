/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The texts in a chat request, in order, and the same request with other texts in their places:
 * those of the system, of the user, of the model (with the arguments of the tools that it asked
 * for) and of tools. Images and other media pass as they are; no guard reads them.
 */
final class ChatTexts {

    private ChatTexts() {}

    static List<String> of(ChatRequest request) {
        List<String> texts = new ArrayList<>();
        request.messages()
                .forEach(message ->
                        map(
                                message,
                                text -> {
                                    texts.add(text);
                                    return text;
                                }));
        return texts;
    }

    /** The request with the given texts in the places of its own, as many and in the same order. */
    static ChatRequest replace(ChatRequest request, List<String> texts) {
        Iterator<String> next = texts.iterator();
        List<ChatMessage> messages = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            messages.add(map(message, text -> next.next()));
        }
        return ChatRequest.builder().messages(messages).parameters(request.parameters()).build();
    }

    /** What the system says, all of it in one. */
    static String system(ChatRequest request) {
        return request.messages().stream()
                .filter(SystemMessage.class::isInstance)
                .map(m -> ((SystemMessage) m).text())
                .collect(Collectors.joining("\n"));
    }

    private static ChatMessage map(ChatMessage message, UnaryOperator<String> change) {
        if (message instanceof SystemMessage system) {
            return SystemMessage.from(change.apply(system.text()));
        } else if (message instanceof UserMessage user) {
            List<Content> contents = new ArrayList<>();
            for (Content content : user.contents()) {
                contents.add(
                        content instanceof TextContent text
                                ? TextContent.from(change.apply(text.text()))
                                : content);
            }
            return user.toBuilder().contents(contents).build();
        } else if (message instanceof AiMessage ai) {
            return map(ai, change);
        } else if (message instanceof ToolExecutionResultMessage result) {
            return ToolExecutionResultMessage.from(
                    result.id(), result.toolName(), change.apply(result.text()));
        }
        return message;
    }

    /** A model's message with its text and the arguments of its tools changed. */
    static AiMessage map(AiMessage message, UnaryOperator<String> change) {
        AiMessage.Builder out = message.toBuilder();
        if (message.text() != null) {
            out.text(change.apply(message.text()));
        }
        if (message.hasToolExecutionRequests()) {
            List<ToolExecutionRequest> requests = new ArrayList<>();
            for (ToolExecutionRequest tool : message.toolExecutionRequests()) {
                requests.add(
                        tool.arguments() == null
                                ? tool
                                : tool.toBuilder()
                                        .arguments(change.apply(tool.arguments()))
                                        .build());
            }
            out.toolExecutionRequests(requests);
        }
        return out.build();
    }

    /** All that a model's message says. */
    static String of(AiMessage message) {
        StringBuilder all = new StringBuilder();
        map(
                message,
                text -> {
                    all.append(text).append('\n');
                    return text;
                });
        return all.toString();
    }
}
