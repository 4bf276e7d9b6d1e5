/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What happens to each kind of identifier on its way to a model. {@link #defaults()}: organisation
 * numbers are let through, all else is masked. Immutable.
 */
public final class GuardPolicy {

    /** What to do with an identifier. */
    public enum Action {
        /** A placeholder goes to the model in its stead. */
        MASK,
        /** The call is denied. */
        DENY,
        /** It goes to the model as it is. */
        ALLOW
    }

    private static final GuardPolicy DEFAULTS = builder().build();

    private final Map<GuardKind, Action> actions;
    private final Set<GuardKind> watched;

    private GuardPolicy(Builder builder) {
        actions = Collections.unmodifiableMap(new EnumMap<>(builder.actions));
        Set<GuardKind> kinds = EnumSet.noneOf(GuardKind.class);
        actions.forEach((kind, action) -> {
            if (action != Action.ALLOW) {
                kinds.add(kind);
            }
        });
        watched = Collections.unmodifiableSet(kinds);
    }

    /** Organisation numbers are let through, all else is masked. */
    public static GuardPolicy defaults() {
        return DEFAULTS;
    }

    /** A policy that begins as {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What to do with a kind.
     *
     * @param kind one of {@link GuardKind#identifiers()}
     */
    public Action action(GuardKind kind) {
        return actions.getOrDefault(kind, Action.ALLOW);
    }

    /** The kinds that are masked or denied. */
    Set<GuardKind> watched() {
        return watched;
    }

    @Override
    public String toString() {
        return actions.toString();
    }

    /** Builds a {@link GuardPolicy}. Not thread-safe. */
    public static final class Builder {
        private final Map<GuardKind, Action> actions = new EnumMap<>(GuardKind.class);

        private Builder() {
            for (GuardKind kind : GuardKind.identifiers()) {
                actions.put(kind, kind == GuardKind.ORGANISATION ? Action.ALLOW : Action.MASK);
            }
        }

        /**
         * Sets what happens to a kind.
         *
         * @throws IllegalArgumentException if the kind is not one of {@link
         *     GuardKind#identifiers()}
         */
        public Builder action(GuardKind kind, Action action) {
            if (!GuardKind.identifiers().contains(kind)) {
                throw new IllegalArgumentException(
                        "No policy for \""
                                + kind.id()
                                + "\": it is no identifier. Allowed: "
                                + GuardKind.identifiers().stream().map(GuardKind::id).toList());
            }
            actions.put(kind, Objects.requireNonNull(action, "action"));
            return this;
        }

        /** The policy. */
        public GuardPolicy build() {
            return new GuardPolicy(this);
        }
    }
}
