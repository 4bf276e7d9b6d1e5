/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelKind;

/**
 * The provider that the kit plays, for which a vendor writes the configuration. Immutable.
 *
 * <p>The key itself is not here: configuration names secrets and never holds them. The kit's
 * context gives it where the configuration has {@link #secret()}.
 */
public final class Endpoint {

    /** The length of the vectors of the kit's embedding model. */
    public static final int DIMENSION = 8;

    static final String SECRET = "${env:ALLMANNING_TCK_KEY}";

    private final String base;
    private final @Nullable String authority;

    Endpoint(String base, @Nullable String authority) {
        this.base = base;
        this.authority = authority;
    }

    /** The provider's address without a path, such as {@code http://localhost:41231}. */
    public String base() {
        return base;
    }

    /** The reference to the key, to be put where the connector's configuration names its secret. */
    public String secret() {
        return SECRET;
    }

    /** The id of the deployment that the offers are to name. */
    public String deployment() {
        return "kit-deployment";
    }

    /** The id of the model of a kind that the configuration is to name. */
    public ModelId model(ModelKind kind) {
        return ModelId.parse("kit/" + kind.id() + "@1");
    }

    /**
     * PEM of an authority that the connector is to trust beside the platform's, where there is one.
     */
    public Optional<String> authority() {
        return Optional.ofNullable(authority);
    }

    @Override
    public String toString() {
        return "Endpoint[" + base + "]";
    }
}
