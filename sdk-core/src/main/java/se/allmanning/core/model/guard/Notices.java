/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

/** What a reader of an answer sees in the stead of what was taken out. */
final class Notices {

    private Notices() {}

    static String of(GuardKind kind) {
        return GuardKind.identifiers().contains(kind)
                ? "[" + kind.label() + " borttaget]"
                : "[" + kind.label() + "]";
    }
}
