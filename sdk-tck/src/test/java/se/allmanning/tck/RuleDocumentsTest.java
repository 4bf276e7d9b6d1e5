/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documents of the rules say what the kit does")
class RuleDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- (examples/\\S+) -->\n```[a-z]+\n(.*?)```\n", Pattern.DOTALL);

    private static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    @Test
    @DisplayName("docs/conformance.md lists every rule as its test states it, and no other")
    void conformance() throws IOException {
        List<String> rows =
                read("docs/conformance.md").lines().filter(l -> l.startsWith("| ALM-")).toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        RuleBook.connector().values().stream()
                                .map(RuleDocumentsTest::row)
                                .toList());
    }

    private static String row(Rule rule) {
        String needs =
                Arrays.stream(rule.needs()).map(Enum::name).collect(Collectors.joining(", "));
        return String.format(
                "| %s | %s | %s | %s | %s |",
                rule.value(),
                rule.level(),
                needs.isEmpty() ? "–" : needs,
                rule.asks().replace("|", "\\|"),
                rule.intent().replace("|", "\\|"));
    }

    @Test
    @DisplayName("docs/kravkatalog.md asks for the same rules, as ska or bör, or the equivalent")
    void requirements() throws IOException {
        List<String> rows =
                read("docs/kravkatalog.md").lines().filter(l -> l.startsWith("| ALM-")).toList();
        assertThat(rows).hasSameSizeAs(RuleBook.connector().values());
        for (String row : rows) {
            Rule rule = RuleBook.connector().get(row.substring(2, 11));
            assertThat(rule).as("the rule of: %s", row).isNotNull();
            assertThat(row)
                    .contains(
                            rule.level() == Rule.Level.MUST
                                    ? "| Leverantören ska "
                                    : "| Leverantören bör ")
                    .endsWith(", eller likvärdigt. |");
        }
        assertThat(rows.stream().map(row -> row.substring(2, 11)))
                .containsExactlyElementsOf(RuleBook.connector().keySet());
    }

    @Test
    @DisplayName("every test of a rule is named after it")
    void names() {
        assertThat(RuleBook.connector()).hasSizeGreaterThan(90);
        for (Class<?> area : ModelConnectorKit.class.getDeclaredClasses()) {
            for (var method : area.getSuperclass().getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                assertThat(rule != null)
                        .as("a test is a rule: %s", method)
                        .isEqualTo(method.isAnnotationPresent(Test.class));
                if (rule != null) {
                    assertThat(rule.value()).matches("ALM-C-[0-9]{3}");
                    assertThat(method.getAnnotation(DisplayName.class).value())
                            .startsWith(rule.value() + " ");
                }
            }
        }
    }

    @Test
    @DisplayName("the code of docs/how-to/write-a-connector.md is that of the example")
    void example() throws IOException {
        List<MatchResult> shown =
                EXAMPLE.matcher(read("docs/how-to/write-a-connector.md")).results().toList();
        assertThat(shown).hasSize(4);
        for (MatchResult one : shown) {
            assertThat(one.group(2))
                    .as(one.group(1))
                    .isEqualTo(
                            read(one.group(1))
                                    .replace("/* SPDX-License-Identifier: EUPL-1.2 */\n", ""));
        }
    }
}
