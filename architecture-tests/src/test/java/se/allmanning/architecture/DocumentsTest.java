/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents say what the code does")
class DocumentsTest {

    private static final Pattern CODE = Pattern.compile("ALM-[A-Z]{3}-[0-9]{3}");
    private static final Pattern CODE_HEADING =
            Pattern.compile("^#{2,3} (ALM-[A-Z]{3}-[0-9]{3})\\b", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$", Pattern.MULTILINE);
    private static final Pattern CODE_BLOCK =
            Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    @DisplayName("docs/errors.md explains every error code that the code can show, and no other")
    void errorCodes() {
        Set<String> shown = new TreeSet<>();
        for (Path file : Repository.files(".java")) {
            if (Repository.name(file).contains("src/main/")) {
                Matcher code = CODE.matcher(Repository.read(file));
                while (code.find()) {
                    shown.add(code.group());
                }
            }
        }
        List<String> explained =
                CODE_HEADING
                        .matcher(Repository.read("docs/errors.md"))
                        .results()
                        .map(heading -> heading.group(1))
                        .toList();
        assertThat(explained).doesNotHaveDuplicates().isSorted();
        assertThat(new TreeSet<>(explained)).isEqualTo(shown);
    }

    @Test
    @DisplayName("the ten lines of the README are those that the examples run")
    void tenLines() {
        String readme =
                between(Repository.read("README.md"), "<!-- ten-lines -->\n```java\n", "```");
        for (String example : List.of("ten-lines", "ten-lines-spring")) {
            String source =
                    Repository.read(
                            "examples/"
                                    + example
                                    + "/src/main/java/se/allmanning/examples/TenLines.java");
            assertThat(withoutSpace(between(source, "// ten-lines\n", "// end")))
                    .as("the lines in examples/%s", example)
                    .isEqualTo(withoutSpace(readme));
        }
    }

    @Test
    @DisplayName("links between documents lead somewhere")
    void links() {
        List<String> broken = new ArrayList<>();
        for (Path file : Repository.files(".md")) {
            String text = CODE_BLOCK.matcher(Repository.read(file)).replaceAll("");
            if (Repository.name(file).startsWith("examples/")) {
                continue; // statutes and other texts that are not ours
            }
            for (Matcher link = LINK.matcher(text); link.find(); ) {
                String target = link.group(1);
                if (target.matches("[a-z]+:.*")) {
                    continue;
                }
                if (!resolves(file, target)) {
                    broken.add(Repository.name(file) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    @DisplayName("every document is reached from the README or the map of the documents")
    void reachable() {
        String map = Repository.read("README.md") + Repository.read("docs/README.md");
        List<String> lost = new ArrayList<>();
        for (Path file : Repository.files(".md")) {
            String name = Repository.name(file);
            if (name.startsWith("docs/")
                    && !name.equals("docs/README.md")
                    && !map.contains("(" + name.substring("docs/".length()) + ")")
                    && !map.contains("(" + name + ")")) {
                lost.add(name);
            }
        }
        assertThat(lost).isEmpty();
    }

    private static boolean resolves(Path from, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file =
                path.isEmpty() ? from : from.resolveSibling(URI.create(path).getPath()).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || anchors(Repository.read(file)).contains(target.substring(hash + 1));
    }

    private static Set<String> anchors(String markdown) {
        return HEADING.matcher(CODE_BLOCK.matcher(markdown).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }

    private static String between(String text, String start, String end) {
        assertThat(text).contains(start);
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end, from);
        assertThat(to).as("the end of what begins with %s", start.strip()).isPositive();
        return text.substring(from, to);
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }
}
