/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.audit.AuditTrail;
import se.allmanning.core.home.CrisisSection;
import se.allmanning.core.policy.CrisisKeys;
import se.allmanning.core.policy.CrisisOrder;
import se.allmanning.core.policy.CrisisRecords;
import se.allmanning.core.policy.CrisisSigner;
import se.allmanning.core.policy.CrisisStatus;
import se.allmanning.core.policy.CrisisSwitch;
import se.allmanning.core.policy.SignedOrder;

@Command(
        name = "crisis",
        description = {
            "Declare a crisis for a time, by an order that several operators sign. In a crisis"
                    + " certified models may be used for longer after their catalog's expiry, as"
                    + " far as the certifier allows; nothing else changes.",
            "(Slår på krisläge för en tid.)"
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CrisisCommand.Start.class,
            CrisisCommand.Sign.class,
            CrisisCommand.Stop.class,
            CrisisCommand.Status.class
        })
final class CrisisCommand {

    private static final String KEY =
            "A file with an operator's private key (PEM, Ed25519). Repeat for several.";

    private CrisisCommand() {}

    private static CrisisSwitch crisis(Path home, CrisisKeys keys) {
        return CrisisSwitch.open(
                home.resolve("crisis"),
                keys,
                new CrisisRecords(record -> append(home.resolve("audit"), record)));
    }

    private static void append(Path audit, AuditRecord record) {
        try (AuditTrail trail = AuditTrail.builder(audit).software("allmanning crisis").open()) {
            trail.append(record);
        }
    }

    private static CrisisKeys keys(Path home) {
        CrisisSection section = CrisisSection.read(home.resolve("allmanning.yaml"));
        return CrisisKeys.read(
                section.keyFiles(home), section.needed(), Duration.ofHours(section.longestHours()));
    }

    private static SignedOrder signed(SignedOrder order, List<Path> keyFiles) {
        SignedOrder signed = order;
        for (Path file : keyFiles) {
            signed = signed.signedBy(CrisisSigner.read(file));
        }
        return signed;
    }

    @Command(
            name = "start",
            description = {
                "Declare a crisis that begins now, or use an order in a file. With --output the"
                        + " order is only written, for others to sign."
            })
    static final class Start implements Action {

        @Spec @Nullable CommandSpec spec;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "ORDER",
                description = "A file with an order, as --output wrote it and others signed it.")
        @Nullable Path file;

