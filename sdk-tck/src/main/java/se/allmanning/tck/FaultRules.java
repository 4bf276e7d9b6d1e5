/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** How a provider's errors are told. */
abstract class FaultRules extends Rules {

    private ModelCallException failure(Reply reply) {
        replies(reply);
        return bench().failure(Probe.of(bench()).asking("Hej"));
    }

    private void reason(Reason expected, int... statuses) {
        for (int status : statuses) {
            ModelCallException failure = failure(bench().wire.error(status, "no"));
            Check.equal("The reason for status " + status, expected, failure.reason());
        }
    }

    @Test
    @DisplayName("ALM-C-090 a key that is not accepted")
    @Rule(
            value = "ALM-C-090",
            asks = "401 and 403 fail with AUTHENTICATION.",
            intent = "Trying again with a wrong key locks accounts.")
    void authentication() {
        reason(Reason.AUTHENTICATION, 401, 403);
    }

    @Test
    @DisplayName("ALM-C-091 a model that is not there")
    @Rule(
            value = "ALM-C-091",
            asks = "404 fails with NOT_FOUND.",
            intent = "A model that was withdrawn needs another choice, not another try.")
    void notFound() {
        reason(Reason.NOT_FOUND, 404);
    }

    @Test
    @DisplayName("ALM-C-092 a request that is not accepted")
    @Rule(
            value = "ALM-C-092",
            asks = "400, 413 and 422 fail with REJECTED.",
            intent = "The same request will be refused again.")
    void rejected() {
        reason(Reason.REJECTED, 400, 413, 422);
    }

    @Test
    @DisplayName("ALM-C-093 too many calls")
    @Rule(
            value = "ALM-C-093",
            asks = "429 fails with RATE_LIMITED.",
            intent = "The host waits, or goes elsewhere.")
    void rateLimited() {
        reason(Reason.RATE_LIMITED, 429);
    }

    @Test
    @DisplayName("ALM-C-094 a provider that cannot answer now")
    @Rule(
            value = "ALM-C-094",
            asks = "408, 409, 500, 502, 503 and 504 fail with OVERLOADED.",
            intent = "The host tries again or elsewhere.")
    void overloaded() {
        reason(Reason.OVERLOADED, 408, 409, 500, 502, 503, 504);
    }

    @Test
    @DisplayName("ALM-C-095 an error page in HTML")
    @Rule(
            value = "ALM-C-095",
            asks = "An error with an HTML body, or with none, is told by its status alone.",
            intent = "Errors often come from a proxy that does not know the protocol.")
    void html() {
        byte[] page = "<html><h1>502 Bad Gateway</h1>".getBytes(StandardCharsets.UTF_8);
        Check.equal(
                "The reason for 502 in HTML",
                Reason.OVERLOADED,
                failure(Reply.of(502, "text/html", page)).reason());
        Check.equal(
                "The reason for an empty 401",
                Reason.AUTHENTICATION,
                failure(Reply.of(401, "text/plain", new byte[0])).reason());
    }

    @Test
    @DisplayName("ALM-C-096 a wait in seconds")
    @Rule(
            value = "ALM-C-096",
            asks = "Retry-After in seconds travels with 429 and 503.",
            intent = "Who comes back too early is shut out longer.")
    void waitInSeconds() {
        for (int status : new int[] {429, 503}) {
            ModelCallException failure =
                    failure(bench().wire.error(status, "no").header("retry-after", "17"));
            Check.equal(
                    "The wait", Duration.ofSeconds(17), failure.retryAfter().orElse(Duration.ZERO));
        }
    }

    @Test
    @DisplayName("ALM-C-097 a wait until a date")
    @Rule(
            value = "ALM-C-097",
            asks = "Retry-After as a date is the time until then by the host's clock.",
            intent = "RFC 9110 allows both forms, and tests need one clock.")
    void waitUntilDate() {
        KitContext context = bench().context();
        String date =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                        .format(context.clock().instant().plusSeconds(90).atOffset(ZoneOffset.UTC));
        replies(bench().wire.error(429, "no").header("retry-after", date));
        Duration wait =
                bench().failure(Probe.of(bench(), context).asking("Hej"))
                        .retryAfter()
                        .orElse(Duration.ZERO);
        Check.that(
                Math.abs(wait.toSeconds() - 90) <= 2,
                "The wait until a date 90 s ahead is 90 s, found " + wait.toSeconds() + " s.");
    }

