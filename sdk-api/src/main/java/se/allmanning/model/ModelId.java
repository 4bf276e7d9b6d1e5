/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.model;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a model: {@code publisher/name@version}. A name is not an identity; the digest of the
 * model's files is. Immutable.
 */
public final class ModelId {

    private static final Pattern FORM =
            Pattern.compile(
                    "([a-z0-9][a-z0-9.-]{0,63})/([a-z0-9][a-z0-9._-]{0,127})@([A-Za-z0-9][A-Za-z0-9._+-]{0,63})");

    private final String publisher;
    private final String name;
    private final String version;

    private ModelId(String publisher, String name, String version) {
        this.publisher = publisher;
        this.name = name;
        this.version = version;
    }

    /**
     * Reads {@code publisher/name@version}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ModelId parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "Not a model id: \""
                            + text
                            + "\". Write publisher/name@version, for example intfloat/multilingual-e5-small@q4-1.");
        }
        return new ModelId(m.group(1), m.group(2), m.group(3));
    }

    /** Who publishes the model. */
    public String publisher() {
        return publisher;
    }

    /** What the publisher calls it. */
    public String name() {
        return name;
    }

    /** Which version, variants such as quantisation included. */
    public String version() {
        return version;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelId that
                && publisher.equals(that.publisher)
                && name.equals(that.name)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(publisher, name, version);
    }

    /** {@code publisher/name@version}. */
    @Override
    public String toString() {
        return publisher + "/" + name + "@" + version;
    }
}
