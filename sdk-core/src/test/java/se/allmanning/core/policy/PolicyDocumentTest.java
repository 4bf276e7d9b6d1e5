/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/explanation/policy.md")
class PolicyDocumentTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs/explanation/policy.md");

    private static List<List<String>> table(String heading) throws IOException {
        String page = Files.readString(PAGE);
        List<List<String>> rows = new ArrayList<>();
        int start = page.indexOf("\n| " + heading);
        assertThat(start).as("the table that begins with %s", heading).isPositive();
        for (String line : page.substring(start + 1).lines().skip(2).toList()) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            List<String> row = new ArrayList<>();
            for (int i = 1; i < cells.length - 1; i++) {
                row.add(cells[i].strip());
            }
            rows.add(row);
        }
        return rows;
    }

    @Test
    @DisplayName("lists every rule with its code and its provisions, in the order of the codes")
    void rules() throws IOException {
        LegalBook book = LegalBook.read();
        List<List<String>> expected =
                Policy.rules(MunicipalRules.NONE).stream()
                        .sorted(Comparator.comparing(Rule::code))
                        .map(rule ->
                                List.of(
                                        "`" + rule.code() + "`",
                                        "`" + rule.id() + "`",
                                        ground(rule, book)))
                        .toList();
        assertThat(table("code |").stream().map(row -> List.of(row.get(0), row.get(1), row.get(3))))
                .containsExactlyElementsOf(expected);
        assertThat(table("code |")).allSatisfy(row -> assertThat(row.get(2)).isNotBlank());
    }

    private static String ground(Rule rule, LegalBook book) {
        if (rule.id().equals("guidance")) {
            return "the guidance's own";
        }
        return rule.legal().isEmpty()
                ? "–"
                : rule.legal().stream()
                        .map(id -> book.provisions().get(id).citation())
                        .collect(Collectors.joining("; "));
    }

    @Test
    @DisplayName("lists every provision as legal.json has it")
    void provisions() throws IOException {
        assertThat(table("provision |"))
                .containsExactlyElementsOf(
                        LegalBook.read().provisions().values().stream()
                                .map(p ->
                                        List.of(
                                                p.citation(),
                                                p.sv(),
                                                p.en(),
                                                p.validFrom().toString(),
                                                p.note() == null ? "" : p.note()))
                                .toList());
    }
}
