/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentMembershipDictionary;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.jspecify.annotations.Nullable;

/**
 * Which optional content (ISO 32000-1, 8.11) is off when the document is opened. Expressions of
 * visibility are not evaluated; the groups that stand beside them are.
 */
final class Layers {

    private final @Nullable PDOptionalContentProperties properties;
    private final Deque<Boolean> open = new ArrayDeque<>();
    private int off;

    Layers(PDDocument document) {
        this.properties = document.getDocumentCatalog().getOCProperties();
    }

    /** Whether what is drawn now is off. */
    boolean isOff() {
        return off > 0;
    }

    /** Begins a page: what was left open does not reach it. */
    void reset() {
        open.clear();
        off = 0;
    }

    void begin(@Nullable COSName tag, @Nullable COSDictionary content) {
        boolean hides =
                COSName.OC.equals(tag)
                        && content != null
                        && isHidden(PDPropertyList.create(content));
        push(hides);
    }

    void end() {
        if (!open.isEmpty() && open.pop()) {
            off--;
        }
    }

    /** Begins a form that may belong to a layer. */
    void begin(@Nullable PDPropertyList layer) {
        push(isHidden(layer));
    }

    private void push(boolean hides) {
        open.push(hides);
        off += hides ? 1 : 0;
    }

    private boolean isHidden(@Nullable PDPropertyList layer) {
        if (properties == null) {
            return false;
        }
        if (layer instanceof PDOptionalContentGroup group) {
            return !properties.isGroupEnabled(group);
        }
        if (layer instanceof PDOptionalContentMembershipDictionary members) {
            List<Boolean> on =
                    members.getOCGs().stream()
                            .filter(PDOptionalContentGroup.class::isInstance)
                            .map(g -> properties.isGroupEnabled((PDOptionalContentGroup) g))
                            .toList();
            if (on.isEmpty()) {
                return false;
            }
            return switch (members.getVisibilityPolicy().getName()) {
                case "AllOn" -> on.contains(false);
                case "AnyOff" -> !on.contains(false);
                case "AllOff" -> on.contains(true);
                default -> !on.contains(true);
            };
        }
        return false;
    }
}
