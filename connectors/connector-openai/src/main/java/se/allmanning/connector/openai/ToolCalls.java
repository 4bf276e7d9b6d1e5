/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the tools that a model asks to run, whole or in pieces. A piece belongs to the call of
 * its index; some servers give every call the index 0 and tell them apart by id, some leave the
 * index out, and then an id or a name begins a new call. Not thread-safe.
 */
final class ToolCalls {

    /** What is known of one call so far. */
    static final class Gathered {
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        private Gathered(int index) {
            this.index = index;
        }

        int index() {
            return index;
        }

        /** Made up where the server gives none, since the tool's result must name one. */
        String id() {
            return id.isEmpty() ? "call_" + index : id;
        }

        String name() {
            return name;
        }

        ToolExecutionRequest request() {
            String text = arguments.toString();
            return ToolExecutionRequest.builder()
                    .id(id())
                    .name(name)
                    .arguments(text.isBlank() ? "{}" : text)
                    .build();
        }
    }

    /** A piece of the arguments, and the call that it belongs to. */
    record Piece(Gathered call, String arguments) {}

    private final List<Gathered> calls = new ArrayList<>();
    private final Map<Integer, Gathered> byIndex = new HashMap<>();

    Piece add(JsonNode call) {
        JsonNode function = call.path("function").isObject() ? call.path("function") : call;
        String id = call.path("id").asText("");
        String name = function.path("name").asText("");
        Gathered gathered = find(index(call), id, name);
        if (gathered.id.isEmpty()) {
            gathered.id = id;
        }
        // Some servers repeat the whole name with every piece, others send it in pieces.
        if (!name.isEmpty() && !name.equals(gathered.name)) {
            gathered.name += name;
        }
        JsonNode arguments = function.path("arguments");
        String piece = arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
        if (arguments.isNull()) {
            piece = "";
        }
        gathered.arguments.append(piece);
        return new Piece(gathered, piece);
    }

    private static @Nullable Integer index(JsonNode call) {
        return call.path("index").isInt() ? call.path("index").intValue() : null;
    }

    private Gathered find(@Nullable Integer index, String id, String name) {
        Gathered same = null;
        if (index != null) {
            same = byIndex.get(index);
        } else if (!id.isEmpty()) {
            same = calls.stream().filter(c -> c.id.equals(id)).findFirst().orElse(null);
        } else if (name.isEmpty() && !calls.isEmpty()) {
            same = calls.get(calls.size() - 1);
        }
        boolean another =
                same != null && !id.isEmpty() && !same.id.isEmpty() && !same.id.equals(id);
        if (same == null || another) {
            same = new Gathered(calls.size());
            calls.add(same);
            if (index != null) {
                byIndex.put(index, same);
            }
        }
        return same;
    }

    List<Gathered> all() {
        return calls;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Whether a call lacks the name of its tool. */
    boolean nameless() {
        return calls.stream().anyMatch(call -> call.name.isBlank());
    }

    List<ToolExecutionRequest> requests() {
        return calls.stream().map(Gathered::request).toList();
    }
}
