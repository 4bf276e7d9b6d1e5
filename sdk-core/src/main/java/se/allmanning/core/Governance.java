/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.CertifiedCatalogs;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.CrisisSection;
import se.allmanning.core.home.Home;
import se.allmanning.core.policy.Crisis;
import se.allmanning.core.policy.CrisisKeys;
import se.allmanning.core.policy.CrisisRecords;
import se.allmanning.core.policy.CrisisSwitch;
import se.allmanning.core.policy.MunicipalRules;
import se.allmanning.core.policy.Policy;
import se.allmanning.core.trust.TrustStore;
import se.allmanning.policy.Deployment;

/**
 * The policy that holds now: verified catalogs, the municipality's own rules and deployments, and a
 * crisis where one is declared. What another process brings into the home (a catalog with a
 * revocation, the end of a crisis) is seen within a second. Thread-safe.
 */
final class Governance implements Supplier<Policy> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final int STORED_DEPTH = 4;

    private final Path stored;
    private final TrustStore trust;
    private final List<Deployment> deployments;
    private final MunicipalRules municipal;
    private final CrisisSwitch crisis;
    private final Clock clock;
    private @Nullable Policy current;
    private String verified = "";
    private Instant lookedAt = Instant.MIN;

    private Governance(
            Path stored,
            List<Deployment> deployments,
            MunicipalRules municipal,
            CrisisSwitch crisis,
            Clock clock) {
        this.stored = stored;
        this.trust = TrustStore.open(stored, clock);
        this.deployments = deployments;
        this.municipal = municipal;
        this.crisis = crisis;
        this.clock = clock;
    }

    /** The policy of a home; what becomes of a crisis is recorded. */
    static Governance of(
            Home home, Configuration configuration, TrailRecorder recorder, Clock clock) {
        CrisisSection section = configuration.crisis();
        CrisisSwitch crisis =
                CrisisSwitch.open(
                        home.crisis(),
                        CrisisKeys.read(
                                section.keyFiles(home.path()),
                                section.needed(),
                                Duration.ofHours(section.longestHours())),
                        new CrisisRecords(record -> recorder.append(List.of(record))));
        return new Governance(
                home.catalog(),
                configuration.policy().deployments(),
                HostSettings.rules(configuration),
                crisis,
                clock);
    }

    @Override
    public synchronized Policy get() {
        Instant now = clock.instant();
        Policy policy = current;
        if (policy == null || now.isBefore(lookedAt) || now.isAfter(lookedAt.plus(LOOK_AGAIN))) {
            policy = look(policy);
            current = policy;
            lookedAt = now;
        }
        return policy;
    }

    private Policy look(@Nullable Policy before) {
        String stamp = stamp();
        Instant now = clock.instant();
        Crisis declared = crisis.current(now);
        if (before == null || (before.inCrisis(lookedAt) && !declared.active(now))) {
            // Tells the trail, once, of a crisis that has ended by itself, also while no host was
            // open.
            crisis.status(now);
        }
        if (before != null && stamp.equals(verified)) {
            return before.with(declared);
        }
        CertifiedCatalog catalog = CertifiedCatalogs.of(trust.verified(), now);
        verified = stamp;
        return Policy.of(catalog, deployments, municipal, declared);
    }

    /** What tells one state of the stored catalogs from another without reading them. */
    private String stamp() {
        if (!Files.isDirectory(stored)) {
            return "none";
        }
        try (Stream<Path> files = Files.walk(stored, STORED_DEPTH)) {
            StringBuilder stamp = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                stamp.append(file)
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append(Files.size(file));
            }
            return stamp.toString();
        } catch (IOException e) {
            // A file went away while it was looked at: an update is under way. Read again.
            return "unsettled " + clock.instant();
        }
    }
}
