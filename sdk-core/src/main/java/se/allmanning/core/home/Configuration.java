/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AccessGroups;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.Ids;
import se.allmanning.service.Invocation;

/**
 * The configuration of a home, {@code allmanning.yaml}, checked whole: every fault is told at once,
 * with its line. All keys are optional.
 *
 * <pre>{@code
 * authority: socialnamnden        # the default authority; local
 * groups: [handlaggare]           # the default asker's access groups; none
 * class: K2R2T1                   # the default asker's highest information class; K1R1T1
 * embedding-model: intfloat/multilingual-e5-small@q4-1   # needed where several are found
 * knowledge:
 *   store: lucene                 # the kind of store; lucene
 *   max-file-mib: 64              # larger files are refused; 64
 * services:
 *   municipal-answers:
 *     knowledge: rules            # the base that the service reads; the authority's only one
 * connectors:
 *   onnx: {}                      # a connector's own keys, by its id
 * }</pre>
 *
 * The parts on models, policy and audit are those of {@link ModelsSection}, {@link PolicySection}
 * and {@link AuditSection}; {@code docs/reference/configuration.md} shows all keys.
 *
 * <p>Immutable.
 */
public final class Configuration {

    private static final long MIB = 1024L * 1024;

    private final Invocation defaultInvocation;
    private final @Nullable ModelId embeddingModel;
    private final String store;
    private final long maxFileBytes;
    private final Map<String, String> serviceKnowledge;
    private final Map<String, Map<String, Object>> connectors;
    private final ModelsSection models;
    private final PolicySection policy;
    private final AuditSection audit;
    private final CrisisSection crisis;

    private Configuration(
            Invocation defaultInvocation,
            @Nullable ModelId embeddingModel,
            String store,
            long maxFileBytes,
            Map<String, String> serviceKnowledge,
            Map<String, Map<String, Object>> connectors,
            ModelsSection models,
            PolicySection policy,
            AuditSection audit,
            CrisisSection crisis) {
        this.defaultInvocation = defaultInvocation;
        this.embeddingModel = embeddingModel;
        this.store = store;
        this.maxFileBytes = maxFileBytes;
        this.serviceKnowledge = Collections.unmodifiableMap(serviceKnowledge);
        this.connectors = Collections.unmodifiableMap(connectors);
        this.models = models;
        this.policy = policy;
        this.audit = audit;
        this.crisis = crisis;
    }

    /** The configuration of a home that has no file. */
    public static Configuration defaults() {
        return parse("", "defaults");
    }

    /**
     * Reads a file; one that does not exist is empty.
     *
     * @throws AllmanningException with every fault, if there is any
     */
    public static Configuration read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            return defaults();
        } catch (IOException e) {
            throw new AllmanningException(
                    "ALM-CFG-002",
                    Category.USAGE,
                    "The configuration "
                            + file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). It must be a file in UTF-8 that this user may read.",
                    e);
        }
    }

    /**
     * Reads YAML.
     *
     * @param origin where it comes from, for messages
     * @throws AllmanningException with every fault, if there is any
     */
    public static Configuration parse(String yaml, String origin) {
        YamlReader faults = new YamlReader();
        YamlReader.Section root = faults.read(yaml);
        Invocation.Builder invocation =
                Invocation.builder(
                        root.text("authority", "authority id", Ids::isValid)
                                .orElse(Invocation.LOCAL_AUTHORITY));
        root.checked("municipality", Values::text).ifPresent(invocation::municipality);
        root.checked("class", InformationClass::parse).ifPresent(invocation::informationClass);
        root.checkedList("groups", AccessGroups::checked).ifPresent(invocation::accessGroups);
        Optional<ModelId> model = root.checked("embedding-model", ModelId::parse);
        YamlReader.Section knowledge = root.section("knowledge");
        String store = knowledge.text("store", "store id", Ids::isValid).orElse("lucene");
        long maxFile = knowledge.integer("max-file-mib", 1, 1024).orElse(64L);
        Map<String, String> serviceKnowledge = new TreeMap<>();
        root.section("services")
                .sections()
                .forEach((id, section) ->
                        section.text("knowledge", "knowledge base name", Ids::isValid)
                                .ifPresent(name -> serviceKnowledge.put(id, name)));
        Map<String, Map<String, Object>> connectors = new TreeMap<>();
        root.section("connectors")
                .sections()
                .forEach((id, section) -> connectors.put(id, section.raw()));
        ModelsSection models = ModelsSection.read(root.section("models"), root.section("budgets"));
        PolicySection policy = PolicySection.read(root);
        AuditSection audit = AuditSection.read(root.section("audit"));
        CrisisSection crisis = CrisisSection.read(root.section("crisis"));
        faults.throwIfAny(origin);
        return new Configuration(
                invocation.build(),
                model.orElse(null),
                store,
                maxFile * MIB,
                serviceKnowledge,
                connectors,
                models,
                policy,
                audit,
                crisis);
    }

    /** The invocation of calls that give none. */
    public Invocation defaultInvocation() {
        return defaultInvocation;
    }

    /** The embedding model that knowledge bases use; empty: the only one that is found. */
    public Optional<ModelId> embeddingModel() {
        return Optional.ofNullable(embeddingModel);
    }

    /** The id of the kind of store. */
    public String store() {
        return store;
    }

    /** Files above this number of bytes are refused. */
    public long maxFileBytes() {
        return maxFileBytes;
    }

    /** The knowledge base that a service reads; empty: the authority's only one. */
    public Optional<String> serviceKnowledge(String serviceId) {
        return Optional.ofNullable(serviceKnowledge.get(serviceId));
    }

    /** The ids of the connectors that have a part of their own. */
    public Set<String> connectors() {
        return connectors.keySet();
    }

    /** A connector's own part; empty where there is none. */
    public Map<String, Object> connector(String id) {
        return connectors.getOrDefault(id, Map.of());
    }

    /** How models are called, what they cost, and the roles of the host's own code. */
    public ModelsSection models() {
        return models;
    }

    /** What the municipality attests and forbids. */
    public PolicySection policy() {
        return policy;
    }

    /** Who may declare a crisis. */
    public CrisisSection crisis() {
        return crisis;
    }

    /** The decisions on disposal. */
    public AuditSection audit() {
        return audit;
    }

    /** The ids of the services that have a part of their own. */
    public Set<String> services() {
        return serviceKnowledge.keySet();
    }

    @Override
    public String toString() {
        return "Configuration[" + defaultInvocation + ", store=" + store + "]";
    }
}
