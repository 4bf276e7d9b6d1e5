/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** Whom a connector talks to, and how long it waits. */
abstract class NetworkRules extends Rules {

    private static final Duration BOUND = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Test
    @DisplayName("ALM-C-130 a redirect to elsewhere is not followed")
    @Rule(
            value = "ALM-C-130",
            asks =
                    "A redirect to another host or port is not followed, neither with the key nor"
                            + " with the prompt; the call fails by ModelCallException.",
            intent = "Policy permitted one place; an answer of that place permits no other.")
    void redirects() {
        try (ScriptedServer elsewhere = new ScriptedServer(null)) {
            elsewhere.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
            Probe probe = Probe.of(bench());
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                replies(
                        bench().wire
                                .error(status, "moved")
                                .header("location", elsewhere.base() + "/v1/elsewhere"));
                Throwable thrown = bench().thrown(probe.asking(Bench.PROMPT));
                Check.equal(
                        "Requests made elsewhere for status " + status,
                        0,
                        elsewhere.calls().size());
                Check.that(
                        thrown instanceof ModelCallException,
                        "A redirect fails by ModelCallException.");
            }
        }
    }

    @Test
    @DisplayName("ALM-C-135 a certificate that nobody vouches for is refused")
    @Rule(
            value = "ALM-C-135",
            asks = "A certificate of an unknown authority fails with CONNECTION; nothing is sent.",
            intent = "Whoever stands in between must not read prompts.")
    void untrusted() {
        try (ScriptedServer secure = new ScriptedServer(new Certificates().server("localhost"))) {
            refused(secure, new Endpoint(secure.base(), null));
        }
    }

    @Test
    @DisplayName("ALM-C-136 a certificate of another host is refused")
    @Rule(
            value = "ALM-C-136",
            asks =
                    "A certificate that does not name the host fails with CONNECTION, though its"
                            + " authority is trusted; nothing is sent.",
            intent = "A trusted authority vouches for many who are not this provider.",
            needs = Feature.OWN_AUTHORITY)
    void otherHost() {
        Certificates authority = new Certificates();
        try (ScriptedServer secure = new ScriptedServer(authority.server("other.example"))) {
            refused(secure, new Endpoint(secure.base(), authority.pem()));
        }
    }

    private void refused(ScriptedServer secure, Endpoint endpoint) {
        secure.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
        Probe probe = Probe.of(bench(), bench().context(endpoint));
        Check.equal(
                "The reason",
                Reason.CONNECTION,
                bench().failure(probe.asking(Bench.PROMPT)).reason());
        Check.equal("Requests sent", 0, secure.calls().size());
    }

    @Test
    @DisplayName("ALM-C-137 the municipality's own authority is trusted where it says so")
    @Rule(
            value = "ALM-C-137",
            asks = "A certificate of the configured authority that names the host is accepted.",
            intent = "Models on the municipality's own machines have its own certificates.",
            needs = Feature.OWN_AUTHORITY)
    void ownAuthority() {
        Certificates authority = new Certificates();
        try (ScriptedServer secure = new ScriptedServer(authority.server("localhost"))) {
            secure.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
            Endpoint endpoint = new Endpoint(secure.base(), authority.pem());
            bench().call("the call", Probe.of(bench(), bench().context(endpoint)).asking("Hej"));
            bench().closeModels();
        }
    }

    private void overdue(ScriptedServer.Script script) {
        bench().server.script(script);
        Probe probe = Probe.of(bench()).within(BOUND);
        long start = System.nanoTime();
        Reason reason = bench().failure(probe.asking("Hej")).reason();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Check.equal("The reason", Reason.TIMEOUT, reason);
        Check.that(
                took.compareTo(BOUND.plus(GRACE)) < 0,
                "A call bounded to "
                        + BOUND.toMillis()
                        + " ms ends soon after, found "
                        + took.toMillis()
                        + " ms.");
    }

    @Test
    @DisplayName("ALM-C-140 a provider that says nothing is given up at the deadline")
    @Rule(
            value = "ALM-C-140",
            asks = "A bounded call without any answer fails with TIMEOUT soon after its deadline.",
            intent = "A citizen waits for an answer, not for a socket.",
            needs = Feature.DEADLINES)
    void hangsBefore() {
        overdue((call, exchange) -> exchange.awaitGone(bench().patience));
    }

    @Test
    @DisplayName("ALM-C-141 a provider that stops after the headers is given up at the deadline")
    @Rule(
            value = "ALM-C-141",
            asks = "A bounded call whose body never comes fails with TIMEOUT soon after.",
            intent = "Many clients stop counting once the headers are there.",
            needs = Feature.DEADLINES)
    void hangsAfter() {
        overdue((call, exchange) -> {
            Reply good = Probe.good(bench(), call);
            exchange.chunkedHead(good);
            exchange.chunk(java.util.Arrays.copyOf(good.body(), 5));
            exchange.awaitGone(bench().patience);
        });
    }

    @Test
    @DisplayName("ALM-C-142 a provider that drips is given up at the deadline")
    @Rule(
            value = "ALM-C-142",
            asks = "A bounded call whose body comes byte by byte fails with TIMEOUT soon after.",
            intent = "Most clients begin to count anew with every byte.",
            needs = Feature.DEADLINES)
    void drips() {
        overdue((call, exchange) -> {
            exchange.chunkedHead(Probe.good(bench(), call));
            for (int i = 0; i < 400; i++) {
                exchange.chunk(new byte[] {' '});
                Waiting.until(Duration.ofMillis(25), () -> false);
            }
        });
    }

    @Test
    @DisplayName("ALM-C-143 a bounded view changes nothing else")
    @Rule(
            value = "ALM-C-143",
            asks = "A view with a short bound leaves the model and other views as they were.",
            intent = "Every call has its own deadline on one shared model.",
            needs = Feature.DEADLINES)
    void views() {
        Probe probe = Probe.of(bench());
        bench().server.script((call, exchange) -> exchange.awaitGone(bench().patience));
        bench().failure(probe.within(Duration.ofMillis(50)).asking("Hej"));
        bench().server
                .script((call, exchange) -> {
                    Waiting.until(Duration.ofMillis(150), () -> false);
                    exchange.send(Probe.good(bench(), call));
                });
        bench().call("a call without a bound", probe.asking("Hej"));
        bench().call("a call with a long bound", probe.within(bench().patience).asking("Hej"));
    }

    @Test
    @DisplayName("ALM-C-144 the provider sees that it was given up")
    @Rule(
            value = "ALM-C-144",
            asks = "At the deadline the connection of the call is closed.",
            intent = "What nobody waits for shall cost nothing more.",
            needs = Feature.DEADLINES)
    void givenUp() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        bench().server
                .script((call, exchange) -> gone.complete(exchange.awaitGone(bench().patience)));
        bench().failure(Probe.of(bench()).within(BOUND).asking("Hej"));
        Boolean closed = null;
        try {
            closed = gone.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            // Said below.
        }
        Check.equal("The connection closed soon after the deadline", true, closed);
    }

    @Test
    @DisplayName("ALM-C-145 models honour deadlines")
    @Rule(
            value = "ALM-C-145",
            level = Rule.Level.SHOULD,
            asks = "The models of the connector are BoundedModels.",
            intent = "Without it a host stops waiting, but the work goes on and is billed.")
    void bounded() {
        Check.that(
                bench().capabilities.has(Feature.DEADLINES), "The connector declares DEADLINES.");
    }
}
