/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Documents in memory, which a test changes as an attacker would. */
final class MapRepository implements Repository {

    final Map<String, byte[]> files = new TreeMap<>();
    final List<String> asked = new ArrayList<>();

    MapRepository copy() {
        MapRepository copy = new MapRepository();
        copy.files.putAll(files);
        return copy;
    }

    MapRepository with(String file, byte[] bytes) {
        files.put(file, bytes);
        return this;
    }

    MapRepository with(String file, MapRepository from) {
        return with(file, from.files.get(file));
    }

    @Override
    public Optional<byte[]> read(String file, long limit) {
        asked.add(file);
        byte[] bytes = files.get(file);
        if (bytes != null && bytes.length > limit) {
            throw TrustException.tooLarge(file, limit);
        }
        return Optional.ofNullable(bytes);
    }

    @Override
    public String name() {
        return "memory";
    }
}
