/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.trust.Delegation;
import se.allmanning.core.trust.VerifyingKey;
import se.allmanning.policy.Clearance;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Ids;

/** Writes the entries of a working folder that a command can write: revocations and delegations. */
public final class Entries {

    private Entries() {}

    /**
     * Revokes a model, from the next signing on.
     *
     * @param model its id, or a digest where the id says too little
     * @param digest the digest of the files that are revoked; empty: all of that id
     * @return the file
     * @throws AllmanningException if the same is revoked already
     */
    public static Path revoke(
            WorkingFolder folder,
            String model,
            Optional<String> digest,
            String reason,
            Instant since) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("model", model);
        digest.ifPresent(d -> entry.put("digest", d));
        entry.put("reason", reason).put("since", Documents.time(since));
        String words = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String mark = Sha256.of(model + "\n" + digest.orElse("")).substring(0, 8);
        String name = words.substring(0, Math.min(80, words.length())) + "-" + mark + ".json";
        Path file = folder.path().resolve("revoked").resolve(name);
        if (Files.exists(file)) {
            throw Faults.exists(file);
        }
        folder.write(file, Documents.pretty(entry));
        return file;
    }

    /**
     * Delegates, or changes a delegation, from the next signing on.
     *
     * @return the file
     * @throws AllmanningException if a value cannot be
     */
    public static Path delegate(
            WorkingFolder folder,
            String name,
            List<VerifyingKey> keys,
            int threshold,
            Clearance maximum,
            List<String> sectors) {
        if (folder.isDelegate()) {
            throw Faults.change(
                    "A delegate may not delegate further",
                    "Ask the certifier that delegated to you to do it.");
        }
        if (!Delegation.isName(name)) {
            throw Faults.change(
                    "The name \"" + name + "\" cannot be used",
                    "Use 2 to 64 of a-z, 0-9 and -, starting with a letter, and no role's.");
        }
        TreeMap<String, VerifyingKey> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        if (threshold < 1 || threshold > byId.size()) {
            throw Faults.change(
                    "A threshold of "
                            + threshold
                            + " cannot be reached with "
                            + byId.size()
                            + " keys",
                    "Give a threshold from 1 to the number of different keys.");
        }
        if (sectors.isEmpty() || !sectors.stream().allMatch(Ids::isValid)) {
            throw Faults.change(
                    "A delegation needs sectors, and each must be an id",
                    "Give --sector social-services, for example.");
        }
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name);
        entry.set("keys", Documents.keys(byId));
        entry.put("threshold", threshold).put("maximum", maximum.toString());
        ArrayNode list = entry.putArray("sectors");
        sectors.forEach(list::add);
        Path file = folder.path().resolve(WorkingFolder.DELEGATIONS).resolve(name + ".json");
        folder.write(file, Documents.pretty(entry));
        return file;
    }
}
