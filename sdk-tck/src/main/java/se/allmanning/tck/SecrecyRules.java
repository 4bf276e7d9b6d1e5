/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelOffer;

/** Where keys and content must not go. */
abstract class SecrecyRules extends Rules {

    /** Every kind of failure, with a provider that repeats all that it was told. */
    private StringBuilder failures() {
        StringBuilder told = new StringBuilder();
        Probe probe = Probe.of(bench());
        String echo = "You sent " + Bench.PROMPT + " with " + Bench.KEY;
        byte[] bytes = echo.getBytes(StandardCharsets.UTF_8);
        for (int status : new int[] {400, 401, 404, 413, 429, 500}) {
            tell(told, probe, bench().wire.error(status, echo));
            tell(told, probe, Reply.of(status, "text/plain", bytes));
        }
        tell(told, probe, Reply.of(200, "application/json", bytes));
        tell(told, probe, Reply.json("{\"" + echo + "\": [\"" + echo + "\","));
        tell(
                told,
                probe,
                Reply.json("{\"choices\": \"" + echo + "\", \"data\": \"" + echo + "\"}"));
        tell(told, probe, Reply.of(302, "text/plain", bytes).header("location", "/" + Bench.KEY));
        bench().server.script((call, exchange) -> {});
        told.append(everything(probe));
        return told;
    }

    private void tell(StringBuilder told, Probe probe, Reply reply) {
        replies(reply);
        told.append(everything(probe));
    }

    private String everything(Probe probe) {
        Throwable thrown = bench().thrown(probe.asking(Bench.PROMPT));
        return thrown == null ? "" : Overheard.everythingIn(thrown);
    }

    private String heard() {
        try (Overheard overheard = new Overheard()) {
            Probe probe = Probe.of(bench());
            bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
            bench().call("the call", probe.asking(Bench.PROMPT));
            failures();
            return overheard.text();
        }
    }

    private String names() {
        KitContext context = bench().context();
        StringBuilder names = new StringBuilder().append(bench().connector).append('\n');
        for (ModelOffer offer : bench().connector.offers(context)) {
            names.append(offer).append('\n');
        }
        Probe probe = Probe.of(bench(), context);
        bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
        bench().call("the call", probe.asking(Bench.PROMPT));
        replies(bench().wire.error(400, Bench.PROMPT));
        bench().thrown(probe.asking(Bench.PROMPT));
        return names.append(probe.model).append('\n').toString();
    }

    @Test
    @DisplayName("ALM-C-110 no failure holds the key")
    @Rule(
            value = "ALM-C-110",
            asks =
                    "Neither message nor text of a failure, of its causes or of what it suppressed"
                            + " holds the key, though the provider repeats it.",
            intent = "Failures end in logs, tickets and on screens.")
    void keyInFailures() {
        Check.that(!Overheard.holds(failures().toString(), Bench.KEY), "No failure holds the key.");
    }

    @Test
    @DisplayName("ALM-C-111 no log holds the key")
    @Rule(
            value = "ALM-C-111",
            asks = "Nothing written to logs or standard streams holds the key, at any level.",
            intent = "Logs are read by more people than may use the key.")
    void keyInLogs() {
        Check.that(!Overheard.holds(heard(), Bench.KEY), "No log holds the key.");
    }

    @Test
    @DisplayName("ALM-C-112 no toString holds the key")
    @Rule(
            value = "ALM-C-112",
            asks = "toString of connector, offers and models holds no key.",
            intent = "Debuggers and frameworks print what they hold.")
    void keyInNames() {
        Check.that(!Overheard.holds(names(), Bench.KEY), "No toString holds the key.");
    }

    @Test
    @DisplayName("ALM-C-113 no address holds the key")
    @Rule(
            value = "ALM-C-113",
            asks = "The key travels in a header, never in the address of a request.",
            intent = "Addresses are written to the logs of every proxy on the way.")
    void keyInAddress() {
        bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
        bench().call("the call", Probe.of(bench()).asking("Hej"));
        Check.that(!Overheard.holds(onlyCall().target(), Bench.KEY), "The address holds no key.");
    }

    @Test
    @DisplayName("ALM-C-115 no failure holds content")
    @Rule(
            value = "ALM-C-115",
            asks =
                    "Neither message nor text of a failure, of its causes or of what it suppressed"
                            + " holds the prompt, though the provider repeats it.",
            intent = "A prompt may be secret by law; a failure travels where it may not.")
    void contentInFailures() {
        Check.that(
                !Overheard.holds(failures().toString(), Bench.PROMPT),
                "No failure holds the prompt.");
    }

    @Test
    @DisplayName("ALM-C-116 no log holds content")
    @Rule(
            value = "ALM-C-116",
            asks =
                    "Nothing written to logs or standard streams holds prompt or answer, at any"
                            + " level.",
            intent = "A log is a public record (allmän handling) in the wrong place.")
    void contentInLogs() {
        String heard = heard();
        for (String secret : List.of(Bench.PROMPT, Probe.ANSWER)) {
            Check.that(!Overheard.holds(heard, secret), "No log holds prompt or answer.");
        }
    }

    @Test
    @DisplayName("ALM-C-117 no toString holds content")
    @Rule(
            value = "ALM-C-117",
            asks = "toString of connector and models holds no prompt after calls.",
            intent = "What remembers a prompt can tell it.")
    void contentInNames() {
        Check.that(!Overheard.holds(names(), Bench.PROMPT), "No toString holds the prompt.");
    }
}
