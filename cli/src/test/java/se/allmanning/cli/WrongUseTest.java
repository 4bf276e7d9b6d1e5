/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

@DisplayName("Wrong use")
class WrongUseTest {

    @TempDir Path folder;

    @Test
    @DisplayName("of several options is told all at once, with what was probably meant")
    void allAtOnce() {
        Run run =
                Run.of(
                        "search", "ord", "--jsn", "--hom=x", "--class", "K9R1T1", "--top", "0",
                        "--x");
        run.exits(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("5 faults")
                .contains("Unknown option --jsn (did you mean --json?)")
                .contains("Unknown option --hom (did you mean --home?)")
                .contains("Unknown option --x")
                .contains("Not an information class: \"K9R1T1\"")
                .contains("\"0\" is not a whole number from 1 to 200")
                .contains("allmanning search --help")
                .endsWith("[ALM-CLI-001]\n");
    }

    @Test
    @DisplayName("with --json is one JSON document on standard output, and text on standard error")
    void asJson() {
        Run run = Run.of("aks", "vad", "--json").exits(2);
        assertThat(Run.keys(run.json())).containsExactly("error");
        assertThat(Run.keys(run.json().get("error"))).containsExactly("code", "message");
        assertThat(run.json().at("/error/code").asText()).isEqualTo("ALM-CLI-001");
        assertThat(run.json().at("/error/message").asText())
                .contains("did you mean ask?")
                .doesNotContain("ALM-CLI");
        assertThat(run.err()).contains("did you mean ask?").contains("[ALM-CLI-001]");
    }

    @Test
    @DisplayName("a question without quotation marks says so")
    void severalWords() {
        Run run = Run.of("ask", "vad", "gäller", "här").exits(2);
        assertThat(run.err()).contains("2 arguments too many; put quotation marks around");
    }

    @Test
    @DisplayName("a question that begins with a hyphen needs two before it")
    void hyphen() {
        assertThat(Run.of("ask", "-5 grader, vad gäller?").exits(2).err()).contains("write --");
        Run behind = Run.at(folder, "ask", "--", "-5 grader, vad gäller?").exits(2);
        assertThat(behind.err()).doesNotContain("ALM-CLI");
    }

    @Test
    @DisplayName("a question that begins with @ is not the name of a file with arguments")
    void atSign() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--help");
        Run run = Run.at(folder, "ask", "@" + file).exits(2);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"knowledge", "evaluate", "crisis"})
    @DisplayName("a command that only holds others lists them")
    void missingCommand(String command) {
        assertThat(Run.of(command).exits(2).err()).contains("A command is missing; commands: ");
        assertThat(Run.of(command, "statsu").exits(2).err()).contains("Unknown command statsu");
    }

    @Test
    @DisplayName("no arguments at all list the commands")
    void noArguments() {
        assertThat(Run.of().exits(2).err())
                .contains(
                        "commands: ingest, search, ask, knowledge, catalog, evaluate, audit, policy, crisis, demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--groups=", "--groups=a,,b", "--authority=Å", "--knowledge=A B"})
    @DisplayName("an option with a value of the wrong form is named")
    void wrongForm(String option) {
        Run run = Run.of("ask", "vad?", option).exits(2);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
    }

    @Test
    @DisplayName("folders that are not there stop an ingest before anything is read")
    void missingFolders() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(there.resolve("a.txt"), "Text.");
        Path home = folder.resolve("home");
        Run run =
                Run.at(home, "ingest", there.toString(), folder + "/nowhere", folder + "/neither")
                        .exits(2);
        assertThat(run.err())
                .contains("/nowhere does not exist")
                .contains("/neither does not exist")
                .contains("nothing removed")
                .contains("[ALM-CLI-002]");
        assertThat(home).doesNotExist();
    }

    @Test
    @DisplayName("a folder within another would be read twice")
    void nestedFolders() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("docs/inner"));
        Run run = Run.at(folder, "ingest", inner.toString(), folder + "/docs/").exits(2);
        assertThat(run.err()).contains("would be read twice");
    }

    @Test
    @DisplayName("a digest of the wrong form is one fault")
    void wrongDigest() {
        Run run = Run.of("knowledge", "text", "abc").exits(2);
        assertThat(run.err())
                .contains("A digest is 64 hexadecimal digits")
                .doesNotContain("faults");
    }

    @Test
    @DisplayName("faults of the configuration are told all at once")
    void configuration() throws IOException {
        Files.writeString(folder.resolve("allmanning.yaml"), "class: K7\nknowlege: {}\n");
        Run run = Run.at(folder, "knowledge", "status").exits(2);
        assertThat(run.err()).contains("line 1").contains("line 2").contains("knowlege");
    }

    @Test
    @DisplayName("help is not wrong, and goes to standard output in at most 80 columns")
    void help() {
        Run run = Run.of("ingest", "--help").exits(0);
        assertThat(run.out()).contains("Bring a knowledge base up to date").contains("--groups");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(Run.of("--version").exits(0).out()).startsWith("allmanning ");
    }

    @Test
    @DisplayName("a fault comes without its stack unless that is asked for")
    void noStackTraces() {
        String[] wrong = {"ask", "--jsn"};
        assertThat(Run.of(wrong).err()).doesNotContain("\tat ");
        assertThat(Run.of("ask", "--jsn", "--verbose").err()).contains("\tat ");
        assertThat(Run.with(Map.of("ALLMANNING_DEBUG", "1"), wrong).err()).contains("\tat ");
    }

    @Test
    @DisplayName("exit codes follow the category of what went wrong")
    void exitCodes() {
        assertThat(code(Category.USAGE)).isEqualTo(2);
        assertThat(code(Category.DENIED)).isEqualTo(3);
        assertThat(code(Category.FAULT)).isEqualTo(4);
        assertThat(code(Category.TEMPORARY)).isEqualTo(4);
        assertThat(code(Category.CANCELLED)).isEqualTo(4);
    }

    private static int code(Category category) {
        return ExitCode.of(new AllmanningException("ALM-CLI-000", category, "x"));
    }
}
