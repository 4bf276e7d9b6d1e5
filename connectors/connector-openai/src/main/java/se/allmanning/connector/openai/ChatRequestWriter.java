/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;

/**
 * Writes the body of {@code /chat/completions}. Strict: what the model was not offered for, or the
 * protocol has no form for, is refused and not left out. Safe for many threads.
 */
final class ChatRequestWriter {

    private final ModelSettings model;
    private final CallFaults faults;

    ChatRequestWriter(ModelSettings model, CallFaults faults) {
        this.model = model;
        this.faults = faults;
    }

    ObjectNode write(ChatRequest request, boolean stream) {
        ObjectNode body = Endpoint.JSON.createObjectNode();
        body.put("model", name(request));
        body.set(
                "messages",
                new MessageWriter(faults, model.can(ModelFeature.IMAGES))
                        .write(request.messages()));
        put(body, "temperature", request.temperature());
        put(body, "top_p", request.topP());
        put(body, "top_k", request.topK());
        put(body, "frequency_penalty", request.frequencyPenalty());
        put(body, "presence_penalty", request.presencePenalty());
        put(body, model.maxTokensParameter(), request.maxOutputTokens());
        if (request.stopSequences() != null && !request.stopSequences().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            request.stopSequences().forEach(stop::add);
        }
        tools(request, body);
        format(request.responseFormat(), body);
        if (stream) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    /** The model was chosen and permitted before; a request must not lead to another one. */
    private String name(ChatRequest request) {
        String asked = request.modelName();
        if (asked != null && !asked.equals(model.name())) {
            throw faults.rejected(
                    "The request names a model of its own. This is the model "
                            + model.offer().model()
                            + "; leave modelName out.");
        }
        return model.name();
    }

    private static void put(ObjectNode body, String key, @Nullable Number value) {
        if (value != null) {
            body.putPOJO(key, value);
        }
    }

    private void tools(ChatRequest request, ObjectNode body) {
        if (request.toolSpecifications() == null || request.toolSpecifications().isEmpty()) {
            return;
        }
        need(ModelFeature.TOOLS, "tools");
        ArrayNode tools = body.putArray("tools");
        for (ToolSpecification tool : request.toolSpecifications()) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            if (tool.description() != null) {
                function.put("description", tool.description());
            }
            function.set("parameters", parameters(tool));
            if (tool.strict() != null) {
                function.put("strict", tool.strict());
            }
        }
        ToolChoice choice = request.toolChoice();
        if (choice != null) {
            body.put("tool_choice", choice.name().toLowerCase(Locale.ROOT));
        }
    }

    private static JsonNode parameters(ToolSpecification tool) {
        JsonNode parameters =
                tool.parameters() == null ? null : schema(tool.parameters(), tool.name());
        return parameters != null
                ? parameters
                : Endpoint.JSON
                        .createObjectNode()
                        .put("type", "object")
                        .set("properties", Endpoint.JSON.createObjectNode());
    }

    private void format(@Nullable ResponseFormat format, ObjectNode body) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return;
        }
        JsonSchema schema = format.jsonSchema();
        if (schema == null) {
            body.putObject("response_format").put("type", "json_object");
            return;
        }
        need(ModelFeature.JSON_SCHEMA, "answers by a JSON schema");
        String name = schema.name() == null ? "answer" : schema.name();
        JsonNode root = schema(schema.rootElement(), "answer");
        if (root == null) {
            throw faults.rejected("The JSON schema of the request cannot be written. Simplify it.");
        }
        ObjectNode written =
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        // OpenAI allows no other characters, and at most 64.
                        .put(
                                "name",
                                name.replaceAll("[^A-Za-z0-9_-]", "_")
                                        .substring(0, Math.min(64, name.length())))
                        .put("strict", isStrict(root));
        written.set("schema", root);
    }

    /**
     * An element as JSON schema, by way of LangChain4j's own writer of tools, the only one that is
     * public; null where it does not write it.
     */
    private static @Nullable JsonNode schema(JsonSchemaElement element, String name) {
        boolean object = element instanceof JsonObjectSchema;
        JsonObjectSchema parameters =
                element instanceof JsonObjectSchema itself
                        ? itself
                        : JsonObjectSchema.builder().addProperty("it", element).build();
        String json =
                ToolSpecification.builder().name(name).parameters(parameters).build().toJson();
        JsonNode written = Endpoint.parse(json);
        JsonNode schema = written == null ? null : written.path("parameters");
        JsonNode found = schema == null || object ? schema : schema.path("properties").path("it");
        return found == null || found.isMissingNode() ? null : found;
    }

    /** What OpenAI asks of a schema that it shall keep to: nothing optional, nothing additional. */
    private static boolean isStrict(JsonNode schema) {
        if (schema.path("type").asText("").equals("object")
                && (!schema.path("additionalProperties").isBoolean()
                        || schema.path("additionalProperties").booleanValue()
                        || schema.path("required").size() != schema.path("properties").size())) {
            return false;
        }
        for (JsonNode beneath : schema) {
            if (!isStrict(beneath)) {
                return false;
            }
        }
        return true;
    }

    private void need(ModelFeature feature, String what) {
        if (!model.can(feature)) {
            throw faults.rejected(
                    "The model "
                            + model.offer().model()
                            + " is not offered with "
                            + what
                            + ". Ask another model, or add "
                            + feature
                            + " to its features if it can.");
        }
    }
}
