/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelNeed;
import se.allmanning.policy.UsageDeclaration;

/**
 * What a service is: its id, its Swedish title, what it does, whether it reads a knowledge base,
 * which models it needs, and the {@link UsageDeclaration} that a policy decides on. Immutable.
 */
public final class ServiceDescriptor {

    private final String id;
    private final String title;
    private final String purpose;
    private final boolean needsKnowledge;
    private final @Nullable String knowledge;
    private final List<ModelNeed> needs;
    private final UsageDeclaration usage;

    private ServiceDescriptor(Builder b, UsageDeclaration usage) {
        this.id = b.id;
        this.title = Objects.requireNonNull(b.title, "title");
        this.purpose = Objects.requireNonNull(b.purpose, "purpose");
        this.needsKnowledge = b.needsKnowledge;
        this.knowledge = b.knowledge;
        this.needs = List.copyOf(b.needs);
        this.usage = usage;
    }

    /**
     * Starts a descriptor.
     *
     * @param id {@code [a-z][a-z0-9-]{1,63}}, unique among the services of a host
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** The id. */
    public String id() {
        return id;
    }

    /** The title in Swedish, as officials and citizens read it. */
    public String title() {
        return title;
    }

    /** What the service does, in English, one sentence. */
    public String purpose() {
        return purpose;
    }

    /** Whether the service reads a knowledge base. */
    public boolean needsKnowledge() {
        return needsKnowledge;
    }

    /** The knowledge base that the service asks for by name; empty: the authority's only one. */
    public Optional<String> knowledge() {
        return Optional.ofNullable(knowledge);
    }

    /** The models that the service asks for, one for each role, in the order of declaration. */
    public List<ModelNeed> needs() {
        return needs;
    }

    /** What the service says that it does. */
    public UsageDeclaration usage() {
        return usage;
    }

    @Override
    public String toString() {
        return "ServiceDescriptor[" + id + "]";
    }

    /**
     * Builds a {@link ServiceDescriptor}. Title, purpose and usage are required. Not thread-safe.
     */
    public static final class Builder {
        private final String id;
        private @Nullable String title;
        private @Nullable String purpose;
        private boolean needsKnowledge;
        private @Nullable String knowledge;
        private final List<ModelNeed> needs = new ArrayList<>();
        private @Nullable UsageDeclaration usage;

        private Builder(String id) {
            this.id = Ids.check("Service", id);
        }

        /** Sets the title in Swedish. */
        public Builder title(String value) {
            this.title = value;
            return this;
        }

        /** Sets what the service does, in English. */
        public Builder purpose(String value) {
            this.purpose = value;
            return this;
        }

        /**
         * The service reads the authority's only knowledge base, or the one that the configuration
         * names.
         */
        public Builder needsKnowledge() {
            this.needsKnowledge = true;
            return this;
        }

        /** The service reads the knowledge base with this name. */
        public Builder needsKnowledge(String name) {
            this.needsKnowledge = true;
            this.knowledge = Ids.check("Knowledge base", name);
            return this;
        }

        /**
         * Adds a model that the service asks for by its role.
         *
         * @throws IllegalArgumentException if the role is there already
         */
        public Builder needs(ModelNeed need) {
            if (needs.stream().anyMatch(n -> n.role().equals(need.role()))) {
                throw new IllegalArgumentException(
                        "Service \""
                                + id
                                + "\" declares the model role \""
                                + need.role()
                                + "\" twice. Give each need a role of its own.");
            }
            needs.add(need);
            return this;
        }

        /** Sets the usage declaration. */
        public Builder usage(UsageDeclaration value) {
            this.usage = value;
            return this;
        }

        /**
         * The descriptor.
         *
         * @throws IllegalStateException if title, purpose or usage is missing; the message names
         *     all that are
         */
        public ServiceDescriptor build() {
            StringBuilder missing = new StringBuilder();
            if (title == null || title.isBlank()) {
                missing.append(" title");
            }
            if (purpose == null || purpose.isBlank()) {
                missing.append(" purpose");
            }
            UsageDeclaration declared = usage;
            if (declared == null || !missing.isEmpty()) {
                throw new IllegalStateException(
                        "Service \""
                                + id
                                + "\" lacks"
                                + missing
                                + (declared == null ? " usage" : "")
                                + ". Set it in the descriptor's builder.");
            }
            return new ServiceDescriptor(this, declared);
        }
    }
}
