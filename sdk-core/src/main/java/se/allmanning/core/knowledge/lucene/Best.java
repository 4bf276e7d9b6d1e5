/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

/**
 * The documents with the highest scores; of equal ones the lower numbers. A heap without boxing.
 * Not thread-safe.
 */
final class Best {

    private final int[] docs;
    private final float[] scores;
    private int size;

    Best(int capacity) {
        this.docs = new int[capacity];
        this.scores = new float[capacity];
    }

    /** Offers documents in rising order. */
    void offer(int doc, float score) {
        if (size < docs.length) {
            int i = size++;
            for (int up = (i - 1) >>> 1; i > 0 && worse(doc, score, up); up = (i - 1) >>> 1) {
                docs[i] = docs[up];
                scores[i] = scores[up];
                i = up;
            }
            docs[i] = doc;
            scores[i] = score;
        } else if (size > 0 && score > scores[0]) {
            replaceWorst(doc, score);
        }
    }

    private void replaceWorst(int doc, float score) {
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && worse(docs[child + 1], scores[child + 1], child)) {
                child++;
            }
            if (worse(doc, score, child)) {
                break;
            }
            docs[i] = docs[child];
            scores[i] = scores[child];
            i = child;
        }
        docs[i] = doc;
        scores[i] = score;
    }

    private boolean worse(int doc, float score, int than) {
        return score < scores[than] || (score == scores[than] && doc > docs[than]);
    }

    void into(Candidates candidates) {
        for (int i = 0; i < size; i++) {
            candidates.add(docs[i]);
        }
    }
}
