/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.allmanning.core.policy.CrisisOrder;
import se.allmanning.core.policy.CrisisStatus;
import se.allmanning.core.policy.SignedOrder;

/** What {@code crisis} tells, to people in Swedish and to programs in JSON. */
final class CrisisReport {

    private final boolean json;
    private final Terminal terminal;
    private final PlainText text;

    CrisisReport(CommonOptions common, Terminal terminal) {
        this.json = common.json;
        this.terminal = terminal;
        this.text = new PlainText(terminal);
    }

    void status(CrisisStatus status) {
        Optional<CrisisOrder> order = status.order();
        if (json) {
            Json.print(
                    terminal,
                    Json.object(
                            "on", status.on(),
                            "state", status.state().name().toLowerCase(Locale.ROOT),
                            "id", order.map(CrisisOrder::id).orElse(null),
                            "from", order.map(o -> o.from().toString()).orElse(null),
                            "until", until(status).map(Instant::toString).orElse(null),
                            "reason", order.map(CrisisOrder::reason).orElse(null),
                            "signed_by", status.signers(),
                            "problem", status.problem().orElse(null)));
            return;
        }
        text.line("Krisläge      " + state(status.state()));
        order.ifPresent(this::times);
        status.until()
                .filter(end -> !order.map(CrisisOrder::until).equals(Optional.of(end)))
                .ifPresent(
                        end -> text.line("Upphör        " + time(end) + ", klockan har backats"));
        signers(status.signers());
        status.problem().ifPresent(problem -> text.wrapped(problem, ""));
    }

    private static Optional<Instant> until(CrisisStatus status) {
        return status.until().or(() -> status.order().map(CrisisOrder::until));
    }

    void order(Path file, SignedOrder order) {
        CrisisOrder declared = order.declaration();
        String stops = order.stops();
        if (json) {
            Json.print(
                    terminal,
                    Json.object(
                            "file", file.toString(),
                            "kind", declared == null ? "stop" : "start",
                            "id", declared == null ? stops : declared.id(),
                            "from", declared == null ? null : declared.from().toString(),
                            "until", declared == null ? null : declared.until().toString(),
                            "reason", order.reason(),
                            "signed_by", List.copyOf(order.claimedSigners())));
            return;
        }
        text.line("Fil           " + file + (declared == null ? " (avslut)" : " (krisläge)"));
        if (declared == null) {
            text.line("Gäller        " + stops);
            reason(order.reason());
        } else {
            times(declared);
        }
        signers(order.claimedSigners());
        text.line("Inget är ändrat i någon installation.");
    }

    private void times(CrisisOrder order) {
        text.line("Order         " + order.id());
        text.line("Från          " + time(order.from()));
        text.line("Till          " + time(order.until()));
        reason(order.reason());
    }

    private void reason(String reason) {
        boolean first = true;
        for (String line : Layout.wrap(reason, Terminal.WIDTH, " ".repeat(14))) {
            text.line(first ? "Skäl          " + line.strip() : line);
            first = false;
        }
    }

    private void signers(Collection<String> ids) {
        ids.forEach(id -> text.line("Signerad av   " + id));
    }

    private static String state(CrisisStatus.State state) {
        return switch (state) {
            case NONE -> "av, inget är utlyst";
            case PENDING -> "utlyst, har inte börjat";
            case ON -> "på";
            case STOPPED -> "av, avslutat i förtid";
            case EXPIRED -> "av, tiden är ute";
            case INVALID -> "av, det som är utlyst går inte att lita på";
        };
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(time.atZone(ZoneId.systemDefault()));
    }
}
