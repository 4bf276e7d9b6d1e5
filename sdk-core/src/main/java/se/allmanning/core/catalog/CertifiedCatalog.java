/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelId;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;

/**
 * The library of certified models as a snapshot: what all verified documents say together. Made
 * whole or not at all; every clearance, revocation and lineage is worked out when it is made.
 *
 * <p>Where several documents speak of the same thing, the strictest word counts:
 *
 * <ul>
 *   <li>An entry is bounded by the maximum clearance and the sectors of the role that signed it.
 *   <li>The effective clearance is the least over the entry and all its ancestors.
 *   <li>Two roles that certify the same model certify only what both do: the least clearance, the
 *       common sectors, purposes, risk classes and digests, the shortest validity. If they call it
 *       different kinds of model, it is not certified. An entry of the starter catalog gives way to
 *       any other.
 *   <li>A revocation in any document counts for all of them, by id, by digest, and for everything
 *       that is made from what is revoked.
 *   <li>An ancestor that no document knows leaves a model uncertified, unless its entry carries a
 *       waiver that says why.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class CertifiedCatalog {

    private final CatalogInfo info;
    private final Map<ModelId, CertifiedModel> models;
    private final Set<ModelId> revokedIds;
    private final Set<String> revokedDigests;
    private final List<Revocation> revocations;
    private final List<Guidance> guidance;
    private final List<Deployment> attested;
    private final Attestations deployments;
    private final @Nullable Instant freshUntil;

    private CertifiedCatalog(
            CatalogInfo info,
            Map<ModelId, CertifiedModel> models,
            List<Revocation> revocations,
            Set<ModelId> revokedIds,
            Set<String> revokedDigests,
            List<Guidance> guidance,
            List<Deployment> attested,
            @Nullable Instant freshUntil) {
        this.info = info;
        this.models = models;
        this.revocations = List.copyOf(revocations);
        this.revokedIds = revokedIds;
        this.revokedDigests = revokedDigests;
        this.guidance = List.copyOf(guidance);
        this.attested = List.copyOf(attested);
        this.deployments = Attestations.of(attested);
        this.freshUntil = freshUntil;
    }

    /**
     * What the given documents say together. Their signatures have been verified by the caller.
     *
     * @throws se.allmanning.service.AllmanningException {@code ALM-CAT-002} if a document has
     *     faults (all are told), {@code ALM-CAT-003} if the lineage goes in a circle
     */
    public static CertifiedCatalog of(List<CatalogDocument> documents, CatalogInfo info) {
        List<Revocation> revocations = new ArrayList<>();
        List<Guidance> guidance = new ArrayList<>();
        List<Deployment> deployments = new ArrayList<>();
        Map<ModelId, Placed> placed = new LinkedHashMap<>();
        Instant freshUntil = info.expires();
        for (CatalogDocument document : documents) {
            CatalogReader.Content content = CatalogReader.read(document);
            revocations.addAll(content.revoked());
            guidance.addAll(content.guidance());
            deployments.addAll(content.deployments());
            if (!document.starter()) {
                freshUntil = earlier(document.expires(), freshUntil);
            }
            for (ModelEntry entry : content.models()) {
                placed.merge(entry.id(), Placed.of(entry, document, info), Placed::and);
            }
        }
        Set<ModelId> revokedIds = new HashSet<>();
        Set<String> revokedDigests = new HashSet<>();
        for (Revocation revocation : revocations) {
            revokedIds.add(revocation.model());
            revocation.revokedDigest().ifPresent(revokedDigests::add);
        }
        return new CertifiedCatalog(
                info,
                certify(placed, revokedIds, revokedDigests),
                revocations,
                revokedIds,
                revokedDigests,
                guidance,
                deployments,
                freshUntil);
    }

    /** A catalog that certifies nothing. */
    public static CertifiedCatalog empty() {
        return of(List.of(), new CatalogInfo("none", "none", null));
    }

    static Instant earlier(Instant a, @Nullable Instant b) {
        return b == null || a.isBefore(b) ? a : b;
    }

    private static Map<ModelId, CertifiedModel> certify(
            Map<ModelId, Placed> placed, Set<ModelId> revokedIds, Set<String> revokedDigests) {
        Map<ModelId, ModelEntry> entries = new LinkedHashMap<>();
        placed.forEach((id, place) -> entries.put(id, place.entry()));
        Map<ModelId, CertifiedModel> done = new HashMap<>(entries.size() * 2);
        for (ModelId id : Lineages.ancestorsFirst(entries)) {
            Placed place = placed.get(id);
            if (place != null) {
                done.put(id, place.certified(done, revokedIds, revokedDigests));
            }
        }
        Map<ModelId, CertifiedModel> ordered = new LinkedHashMap<>(done.size() * 2);
        for (ModelId id : placed.keySet()) {
            ordered.put(id, done.get(id));
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** What the catalog says of a model, with all that follows from the rest of the catalog. */
    public Optional<CertifiedModel> model(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    /** The entry of a model, bounded by the roles that signed it. */
    public Optional<ModelEntry> entry(ModelId id) {
        return model(id).map(CertifiedModel::entry);
    }

    /** All entries, in the order of the documents. */
    public List<ModelEntry> entries() {
        return models.values().stream().map(CertifiedModel::entry).toList();
    }

    /** All models, in the order of the documents. */
    public Collection<CertifiedModel> models() {
        return models.values();
    }

    /** What the catalog says of a model at a time; never {@code null}, also of an unknown one. */
    public Certification certification(ModelId id, Instant at) {
        CertifiedModel model = models.get(id);
        if (model != null) {
            CertificationStatus status = model.status(at);
            return new Certification(
                    id,
                    status,
                    status.equals(CertificationStatus.CERTIFIED)
                            ? model.effective()
                            : Clearance.NONE,
                    model.through());
        }
        return new Certification(
                id,
                revokedIds.contains(id) ? CertificationStatus.REVOKED : CertificationStatus.UNKNOWN,
                Clearance.NONE,
                null);
    }

    /** Whether the model, or the digest that the offer names, is revoked. */
    public boolean revokes(ModelOffer offer) {
        CertifiedModel model = models.get(offer.model());
        if (model != null
                ? model.standing().equals(CertificationStatus.REVOKED)
                : revokedIds.contains(offer.model())) {
            return true;
        }
        String digest = offer.digest().orElse(null);
        return digest != null && revokedDigests.contains(digest);
    }

    /** How the digest of the offer stands to those of its entry. */
    public DigestCheck verifies(ModelOffer offer) {
        CertifiedModel model = models.get(offer.model());
        if (model == null) {
            return DigestCheck.UNKNOWN_MODEL;
        }
        boolean local = offer.deployment().equals(ModelOffer.LOCAL);
        String digest = offer.digest().orElse(null);
        if (local && (digest == null || !offer.verified())) {
            return DigestCheck.UNVERIFIED_LOCAL;
        }
        if (digest == null) {
            return DigestCheck.UNCLAIMED;
        }
        if (!model.entry().hasDigest(digest)) {
            return DigestCheck.MISMATCH;
        }
        return local ? DigestCheck.VERIFIED : DigestCheck.CLAIMED;
    }

    /**
     * What the offer lacks of what a service needs: in the offer, or in the model's entry, since a
     * connector may not claim more than is certified.
     *
     * @return one sentence in English for each thing; empty where the need is met
     */
    public List<String> meets(ModelNeed need, ModelOffer offer) {
        List<String> unmet = new ArrayList<>();
        CertifiedModel model = models.get(offer.model());
        if (model == null) {
            return List.of("The catalog does not know " + offer.model() + ".");
        }
        ModelEntry entry = model.entry();
        if (!offer.kind().equals(need.kind()) || !entry.kind().equals(need.kind())) {
            unmet.add(
                    "A model of the kind "
                            + need.kind()
                            + " is needed; it is offered as "
                            + offer.kind()
                            + " and certified as "
                            + entry.kind()
                            + ".");
        }
        for (ModelFeature feature : sorted(need.features())) {
            if (!entry.features().contains(feature)) {
                unmet.add("It is not certified for the feature " + feature + ".");
            } else if (!offer.features().contains(feature)) {
                unmet.add("It is not offered with the feature " + feature + ".");
            }
        }
        for (String language : sorted(need.languages())) {
            if (!entry.languages().contains(language)) {
                unmet.add("It is not certified for the language " + language + ".");
            } else if (!offer.languages().isEmpty() && !offer.languages().contains(language)) {
                unmet.add("It is not offered for the language " + language + ".");
            }
        }
        int length = need.contextLength();
        if (entry.contextLength() < length) {
            unmet.add(tokens(length, "certified", entry.contextLength()));
        } else if (offer.contextLength() != 0 && offer.contextLength() < length) {
            unmet.add(tokens(length, "offered", offer.contextLength()));
        }
        return List.copyOf(unmet);
    }

    private static String tokens(int needed, String how, int found) {
        return "At least "
                + needed
                + " tokens are needed; it is "
                + how
                + " for "
                + (found == 0 ? "an unknown number" : found)
                + ".";
    }

    private static <T> List<T> sorted(Set<T> values) {
        return values.stream().sorted(java.util.Comparator.comparing(Object::toString)).toList();
    }

    /** The deployment that the catalog attests. */
    public Optional<Deployment> deployment(String id) {
        return deployments.find(id);
    }

    /** The attestations of deployments as the documents have them. */
    public List<Deployment> attested() {
        return attested;
    }

    /** All guidance. */
    public List<Guidance> guidance() {
        return guidance;
    }

    /** The guidance for a use at a time. */
    public List<Guidance> guidance(String sector, String purpose, Instant now) {
        return guidance.stream().filter(g -> g.appliesTo(sector, purpose, now)).toList();
    }

    /** All revocations. */
    public List<Revocation> revocations() {
        return revocations;
    }

    /** Whose catalog it is. */
    public String authority() {
        return info.authority();
    }

    /** The version, as records cite it. */
    public String version() {
        return info.version();
    }

    /** Whether no document but the starter catalog has expired. */
    public boolean freshAt(Instant now) {
        return freshUntil == null || now.isBefore(freshUntil);
    }

    @Override
    public String toString() {
        return "CertifiedCatalog["
                + info.authority()
                + ", "
                + info.version()
                + ", "
                + models.size()
                + " models]";
    }
}
