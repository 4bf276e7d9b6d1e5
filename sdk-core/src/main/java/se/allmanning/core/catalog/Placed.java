/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.model.ModelId;
import se.allmanning.policy.Clearance;

/**
 * An entry in its document, bounded by what the document's role may certify; or what several such
 * have in common.
 */
record Placed(
        ModelEntry entry, String role, Instant freshUntil, boolean starter, boolean conflicting) {

    static Placed of(ModelEntry entry, CatalogDocument document, CatalogInfo info) {
        Clearance maximum = document.maximum();
        Permission sectors = Permission.of(document.sectors());
        boolean asItIs = sectors.all() && (maximum == null || entry.clearance().within(maximum));
        ModelEntry bounded =
                asItIs
                        ? entry
                        : entry.toBuilder()
                                .clearance(
                                        maximum == null
                                                ? entry.clearance()
                                                : entry.clearance().min(maximum))
                                .sectors(sectors.and(entry.sectors()))
                                .build();
        return new Placed(
                bounded,
                document.role(),
                document.starter()
                        ? document.expires()
                        : CertifiedCatalog.earlier(document.expires(), info.expires()),
                document.starter(),
                false);
    }

    /** What both certify; the starter gives way. */
    static Placed and(Placed a, Placed b) {
        if (a.starter != b.starter) {
            return a.starter ? b : a;
        }
        ModelEntry x = a.entry;
        ModelEntry y = b.entry;
        Instant from = later(x.validFrom().orElse(null), y.validFrom().orElse(null));
        Instant until = earlier(x.validUntil().orElse(null), y.validUntil().orElse(null));
        boolean never = from != null && until != null && !from.isBefore(until);
        ModelEntry both =
                x.toBuilder()
                        .digests(x.digests().stream().filter(d -> y.hasDigest(d.digest())).toList())
                        .languages(common(x.languages(), y.languages()))
                        .features(common(x.features(), y.features()))
                        .contextLength(Math.min(x.contextLength(), y.contextLength()))
                        .lineage(
                                Stream.concat(x.lineage().stream(), y.lineage().stream())
                                        .distinct()
                                        .toList())
                        .clearance(x.clearance().min(y.clearance()))
                        .sectors(x.sectors().and(y.sectors()))
                        .purposes(x.purposes().and(y.purposes()))
                        .riskClasses(x.riskClasses().and(y.riskClasses()))
                        .conditions(
                                Stream.concat(x.conditions().stream(), y.conditions().stream())
                                        .distinct()
                                        .toList())
                        .validFrom(never ? x.validFrom().orElse(null) : from)
                        .validUntil(never ? x.validUntil().orElse(null) : until)
                        .crisis(x.crisis().min(y.crisis()))
                        .ancestorWaiver(
                                y.ancestorWaiver().isEmpty()
                                        ? null
                                        : x.ancestorWaiver().orElse(null))
                        .build();
        return new Placed(
                both,
                a.role + ", " + b.role,
                CertifiedCatalog.earlier(a.freshUntil, b.freshUntil),
                a.starter,
                a.conflicting || b.conflicting || never || !x.kind().equals(y.kind()));
    }

    private static <T> Set<T> common(Set<T> a, Set<T> b) {
        Set<T> both = new java.util.HashSet<>(a);
        both.retainAll(b);
        return both;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : CertifiedCatalog.earlier(a, b);
    }

    /** The entry with what its ancestors and the revocations make of it. */
    CertifiedModel certified(
            Map<ModelId, CertifiedModel> ancestors,
            Set<ModelId> revokedIds,
            Set<String> revokedDigests) {
        if (revokedIds.contains(entry.id())) {
            return with(CertificationStatus.REVOKED, null, Clearance.NONE);
        }
        for (ModelDigest digest : entry.digests()) {
            if (revokedDigests.contains(digest.digest())) {
                return with(CertificationStatus.REVOKED, digest.digest(), Clearance.NONE);
            }
        }
        Clearance least = entry.clearance();
        ModelId unknown = null;
        ModelId uncertified = null;
        for (Ancestor ancestor : entry.lineage()) {
            CertifiedModel known = ancestors.get(ancestor.model());
            if (known == null) {
                if (revokedIds.contains(ancestor.model())) {
                    return revokedThrough(ancestor.model());
                }
                unknown = unknown == null ? ancestor.model() : unknown;
            } else if (known.standing().equals(CertificationStatus.REVOKED)) {
                return revokedThrough(ancestor.model());
            } else if (!known.standing().equals(CertificationStatus.CERTIFIED)) {
                uncertified = ancestor.model();
            } else {
                least = least.min(known.effective());
            }
        }
        if (conflicting) {
            return with(CertificationStatus.CONFLICTING, null, Clearance.NONE);
        }
        ModelId doubtful =
                uncertified != null
                        ? uncertified
                        : entry.ancestorWaiver().isEmpty() ? unknown : null;
        return doubtful == null
                ? with(CertificationStatus.CERTIFIED, null, least)
                : with(CertificationStatus.UNKNOWN_ANCESTOR, doubtful.toString(), Clearance.NONE);
    }

    private CertifiedModel revokedThrough(ModelId ancestor) {
        return with(CertificationStatus.REVOKED, ancestor.toString(), Clearance.NONE);
    }

    private CertifiedModel with(
            CertificationStatus standing, @Nullable String through, Clearance effective) {
        return new CertifiedModel(entry, role, standing, through, effective, freshUntil, starter);
    }
}
