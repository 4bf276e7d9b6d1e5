/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.spi.UnreadableDocumentException;

@DisplayName("The parsers and their libraries")
class SilenceTest {

    /** Reads one file of each kind, whole and cut off, in a process of its own. */
    public static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws Exception {
            for (String name :
                    List.of(
                            "authority-documents/rdl_SFS-1999_175.pdf",
                            "authority-documents/ferenda_proptrips_2012-13_144_index.docx",
                            "html/accordion.html",
                            "statutes/sfs-2006-546.md")) {
                byte[] bytes = Documents.resource(name);
                Documents.parse(name, bytes);
                try {
                    Documents.parse(name, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                } catch (UnreadableDocumentException e) {
                    // Expected of some: what counts is what is printed.
                }
            }
        }
    }

    @Test
    @DisplayName(
            "print nothing and leave nothing under the user's home or among the temporary files")
    void silent(@TempDir Path home) throws Exception {
        Path scratch = Files.createDirectory(home.resolve("tmp"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.home=" + home,
                                "-Djava.io.tmpdir=" + scratch,
                                "-XX:-UsePerfData",
                                "-cp",
                                classPath(),
                                Reader.class.getName())
                        .redirectErrorStream(true)
                        .start();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        process.getInputStream().transferTo(printed);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.toString(java.nio.charset.StandardCharsets.UTF_8)).isEmpty();
        assertThat(process.exitValue()).isZero();
        try (var left = Files.walk(home)) {
            assertThat(left).containsExactlyInAnyOrder(home, scratch);
        }
    }

    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null
                ? System.getProperty("java.class.path")
                : surefire + File.pathSeparator;
    }
}
