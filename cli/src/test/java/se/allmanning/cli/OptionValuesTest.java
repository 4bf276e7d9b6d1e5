/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

@DisplayName("The value of an option")
class OptionValuesTest {

    /** Every option that takes text, before every command, with every command's name. */
    static Stream<Arguments> optionsAndCommands() {
        List<Arguments> all = new ArrayList<>();
        CommandLine root = AllmanningCommand.commandLine();
        for (OptionSpec option : root.getCommandSpec().options()) {
            if (option.arity().max() == 0 || option.longestName().equals("--class")) {
                continue; // a class is never called as a command
            }
            for (String name : root.getSubcommands().keySet()) {
                all.add(Arguments.of(option.longestName(), name));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("optionsAndCommands")
    @DisplayName("may be called as a command is")
    void calledAsACommand(String option, String value) {
        ParseResult parsed =
                AllmanningCommand.commandLine()
                        .parseArgs(option, value, "knowledge", option, "status", "status");
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.matchedOption(option).stringValues()).startsWith(value);
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("knowledge");
        assertThat(parsed.subcommand().subcommand().commandSpec().name()).isEqualTo("status");
    }

    @Test
    @DisplayName("is not taken for the command: --knowledge demo ask asks the base demo")
    void knowledgeCalledDemo(@TempDir Path home) {
        Run run = Run.at(home, "--knowledge", "demo", "ask", "Vad gäller?").exits(2);
        assertThat(run.err()).contains("No knowledge base \"demo\"").contains("[ALM-KNO-001]");
    }
}
