/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The part {@code crisis} of a configuration: who may declare a crisis.
 *
 * <pre>{@code
 * crisis:
 *   keys: [a.pub.pem, b.pub.pem]  # one Ed25519 public key for each operator; none
 *   needed: 2                     # how many must sign a declaration; 2
 *   longest-hours: 72             # how long one declaration may last, 1 to 72; 72
 * }</pre>
 *
 * Immutable.
 *
 * @param keys files with public keys, relative to the home
 * @param needed how many operators must sign
 * @param longestHours how long one declaration may last
 */
public record CrisisSection(List<String> keys, int needed, int longestHours) {

    private static final int MAX_KEYS = 64;

    /** Copies the list. */
    public CrisisSection {
        keys = List.copyOf(keys);
    }

    /** Reads the section. */
    static CrisisSection read(YamlReader.Section section) {
        return new CrisisSection(
                section.checkedList("keys", CrisisSection::keys).orElse(List.of()),
                section.integer("needed", 1, MAX_KEYS).orElse(2L).intValue(),
                section.integer("longest-hours", 1, 72).orElse(72L).intValue());
    }

    private static List<String> keys(java.util.Collection<String> names) {
        if (names.size() > MAX_KEYS || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("write at most " + MAX_KEYS + " names of files");
        }
        return List.copyOf(names);
    }

    /**
     * Reads this part alone of a home's configuration, so that a fault elsewhere in it does not
     * stand in the way of who turns the switch of crisis mode.
     *
     * @param file {@code allmanning.yaml}; one that does not exist is empty
     * @throws AllmanningException with every fault of this part, if there is any
     */
    public static CrisisSection read(Path file) {
        YamlReader faults = new YamlReader();
        YamlReader.Section root;
        try {
            root = faults.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            root = faults.read("");
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-CFG-002",
                    Category.USAGE,
                    "The configuration "
                            + file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). It must be a file in UTF-8 that this user may read.",
                    e);
        }
        CrisisSection section = read(root.section("crisis"));
        root.raw();
        faults.throwIfAny(file.toString());
        return section;
    }

    /** The files with public keys. */
    public List<Path> keyFiles(Path home) {
        return keys.stream().map(home::resolve).toList();
    }
}
