/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who may sign a document, and how many of them must. A key's id is the digest of the key, so that
 * a key that signs twice, or under two ids, counts once. Immutable.
 *
 * @param keys the keys by their ids
 * @param threshold how many different keys must have signed, from 1 to the number of keys
 */
public record RoleKeys(Map<String, VerifyingKey> keys, int threshold) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if the threshold cannot be reached or a key stands under
     *     another id than its own
     */
    public RoleKeys {
        keys = Map.copyOf(keys);
        if (threshold < 1 || threshold > keys.size()) {
            throw new IllegalArgumentException(
                    "threshold " + threshold + " of " + keys.size() + " keys");
        }
        keys.forEach((id, key) -> {
            if (!id.equals(key.id())) {
                throw new IllegalArgumentException("key " + key.id() + " under the id " + id);
            }
        });
    }

    /** The keys given, of which so many must sign. */
    public static RoleKeys of(List<VerifyingKey> keys, int threshold) {
        Map<String, VerifyingKey> byId = new TreeMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return new RoleKeys(byId, threshold);
    }

    /** The ids of these keys whose signature over the document holds. */
    public Set<String> signers(Envelope envelope) {
        Set<String> valid = new HashSet<>();
        byte[] header = envelope.authenticatedHeader();
        for (Envelope.Signature signature : envelope.signatures()) {
            VerifyingKey key = keys.get(signature.keyId());
            if (key != null
                    && !valid.contains(key.id())
                    && key.verifies(signature.value(), header, envelope.payload())) {
                valid.add(key.id());
            }
        }
        return valid;
    }

    /** Whether as many as must have signed. */
    public boolean isSigned(Envelope envelope) {
        return signers(envelope).size() >= threshold;
    }

    /**
     * Refuses a document that too few have signed.
     *
     * @param what names the document in messages
     * @throws TrustException if so
     */
    public void verify(Envelope envelope, String what) {
        Set<String> valid = signers(envelope);
        if (valid.size() >= threshold) {
            return;
        }
        List<String> broken = new ArrayList<>();
        int strangers = 0;
        for (Envelope.Signature signature : envelope.signatures()) {
            if (!keys.containsKey(signature.keyId())) {
                strangers++;
            } else if (!valid.contains(signature.keyId())) {
                broken.add(signature.keyId());
            }
        }
        throw TrustException.signatures(
                what,
                valid.size()
                        + " of "
                        + threshold
                        + " needed signatures hold"
                        + (valid.isEmpty() ? "" : "; those of " + sorted(valid))
                        + (broken.isEmpty() ? "" : "; broken: " + sorted(broken))
                        + (strangers == 0 ? "" : "; of keys that are not its own: " + strangers));
    }

    private static String sorted(Iterable<String> ids) {
        List<String> list = new ArrayList<>();
        ids.forEach(list::add);
        list.sort(null);
        return String.join(", ", list);
    }
}
