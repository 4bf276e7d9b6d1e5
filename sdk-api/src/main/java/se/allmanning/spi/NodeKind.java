/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import org.jspecify.annotations.Nullable;
import se.allmanning.service.Ids;

/**
 * What a piece of a document is.
 *
 * <p>An open value: other ids than the constants here are allowed and compare by id. Immutable.
 */
public final class NodeKind {

    /** The whole document, the root of the tree. */
    public static final NodeKind DOCUMENT = new NodeKind("document");

    /** What stands under a heading, subsections included. */
    public static final NodeKind SECTION = new NodeKind("section");

    /** The heading of a section. */
    public static final NodeKind HEADING = new NodeKind("heading");

    /** Running text. */
    public static final NodeKind PARAGRAPH = new NodeKind("paragraph");

    /** One item of a list. */
    public static final NodeKind LIST_ITEM = new NodeKind("list-item");

    /** One row of a table, cells joined by tabs. */
    public static final NodeKind TABLE_ROW = new NodeKind("table-row");

    /** A note outside the running text. */
    public static final NodeKind FOOTNOTE = new NodeKind("footnote");

    private final String id;

    private NodeKind(String id) {
        this.id = id;
    }

    /**
     * The value with the given id.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}
     * @throws IllegalArgumentException if the id has another form
     */
    public static NodeKind of(String id) {
        return new NodeKind(Ids.check("NodeKind", id));
    }

    /** The id that identifies the value. */
    public String id() {
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeKind that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
