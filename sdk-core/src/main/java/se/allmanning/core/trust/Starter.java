/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * The catalog that comes with the SDK, so that what it embeds is certified before any certifier
 * exists. The key that signed it was thrown away: it never changes but with the SDK.
 */
final class Starter implements Repository {

    /** The name of its root, which no other root in a home may have. */
    static final String NAME = "starter";

    private Starter() {}

    static VerifiedCatalog verified() {
        Verifier verifier = new Verifier(Limits.DEFAULT);
        Starter source = new Starter();
        Envelope envelope =
                verifier.root("root.json", source)
                        .orElseThrow(() -> TrustException.missing("root.json", source.name()));
        RootDocument root = RootDocument.selfSigned(envelope, "root.json in " + source.name());
        Verified verified = verifier.verify(root, source, Seen.NOTHING);
        return new VerifiedCatalog(verified, envelope, Instant.EPOCH, true);
    }

    @Override
    public Optional<byte[]> read(String file, long limit) {
        try (InputStream in = Starter.class.getResourceAsStream("starter/" + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Bounded.read(in, limit, file + " in " + name()));
        } catch (IOException e) {
            throw TrustException.unreadable(name(), e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public String name() {
        return "the starter catalog";
    }
}
