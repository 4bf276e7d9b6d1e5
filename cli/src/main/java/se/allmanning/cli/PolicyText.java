/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.List;
import java.util.stream.Collectors;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyReason;

/** Decisions for people: Swedish for the official, English below it for the developer. */
final class PolicyText {

    private static final String INDENT = "  ";

    private final Terminal terminal;

    PolicyText(Terminal terminal) {
        this.terminal = terminal;
    }

    void decisions(List<PolicyDecision> decisions) {
        if (decisions.isEmpty()) {
            line("Ingen modell erbjuds. (No model is offered.)");
        }
        boolean first = true;
        for (PolicyDecision decision : decisions) {
            if (!first) {
                line("");
            }
            decision(decision);
            first = false;
        }
    }

    private void decision(PolicyDecision decision) {
        line(
                terminal.bold(
                        decision.model()
                                + " ("
                                + decision.deployment()
                                + "): "
                                + (decision.permitted()
                                        ? "tillåten (permitted)"
                                        : "nekad (denied)")));
        for (PolicyReason reason : decision.reasons()) {
            reason(reason);
        }
        if (!decision.permitted()) {
            line("");
            wrapped("Tillåtet i stället (permitted instead): " + instead(decision), INDENT);
        }
    }

    private static String instead(PolicyDecision decision) {
        return decision.alternatives().isEmpty()
                ? "ingenting (nothing)"
                : decision.alternatives().stream()
                        .map(a -> a.model() + " (" + a.deployment() + ")")
                        .collect(Collectors.joining(", "));
    }

    private void reason(PolicyReason reason) {
        line("");
        wrapped(reason.sv(), INDENT);
        faint(reason.en());
        if (reason.legal() != null) {
            wrapped("Grund (ground): " + reason.legal(), INDENT);
        }
        faint("needed: " + reason.needed() + "; found: " + reason.found());
        faint(reason.rule() + " [" + reason.code() + "]");
    }

    private void faint(String text) {
        Layout.wrap(text, Terminal.WIDTH, INDENT).forEach(l -> line(terminal.faint(l)));
    }

    private void wrapped(String text, String indent) {
        Layout.wrap(text, Terminal.WIDTH, indent).forEach(this::line);
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