    @Test
    @DisplayName("ALM-C-098 no wait is told where none is given")
    @Rule(
            value = "ALM-C-098",
            asks = "Without Retry-After, or with one that cannot be read, none is told.",
            intent = "An invented wait is a wait for nothing; a fault in it hides the error.")
    void noWait() {
        Reply reply = bench().wire.error(429, "no");
        Check.that(failure(reply).retryAfter().isEmpty(), "No wait is told where none is given.");
        for (String value : List.of("soon", "-5", "99999999999999999999")) {
            Check.that(
                    failure(reply.header("retry-after", value)).retryAfter().isEmpty(),
                    "No wait is told for \"" + value + "\".");
        }
    }

    @Test
    @DisplayName("ALM-C-099 a connector never tries again by itself")
    @Rule(
            value = "ALM-C-099",
            asks = "A call that fails has made exactly one request, whatever the fault.",
            intent = "The host has one budget of tries; a second beneath it multiplies them.")
    void noRetries() {
        Probe probe = Probe.of(bench());
        for (int status : new int[] {400, 401, 408, 409, 429, 500, 502, 503, 504}) {
            int before = bench().server.calls().size();
            replies(bench().wire.error(status, "no").header("retry-after", "0"));
            bench().failure(probe.asking("Hej"));
            Check.equal("Requests for status " + status, 1, bench().server.calls().size() - before);
        }
        int before = bench().server.calls().size();
        bench().server.script((call, exchange) -> {});
        bench().failure(probe.asking("Hej"));
        Check.equal(
                "Requests for a connection that breaks", 1, bench().server.calls().size() - before);
    }

    @Test
    @DisplayName("ALM-C-100 the status is told")
    @Rule(
            value = "ALM-C-100",
            asks = "A failure by an error status carries that status.",
            intent = "It is what a provider's support asks for.")
    void status() {
        for (int status : new int[] {400, 404, 429, 503}) {
            Check.equal(
                    "The status",
                    status,
                    failure(bench().wire.error(status, "no")).status().orElse(0));
        }
    }

    @Test
    @DisplayName("ALM-C-101 a provider that cannot be reached")
    @Rule(
            value = "ALM-C-101",
            asks =
                    "A refused connection, or one that breaks before an answer, fails with CONNECTION.",
            intent = "The host goes elsewhere; nothing was answered.")
    void unreachable() {
        Probe probe = Probe.of(bench());
        bench().server.script((call, exchange) -> {});
        Check.equal(
                "The reason for a connection that breaks",
                Reason.CONNECTION,
                bench().failure(probe.asking("Hej")).reason());
        bench().server.close();
        Check.equal(
                "The reason for a refused connection",
                Reason.CONNECTION,
                bench().failure(probe.asking("Hej")).reason());
    }

    @Test
    @DisplayName("ALM-C-102 a failure says where")
    @Rule(
            value = "ALM-C-102",
            level = Rule.Level.SHOULD,
            asks =
                    "The message names the status, and the provider by its host or as the configuration does.",
            intent = "Who operates ten deployments must see which one failed.")
    void where() {
        String message = Check.message(failure(bench().wire.error(503, "no")));
        List<String> sections = bench().context().sections();
        Check.that(
                message.contains("localhost") || sections.stream().anyMatch(message::contains),
                "The message names the provider, found: " + message);
        Check.that(message.contains("503"), "The message names the status: " + message);
    }

    @Test
    @DisplayName("ALM-C-103 an answer that ends before its end")
    @Rule(
            value = "ALM-C-103",
            asks = "A body that is shorter than announced fails with CUT_OFF.",
            intent = "Half an answer looks like a whole one.")
    void cutOff() {
        Probe probe = Probe.of(bench());
        bench().server
                .script((call, exchange) -> {
                    Reply good = Probe.good(bench(), call);
                    exchange.cut(good, good.body().length / 2, false);
                });
        Check.equal("The reason", Reason.CUT_OFF, bench().failure(probe.asking("Hej")).reason());
    }
}
