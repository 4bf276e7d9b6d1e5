/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.Ids;
import se.allmanning.spi.ModelConnector;

/** Who a connector says that it is, and what it offers. */
abstract class IdentityRules extends Rules {

    private static final List<String> NOT_ITS_TO_SAY =
            List.of("jurisdiction", "operator", "country", "hosting", "certified", "clearance");

    @Test
    @DisplayName("ALM-C-001 the id has the one form of ids")
    @Rule(
            value = "ALM-C-001",
            asks = "The id has the form [a-z][a-z0-9-]{1,63} and is the same for every instance.",
            intent = "Configuration and audit records name connectors by it.")
    void id() {
        String id = bench().connector.id();
        Check.that(Ids.isValid(id), "The id \"" + id + "\" has the form [a-z][a-z0-9-]{1,63}.");
        Check.equal("The id of another instance", id, bench().anotherConnector().id());
    }

    @Test
    @DisplayName("ALM-C-002 offers are the same for the same configuration")
    @Rule(
            value = "ALM-C-002",
            asks = "The same configuration gives the same offers in the same order, each once.",
            intent = "A decision that was explained yesterday can be explained again today.")
    void deterministic() {
        ModelConnector connector = bench().connector;
        List<ModelOffer> once = connector.offers(bench().context());
        Check.equal("Offers asked for again", once, connector.offers(bench().context()));
        Check.equal(
                "Offers of another instance",
                once,
                bench().anotherConnector().offers(bench().context()));
        Set<String> named = new HashSet<>();
        for (ModelOffer offer : once) {
            Check.that(
                    named.add(offer.model() + " " + offer.kind() + " " + offer.deployment()),
                    "Each model is offered once at a deployment, found twice: " + offer + ".");
        }
    }

    @Test
    @DisplayName("ALM-C-003 offering makes no network call")
    @Rule(
            value = "ALM-C-003",
            asks = "offers makes no connection.",
            intent = "A host starts without a network, also in a crisis.")
    void offline() {
        bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
        bench().call("offers", () -> bench().connector.offers(bench().context()));
        Check.equal("Connections made by offers", 0, bench().server.connections());
    }

    @Test
    @DisplayName("ALM-C-004 nothing is offered where nothing is configured")
    @Rule(
            value = "ALM-C-004",
            asks = "Without configuration the offers are empty, and nothing is thrown.",
            intent = "A connector on the class path is not yet permission to call anyone.")
    void unconfigured() {
        Check.equal(
                "Offers without configuration",
                List.of(),
                bench().connector.offers(bench().context(Map.of(), null)));
    }

    @Test
    @DisplayName("ALM-C-005 an offer names the configured deployment")
    @Rule(
            value = "ALM-C-005",
            asks = "Every offer names the deployment that the configuration names.",
            intent = "Policy decides by the deployment; a connector must not choose a better one.")
    void deployment() {
        for (ModelOffer offer : bench().connector.offers(bench().context())) {
            Check.equal(
                    "The deployment of " + offer.model(),
                    bench().endpoint().deployment(),
                    offer.deployment());
        }
    }

    @Test
    @DisplayName("ALM-C-006 a connector attests nothing about itself")
    @Rule(
            value = "ALM-C-006",
            asks =
                    "No offer of a remote model has a verified digest, and no feature claims"
                            + " jurisdiction, operator, hosting or certification.",
            intent = "What a deployment is, is attested by those who do not profit from it.")
    void attestsNothing() {
        for (ModelOffer offer : bench().connector.offers(bench().context())) {
            Check.that(
                    !offer.verified(),
                    "The digest of " + offer.model() + " is claimed; nobody here saw its files.");
            for (ModelFeature feature : offer.features()) {
                for (String word : NOT_ITS_TO_SAY) {
                    Check.that(
                            !feature.id().toLowerCase(Locale.ROOT).contains(word),
                            "The feature \"" + feature + "\" claims what only others can attest.");
                }
            }
        }
    }

    @Test
    @DisplayName("ALM-C-007 offers agree with what is declared")
    @Rule(
            value = "ALM-C-007",
            asks = "Kinds and features of the offers are those that the connector declares.",
            intent = "A service that asks for a feature gets it, or a clear no.")
    void declared() {
        kind(Feature.EMBEDDINGS, ModelKind.EMBEDDING);
        kind(Feature.SCORING, ModelKind.SCORING);
        kind(Feature.TRANSCRIPTION, ModelKind.TRANSCRIPTION);
        Check.equal(
                "Chat models offered",
                bench().capabilities.has(Feature.CHAT)
                        || bench().capabilities.has(Feature.STREAMING),
                offers(ModelKind.CHAT));
        feature(Feature.STREAMING, ModelFeature.STREAMING);
        feature(Feature.TOOLS, ModelFeature.TOOLS);
        feature(Feature.JSON_SCHEMA, ModelFeature.JSON_SCHEMA);
        feature(Feature.IMAGES, ModelFeature.IMAGES);
    }

    private void kind(Feature declared, ModelKind kind) {
        Check.equal(
                "Models of kind " + kind + " offered",
                bench().capabilities.has(declared),
                offers(kind));
    }

    private void feature(Feature declared, ModelFeature feature) {
        Check.equal(
                "Models with " + feature + " offered",
                bench().capabilities.has(declared),
                bench().connector.offers(bench().context()).stream()
                        .anyMatch(offer -> offer.features().contains(feature)));
    }

    @Test
    @DisplayName("ALM-C-008 a wrong address is refused with a clear message")
    @Rule(
            value = "ALM-C-008",
            level = Rule.Level.SHOULD,
            asks =
                    "An address that is none is refused by offers or by binding, with an"
                            + " AllmanningException that shows it or its place.",
            intent = "A mistake in the configuration is found at start, not in the first call.")
    void wrongAddress() {
        KitContext context = bench().context(new Endpoint("no address at all", null));
        Throwable thrown = bench().thrown(() -> Probe.of(bench(), context));
        Check.that(
                thrown instanceof AllmanningException,
                "A wrong address is refused by AllmanningException, found "
                        + (thrown == null ? "nothing" : thrown.getClass().getName())
                        + ".");
        Check.that(
                context.names("no address at all").stream()
                        .anyMatch(Check.message(thrown)::contains),
                "The message shows the wrong address or its place, found: "
                        + Check.message(thrown));
    }

    @Test
    @DisplayName("ALM-C-009 a key that is not set is asked for by its name")
    @Rule(
            value = "ALM-C-009",
            asks =
                    "Where the secret that the configuration names is not set, an"
                            + " AllmanningException names it, and nothing is sent.",
            intent = "A request without its key sends the prompt to someone who may keep it.")
    void missingKey() {
        KitContext context = bench().context(bench().configuration(bench().endpoint()), null);
        Throwable thrown =
                bench().thrown(() -> Probe.of(bench(), context).asking(Bench.PROMPT).call());
        Check.that(
                thrown instanceof AllmanningException,
                "A missing key is refused by AllmanningException, found "
                        + (thrown == null ? "nothing" : thrown.getClass().getName())
                        + ".");
        Check.that(
                context.secretNames().stream().anyMatch(Check.message(thrown)::contains),
                "The message names the secret, found: " + Check.message(thrown));
        Check.equal("Requests without a key", 0, bench().server.calls().size());
    }
}
