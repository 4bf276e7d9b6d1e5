/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;

/** Writes messages as the protocol has them. */
final class MessageWriter {

    private final CallFaults faults;
    private final boolean images;

    /**
     * @param images whether the model is offered for images
     */
    MessageWriter(CallFaults faults, boolean images) {
        this.faults = faults;
        this.images = images;
    }

    ArrayNode write(List<ChatMessage> messages) {
        ArrayNode all = Endpoint.JSON.createArrayNode();
        for (ChatMessage message : messages) {
            ObjectNode node = all.addObject();
            if (message instanceof SystemMessage system) {
                node.put("role", "system").put("content", system.text());
            } else if (message instanceof UserMessage user) {
                user(user, node);
            } else if (message instanceof AiMessage ai) {
                assistant(ai, node);
            } else if (message instanceof ToolExecutionResultMessage result) {
                tool(result, node);
            } else {
                throw faults.rejected(
                        "The protocol has no form for a message of type "
                                + message.type()
                                + ". Send system, user, assistant and tool messages.");
            }
        }
        return all;
    }

    private void user(UserMessage message, ObjectNode node) {
        node.put("role", "user");
        if (message.hasSingleText()) {
            node.put("content", message.singleText());
        } else {
            ArrayNode parts = node.putArray("content");
            message.contents().forEach(content -> part(content, parts.addObject()));
        }
        if (message.name() != null) {
            node.put("name", message.name());
        }
    }

    private void part(Content content, ObjectNode node) {
        if (content instanceof TextContent text) {
            node.put("type", "text").put("text", text.text());
        } else if (content instanceof ImageContent image && images) {
            ObjectNode url = node.put("type", "image_url").putObject("image_url");
            url.put("url", data(image.image()));
            switch (image.detailLevel()) {
                case LOW -> url.put("detail", "low");
                case HIGH -> url.put("detail", "high");
                default -> {}
            }
        } else {
            throw faults.rejected(
                    "The model is not offered with content of type "
                            + content.type()
                            + (content instanceof ImageContent
                                    ? ". Add images to its features if it can read them."
                                    : ". Send text, or an image to a model that reads images."));
        }
    }

    private String data(Image image) {
        if (image.base64Data() == null || image.base64Data().isEmpty()) {
            // The provider would fetch it, from inside its own network and under its own name.
            throw faults.rejected("An image is given by its address. Give its bytes instead.");
        }
        String type = image.mimeType() == null ? "image/png" : image.mimeType();
        return "data:" + type + ";base64," + image.base64Data();
    }

    private static void assistant(AiMessage message, ObjectNode node) {
        node.put("role", "assistant").put("content", message.text());
        if (message.hasToolExecutionRequests()) {
            ArrayNode calls = node.putArray("tool_calls");
            for (ToolExecutionRequest request : message.toolExecutionRequests()) {
                calls.addObject()
                        .put("id", request.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", request.name())
                        .put("arguments", request.arguments());
            }
        }
    }

    private void tool(ToolExecutionResultMessage message, ObjectNode node) {
        if (!message.hasSingleText()) {
            throw faults.rejected(
                    "The result of a tool holds something other than one text. Give it as text.");
        }
        node.put("role", "tool").put("tool_call_id", message.id()).put("content", message.text());
    }
}
