/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tutorial")
class TutorialTest {

    private static final Path PAGE = Path.of("../docs/tutorials/first-answer.md");
    private static final Pattern COMMAND =
            Pattern.compile(
                    "^\\./run allmanning (.*?)(?: +# exit code (\\d))?$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir Path folder;

    @Test
    @DisplayName("does what it says, command by command, with the document that it shows")
    void everyCommand() throws IOException {
        String page = Files.readString(PAGE);
        Path documents = Files.createDirectories(folder.resolve("my-documents"));
        Files.writeString(documents.resolve("parkering.md"), block(page, "markdown"));
        List<MatchResult> commands = COMMAND.matcher(page).results().toList();
        assertThat(commands).hasSize(10);
        String digest = "";
        for (int i = 0; i < commands.size(); i++) {
            MatchResult command = commands.get(i);
            String exitCode = command.group(2);
            Run run =
                    Run.at(folder.resolve("home"), words(command.group(1), documents, digest))
                            .exits(exitCode == null ? 0 : Integer.parseInt(exitCode));
            if (command.group(1).endsWith("--json")) {
                digest = run.json().at("/citations/0/digest").asText();
                assertThat(run.out()).contains("högst fem år");
            }
            if (i == 0) {
                assertThat(page).contains("\n" + run.out().strip() + "\n");
            }
        }
    }

    private static String block(String page, String language) {
        String begin = "```" + language + "\n";
        int start = page.indexOf(begin) + begin.length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static String[] words(String command, Path documents, String digest) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.equals("my-documents") ? documents.toString() : word)
                .map(word -> word.equals("DIGEST") ? digest : word)
                .forEach(words::add);
        return words.toArray(String[]::new);
    }
}