        @Option(
                names = "--hours",
                paramLabel = "N",
                description = "How long the crisis lasts unless it is stopped, 1 to 72.")
        @Nullable Integer hours;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "Why, for the record; at most 500 characters, nothing secret.")
        @Nullable String reason;

        @Option(names = "--key", paramLabel = "FILE", description = KEY)
        List<Path> keyFiles = new ArrayList<>();

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Write the order to a new file and turn nothing on.")
        @Nullable Path output;

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            checkUse();
            Instant now = Instant.now();
            Path home = Session.home(common, terminal);
            SignedOrder order =
                    signed(
                            file == null
                                    ? SignedOrder.start(
                                            CrisisOrder.of(
                                                    now,
                                                    Duration.ofHours(hours == null ? 0 : hours),
                                                    reason == null ? "" : reason,
                                                    new SecureRandom()))
                                    : SignedOrder.read(file),
                            keyFiles);
            CrisisReport report = new CrisisReport(common, terminal);
            if (output != null) {
                order.write(output, false);
                report.order(output, order);
            } else {
                report.status(crisis(home, keys(home)).start(order, now));
            }
            return ExitCode.DONE;
        }

        private void checkUse() {
            if (spec == null) {
                return;
            }
            WrongUse wrong = new WrongUse(spec.commandLine());
            if (file != null && (hours != null || reason != null || output != null)) {
                wrong.add("An order in a file has its own time and reason; give --key at most");
            }
            if (file == null && (hours == null || reason == null || keyFiles.isEmpty())) {
                wrong.add("Give --hours, --reason and --key, or a file with an order");
            }
            if (hours != null && (hours < 1 || hours > CrisisKeys.MAXIMUM.toHours())) {
                wrong.add(
                        "--hours: \""
                                + hours
                                + "\" is not a whole number from 1 to "
                                + CrisisKeys.MAXIMUM.toHours());
            }
            if (!wrong.isEmpty()) {
                throw wrong.exception();
            }
        }
    }

    @Command(
            name = "sign",
            description = {
                "Show an order in a file and add signatures to it. Nothing is turned on; any"
                        + " machine will do."
            })
    static final class Sign implements Action {

        @Parameters(index = "0", paramLabel = "ORDER", description = "A file with an order.")
        Path file = Path.of("");

        @Option(names = "--key", required = true, paramLabel = "FILE", description = KEY)
        List<Path> keyFiles = new ArrayList<>();

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            SignedOrder order = signed(SignedOrder.read(file), keyFiles);
            order.write(file, true);
            new CrisisReport(common, terminal).order(file, order);
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "stop",
            description = {
                "Stop the crisis that is on, before its time. One operator's key is enough."
            })
    static final class Stop implements Action {

        @Spec @Nullable CommandSpec spec;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "ORDER",
                description = "A file with an order to stop, as --output wrote it.")
        @Nullable Path file;

        @Option(names = "--key", paramLabel = "FILE", description = KEY)
        List<Path> keyFiles = new ArrayList<>();

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "Why, for the record. Unless given: stopped by an operator.")
        @Nullable String reason;

        @Option(
                names = "--id",
                paramLabel = "ID",
                description =
                        "The declaration that is stopped, as status shows it. Unless given: the one"
                                + " that is on in this home.")
        @Nullable String id;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Write the order to a new file and turn nothing off.")
        @Nullable Path output;

        @Override
        public int run(CommonOptions common, Terminal terminal) {
            checkUse();
            Instant now = Instant.now();
            CrisisReport report = new CrisisReport(common, terminal);
            if (output != null && id != null) {
                SignedOrder order = signed(order(id, now), keyFiles);
                order.write(output, false);
                report.order(output, order);
                return ExitCode.DONE;
            }
            Path home = Session.home(common, terminal);
            CrisisSwitch crisis = crisis(home, keys(home));
            CrisisStatus before = crisis.status(now);
            if (before.until().isEmpty() || before.order().isEmpty()) {
                report.status(before);
                return ExitCode.NOTHING;
            }
            SignedOrder order =
                    file == null
                            ? order(id == null ? before.order().get().id() : id, now)
                            : SignedOrder.read(file);
            report.status(crisis.stop(signed(order, keyFiles), now));
            return ExitCode.DONE;
        }

        private SignedOrder order(String of, Instant now) {
            return SignedOrder.stop(of, now, reason == null ? "stopped by an operator" : reason);
        }

        private void checkUse() {
            if (spec == null) {
                return;
            }
            WrongUse wrong = new WrongUse(spec.commandLine());
            if (file != null && (id != null || reason != null || output != null)) {
                wrong.add("An order in a file has its own id and reason; give --key at most");
            }
            if (file == null && keyFiles.isEmpty()) {
                wrong.add("Give --key, or a file with an order");
            }
            if (output != null && id == null) {
                wrong.add("With --output, give --id");
            }
            if (!wrong.isEmpty()) {
                throw wrong.exception();
            }
        }
    }

    @Command(
            name = "status",
            description = {
                "Tell whether a crisis is on, until when, by whose order, and if what is declared is"
                        + " not honoured, why. Exits with 1 when none is on."
            })
    static final class Status implements Action {
        @Override
        public int run(CommonOptions common, Terminal terminal) {
            Path home = Session.home(common, terminal);
            CrisisStatus status = crisis(home, keys(home)).status(Instant.now());
            new CrisisReport(common, terminal).status(status);
            return status.on() ? ExitCode.DONE : ExitCode.NOTHING;
        }
    }
}
