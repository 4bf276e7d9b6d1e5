/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import se.allmanning.service.AllmanningException;

/** The {@code allmanning} command. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        List<String> arguments = Arguments.restored(args);
        Terminal terminal = Terminal.system();
        if (!terminal.debug() && !arguments.contains("--verbose")) {
            silenceLibraries();
        }
        System.exit(run(arguments, terminal));
    }

    /** What libraries have to say of themselves does not help who types a command. */
    private static void silenceLibraries() {
        LogManager.getLogManager().reset();
        System.setProperty("log4j2.statusLoggerLevel", "OFF");
        System.setProperty("org.apache.logging.log4j.simplelog.level", "OFF");
    }

    /**
     * Runs one command in this process.
     *
     * @return the exit code
     */
    static int run(List<String> arguments, Terminal terminal) {
        boolean json = arguments.contains("--json");
        boolean debug = terminal.debug() || arguments.contains("--verbose");
        try {
            return dispatch(arguments, terminal);
        } catch (AllmanningException e) {
            report(e, json, debug, terminal);
            return ExitCode.of(e);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            AllmanningException unforeseen = unforeseen(e);
            report(unforeseen, json, debug, terminal);
            return ExitCode.of(unforeseen);
        }
    }

    private static int dispatch(List<String> arguments, Terminal terminal) {
        CommandLine root = AllmanningCommand.commandLine();
        ParseResult parsed = root.parseArgs(arguments.toArray(String[]::new));
        List<CommandLine> commands = new ArrayList<>();
        for (ParseResult at = parsed;
                at != null;
                at = at.hasSubcommand() ? at.subcommand() : null) {
            commands.add(at.commandSpec().commandLine());
        }
        CommandLine last = commands.get(commands.size() - 1);
        if (commands.stream().anyMatch(CommandLine::isUsageHelpRequested)) {
            last.usage(terminal.out());
            return ExitCode.DONE;
        }
        if (root.isVersionHelpRequested()) {
            root.printVersionHelp(terminal.out());
            return ExitCode.DONE;
        }
        WrongUse wrong = WrongUse.of(commands);
        if (wrong.isEmpty() && last.getCommand() instanceof Action action) {
            AllmanningCommand top = root.getCommand();
            return action.run(top.common, terminal);
        }
        if (wrong.isEmpty()) {
            wrong.add("A command is missing" + wrong.commands());
        }
        throw wrong.exception();
    }

    private static AllmanningException unforeseen(Throwable cause) {
        String what =
                cause instanceof OutOfMemoryError
                        ? "Java's memory is full. Give it more, for example -Xmx2g."
                        : "Something went wrong that should not ("
                                + cause.getClass().getSimpleName()
                                + "). Run the command again with --verbose and report what it"
                                + " prints.";
        return new AllmanningException(
                "ALM-CLI-003", AllmanningException.Category.FAULT, what, cause);
    }

    static void report(AllmanningException fault, boolean json, boolean debug, Terminal terminal) {
        String message = String.valueOf(fault.getMessage());
        terminal.err().println(message);
        if (debug) {
            fault.printStackTrace(terminal.err());
        }
        if (json) {
            String code = " [" + fault.code() + "]";
            String bare =
                    message.endsWith(code)
                            ? message.substring(0, message.length() - code.length())
                            : message;
            Json.print(terminal, Json.error(fault.code(), bare));
        }
    }
}
