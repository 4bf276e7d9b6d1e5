/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ten lines")
class TenLinesTest {

    private static final Path STATUTES =
            Path.of(System.getProperty("project.root"), "examples", "statutes", "documents");

    /** Label and the first line of the quote. */
    private static final Pattern CITATION =
            Pattern.compile("(?m)^Förvaltningslag \\(2017:900\\), .*\\d+ §: (.+)$");

    @Test
    @DisplayName(
            "answer from the Administrative Procedure Act in its own words, with their paragraph")
    void answer(@TempDir Path folder) throws Exception {
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Path statute = STATUTES.resolve("sfs-2017-900.md");
        Files.copy(statute, documents.resolve(statute.getFileName()));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int code =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TenLines.class.getName())
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start()
                        .waitFor();
        assertThat(code).as(Files.readString(err)).isZero();
        String answer = Files.readString(out, UTF_8);
        Matcher citation = CITATION.matcher(answer);
        int citations = 0;
        for (; citation.find(); citations++) {
            assertThat(Files.readString(statute)).contains(citation.group(1));
        }
        assertThat(citations).as(answer).isPositive();
        assertThat(answer).contains("överklag").contains("44 §: ").contains("tre veckor");
    }
}
