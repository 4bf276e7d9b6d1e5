/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import se.allmanning.spi.KnowledgeStoreContext;

/** What every commit says about the whole index. */
final class CommitData {

    private static final String FORMAT = "allmanning.format";
    private static final String MODEL = "allmanning.model";
    private static final String MODEL_DIGEST = "allmanning.model-digest";
    private static final String PROPERTY = "property.";

    private CommitData() {}

    static Map<String, String> of(KnowledgeStoreContext context, Map<String, String> properties) {
        Map<String, String> data = new HashMap<>();
        data.put(FORMAT, Integer.toString(Fields.FORMAT));
        data.put(MODEL, context.model().toString());
        data.put(MODEL_DIGEST, context.modelDigest());
        properties.forEach((key, value) -> data.put(PROPERTY + key, value));
        return data;
    }

    static Map<String, String> properties(Map<String, String> data) {
        Map<String, String> properties = new TreeMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(PROPERTY)) {
                properties.put(key.substring(PROPERTY.length()), value);
            }
        });
        return properties;
    }

    /** Refuses an index that this program would misread. */
    static void check(KnowledgeStoreContext context, Map<String, String> data) {
        String format = data.getOrDefault(FORMAT, "unknown");
        if (!format.equals(Integer.toString(Fields.FORMAT))) {
            throw StoreFault.newer(context, format, null);
        }
        if (!context.modelDigest().equals(data.get(MODEL_DIGEST))) {
            throw StoreFault.otherModel(context, data.get(MODEL), data.get(MODEL_DIGEST));
        }
    }
}
