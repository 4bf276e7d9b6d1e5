/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.util.Arrays;

/** Numbers of documents, each once in the end. Not thread-safe. */
final class Candidates {

    private int[] docs = new int[1024];
    private int size;

    void add(int doc) {
        if (size == docs.length) {
            docs = Arrays.copyOf(docs, size * 2);
        }
        docs[size++] = doc;
    }

    /** All of them, rising. */
    int[] sorted() {
        return Arrays.stream(docs, 0, size).sorted().distinct().toArray();
    }
}
