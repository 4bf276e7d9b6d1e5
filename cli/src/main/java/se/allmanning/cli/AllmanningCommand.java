/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The root of the commands. */
@Command(
        name = "allmanning",
        versionProvider = AllmanningCommand.Version.class,
        description = {
            "Answers questions from your own documents, with quotes that can be checked.",
            "(Svarar på frågor ur era egna dokument, med citat som går att kontrollera.)",
            ""
        },
        subcommands = {
            IngestCommand.class,
            SearchCommand.class,
            AskCommand.class,
            KnowledgeCommand.class,
            CatalogCommand.class,
            EvaluateCommand.class,
            AuditCommand.class,
            PolicyCommand.class,
            CrisisCommand.class,
            DemoCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 found nothing or a check failed, 2 wrong use, 3 denied, 4"
                    + " fault.",
            "allmanning COMMAND --help tells of one command."
        })
final class AllmanningCommand {

    @Mixin CommonOptions common = new CommonOptions();

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    /** The command with all that belong to it, ready to read arguments. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new AllmanningCommand());
        setUp(line);
        // A question may begin with @; it is never the name of a file with arguments.
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(Terminal.WIDTH);
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    /**
     * What picocli only does when asked: all mistakes are told at once, and an option's value may
     * be called as a command is ({@code --knowledge demo}).
     */
    private static void setUp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.parser().collectErrors(true).allowSubcommandsAsOptionParameters(true);
        spec.usageMessage().sortOptions(false);
        line.getSubcommands().values().forEach(AllmanningCommand::setUp);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AllmanningCommand.class.getPackage().getImplementationVersion();
            return new String[] {"allmanning " + Optional.ofNullable(version).orElse("(unpacked)")};
        }
    }
}
