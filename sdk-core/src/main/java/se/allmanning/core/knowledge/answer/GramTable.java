/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.allmanning.core.knowledge.text.SwedishWords;

/**
 * The different character n-grams of a question, each with a number, in a form that makes looking
 * one up cheap: a gram of four UTF-16 units is one {@code long}. Immutable.
 */
final class GramTable {

    private final long[] keys;
    private final int[] numbers;
    private final Map<String, Integer> rare = new HashMap<>();

    /**
     * @param grams the different grams
     */
    GramTable(List<String> grams) {
        int size = grams.size();
        int capacity = Integer.highestOneBit(Math.max(16, size * 4));
        this.keys = new long[capacity];
        this.numbers = new int[capacity];
        for (int number = 0; number < size; number++) {
            String gram = grams.get(number);
            if (gram.length() <= SwedishWords.GRAM && !hasSurrogates(gram)) {
                put(packed(gram), number);
            } else {
                rare.put(gram, number);
            }
        }
    }

    private static boolean hasSurrogates(String gram) {
        return gram.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    private void put(long key, int number) {
        int slot = slot(key);
        while (keys[slot] != 0) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        numbers[slot] = number;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (keys.length - 1);
    }

    private static long packed(String gram) {
        long key = 0;
        for (int i = 0; i < gram.length(); i++) {
            key = append(key, gram.charAt(i));
        }
        return key;
    }

    /** The last four units of a packed gram and one more. */
    static long append(long packed, char next) {
        return (packed << Character.SIZE) | next;
    }

    /** The number of a packed gram, or -1. */
    int number(long packed) {
        for (int slot = slot(packed); keys[slot] != 0; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == packed) {
                return numbers[slot];
            }
        }
        return -1;
    }

    /** The number of a gram that cannot be packed, a whole word with rare characters, or -1. */
    int number(String gram) {
        return rare.getOrDefault(gram, -1);
    }
}
