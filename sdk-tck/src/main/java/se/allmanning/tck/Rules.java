/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import se.allmanning.model.ModelKind;

/** The rules of one area, run as tests within {@link ModelConnectorKit}. */
abstract class Rules {

    abstract Bench bench();

    /** Makes the provider answer every chat request so, whole or as a stream. */
    void answers(ChatAnswer answer) {
        Bench bench = bench();
        bench.server.script((call, exchange) ->
                exchange.send(
                        bench.wire.readChat(call).streaming()
                                ? bench.wire.stream(answer)
                                : bench.wire.chat(answer)));
    }

    /** Makes the provider answer every request so. */
    void replies(Reply reply) {
        bench().server.script((call, exchange) -> exchange.send(reply));
    }

    AskedChat onlyChat() {
        return bench().wire.readChat(onlyCall());
    }

    HttpCall onlyCall() {
        Check.equal("Requests made", 1, bench().server.calls().size());
        return bench().server.calls().get(0);
    }

    boolean offers(ModelKind kind) {
        return bench().connector.offers(bench().context()).stream()
                .anyMatch(offer -> offer.kind().equals(kind));
    }
}
