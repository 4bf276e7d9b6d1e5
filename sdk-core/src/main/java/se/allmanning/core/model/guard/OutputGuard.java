/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model's answer passes on its way out: secrets, parts of the system text and the canary in
 * it, addresses on the web and identifiers that stand neither in the input nor in a source, and
 * citation markers that refer to nothing are taken out and counted. It is built for one call.
 * Immutable and thread-safe; what it gives out by {@link #stream()} is not.
 *
 * <pre>{@code
 * OutputGuard guard = OutputGuard.builder().systemText(system).known(question).source(passage)
 *         .citations(Set.of(1, 2, 3)).build();
 * OutputGuard.Guarded answer = guard.guard(text);
 * }</pre>
 */
public final class OutputGuard {

    private final List<KnownSecrets> secrets;
    private final PromptEcho echo;
    private final WebAddresses addresses;
    private final boolean guardAddresses;
    private final @Nullable CitationMarkers citations;
    private final Sweep sweep;
    private final Set<GuardKind> kinds;
    private final List<String> texts;
    private volatile @Nullable Set<String> known;

    private OutputGuard(Builder builder) {
        List<KnownSecrets> all = new ArrayList<>();
        all.add(builder.secrets);
        if (builder.canary != null) {
            all.add(KnownSecrets.canary(builder.canary));
        }
        secrets = List.copyOf(all);
        echo = new PromptEcho(builder.systemText);
        addresses = new WebAddresses(builder.sources, builder.hosts);
        guardAddresses = builder.guardAddresses;
        citations = builder.citations == null ? null : new CitationMarkers(builder.citations);
        sweep = new Sweep(builder.kinds);
        kinds = Set.copyOf(builder.kinds);
        texts = new ArrayList<>(builder.input);
        texts.addAll(builder.sources);
    }

    /** The identifiers of input and sources; looked for when an answer has one at all. */
    private Set<String> known() {
        Set<String> found = known;
        if (found == null) {
            PersonalIdentifiers identifiers = PersonalIdentifiers.of(kinds);
            Set<String> keys = new HashSet<>();
            texts.forEach(text -> keys.addAll(identifiers.keys(text)));
            found = Set.copyOf(keys);
            known = found;
        }
        return found;
    }

    /** A guard that knows no secrets, no system text and no sources, and leaves markers alone. */
    public static Builder builder() {
        return new Builder();
    }

    /** Guards a whole answer. */
    public Guarded guard(String text) {
        StreamingGuard stream = stream();
        String out = stream.accept(text) + stream.finish();
        return new Guarded(out, stream.report());
    }

    /** Guards one answer that comes in pieces. */
    public StreamingGuard stream() {
        return new StreamingGuard(this);
    }

    /** Guards one answer that comes in pieces, and gives masked values back in it. */
    public StreamingGuard stream(Restorer restorer) {
        return new StreamingGuard(this, restorer);
    }

    /** What to do at a place. */
    @Nullable Step decide(Folded text, int index) {
        for (KnownSecrets some : secrets) {
            Hit hit = some.match(text, index);
            if (hit != null) {
                return Step.replace(hit.length(), Notices.of(hit.kind()), hit.kind());
            }
        }
        Step step = SecretForms.match(text, index);
        if (step == null) {
            step = echo.match(text, index);
        }
        if (step == null && guardAddresses) {
            step = addresses.match(text, index);
        }
        if (step == null && citations != null) {
            step = citations.match(text, index);
        }
        return step == null ? identifier(text, index) : step;
    }

    private @Nullable Step identifier(Folded text, int index) {
        Hit hit = sweep.match(text, index);
        if (hit == null) {
            return null;
        }
        return known().contains(Sweep.key(text, index, hit))
                ? Step.keep(hit.length())
                : Step.replace(hit.length(), Notices.of(hit.kind()), hit.kind());
    }

    /**
     * A guarded answer.
     *
     * @param text the answer without what was taken out
     * @param report what was found
     */
    public record Guarded(String text, GuardReport report) {
        /** Without the text. */
        @Override
        public String toString() {
            return "Guarded[" + report + "]";
        }
    }

    /** Builds an {@link OutputGuard}. Not thread-safe. */
    public static final class Builder {
        private KnownSecrets secrets = KnownSecrets.none();
        private @Nullable String canary;
        private String systemText = "";
        private final List<String> input = new ArrayList<>();
        private final List<String> sources = new ArrayList<>();
        private final Set<String> hosts = new HashSet<>();
        private @Nullable Set<Integer> citations;
        private boolean guardAddresses = true;
        private Set<GuardKind> kinds = EnumSet.copyOf(GuardKind.identifiers());

        private Builder() {
            kinds.remove(GuardKind.ORGANISATION);
        }

        /** The host's secrets. Default: none. */
        public Builder secrets(KnownSecrets value) {
            secrets = value;
            return this;
        }

        /** The canary that stands in the system text, see {@link Canary}. Default: none. */
        public Builder canary(Canary value) {
            canary = value.word();
            return this;
        }

        /** The system text without documents; long parts of it are taken out. Default: none. */
        public Builder systemText(String value) {
            systemText = value;
            return this;
        }

        /** Text of the caller: the identifiers in it may stand in the answer. */
        public Builder known(String text) {
            input.add(text);
            return this;
        }

        /** Text of a source: the identifiers and addresses in it may stand in the answer. */
        public Builder source(String text) {
            sources.add(text);
            return this;
        }

        /** Hosts whose addresses may stand in the answer, exactly, without subdomains. */
        public Builder hosts(Collection<String> names) {
            hosts.addAll(names);
            return this;
        }

        /** The numbers that citation markers may have. Default: markers are left alone. */
        public Builder citations(Set<Integer> allowed) {
            citations = Set.copyOf(allowed);
            return this;
        }

        /**
         * Whether addresses on the web that stand in no source are taken out. Default: they are.
         */
        public Builder guardAddresses(boolean value) {
            guardAddresses = value;
            return this;
        }

        /** The identifiers that are looked for. Default: all but organisation numbers. */
        public Builder identifiers(Set<GuardKind> value) {
            kinds = Set.copyOf(value);
            return this;
        }

        /** The guard. */
        public OutputGuard build() {
            return new OutputGuard(this);
        }
    }
}
