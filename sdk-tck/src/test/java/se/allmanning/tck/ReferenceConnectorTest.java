/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import se.allmanning.model.ModelKind;
import se.allmanning.spi.ModelConnector;

@DisplayName("A sound connector keeps every rule")
class ReferenceConnectorTest extends ModelConnectorKit {

    /** What is wrong with the connectors made from here on; the self-tests set it. */
    static volatile Flaw flaw = Flaw.NONE;

    static volatile Path reports = Path.of("target", "conformance");

    static final Capabilities ALL = Capabilities.none().with(Feature.values()).batches(4);

    /** What is declared and tried; a self-test may set another. */
    static volatile Capabilities declared = ALL;

    static volatile Function<Flaw, ModelConnector> made = ReferenceConnector::new;

    static void soundAgain() {
        flaw = Flaw.NONE;
        reports = Path.of("target", "conformance");
        declared = ALL;
        made = ReferenceConnector::new;
    }

    @Override
    protected ModelConnector connector() {
        return made.apply(flaw);
    }

    @Override
    protected Capabilities capabilities() {
        return declared;
    }

    @Override
    protected Map<String, Object> configuration(Endpoint endpoint) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("url", endpoint.base());
        configuration.put("key", endpoint.secret());
        configuration.put("deployment", endpoint.deployment());
        endpoint.authority().ifPresent(pem -> configuration.put("authority", pem));
        Map<String, Object> models = new HashMap<>();
        for (ModelKind kind : ReferenceConnector.KINDS) {
            models.put(kind.id(), endpoint.model(kind).toString());
        }
        configuration.put("models", models);
        return configuration;
    }

    @Override
    protected Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    }

    @Override
    protected String connectorVersion() {
        return "1.0";
    }

    @Override
    protected Duration patience() {
        return flaw == Flaw.NONE ? super.patience() : Duration.ofMillis(1500);
    }

    @Override
    protected Path reportFolder() {
        return reports;
    }
}
