/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document in the tree that a parser makes: what it is, where in the canonical text it
 * stands (code points, end exclusive), on which page it begins, and what stands under it, in
 * reading order. Immutable.
 */
public final class StructureNode {

    private final NodeKind kind;
    private final int start;
    private final int end;
    private final @Nullable Integer page;
    private final @Nullable String title;
    private final List<StructureNode> children;

    StructureNode(
            NodeKind kind,
            int start,
            int end,
            @Nullable Integer page,
            @Nullable String title,
            List<StructureNode> children) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.page = page;
        this.title = title;
        this.children = List.copyOf(children);
    }

    /** What the piece is. */
    public NodeKind kind() {
        return kind;
    }

    /** Its first code point in the canonical text. */
    public int start() {
        return start;
    }

    /** The code point after its last. */
    public int end() {
        return end;
    }

    /** The page on which it begins, from 1, where the document has pages. */
    public OptionalInt page() {
        return page == null ? OptionalInt.empty() : OptionalInt.of(page);
    }

    /** The heading of a section on one line; empty for other kinds. */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    /** What stands under it; only the document and sections have children. */
    public List<StructureNode> children() {
        return children;
    }

    @Override
    public String toString() {
        return "StructureNode["
                + kind
                + ", "
                + start
                + "-"
                + end
                + ", children="
                + children.size()
                + "]";
    }
}
