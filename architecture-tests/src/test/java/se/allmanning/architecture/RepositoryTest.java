/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The repository keeps its own rules")
class RepositoryTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern MANAGED =
            Pattern.compile(
                    "<groupId>se\\.allmanning</groupId><artifactId>([^<]+)</artifactId>"
                            + "<version>\\$\\{project\\.version}</version>");

    @Test
    @DisplayName("every source file says its licence in the first lines")
    void licences() {
        List<String> silent = new ArrayList<>();
        for (Path file : Repository.files(".java", "pom.xml", ".sh", ".py", ".properties")) {
            String text = Repository.read(file);
            if (!text.substring(0, Math.min(text.length(), 200))
                    .contains("SPDX-License-Identifier: EUPL-1.2")) {
                silent.add(Repository.name(file));
            }
        }
        assertThat(silent).isEmpty();
        assertThat(Repository.read("run")).contains("SPDX-License-Identifier: EUPL-1.2");
    }

    @Test
    @DisplayName("the licence stands there whole")
    void wholeLicence() {
        String licence = Repository.read("LICENSE");
        assertThat(licence).startsWith("EUROPEAN UNION PUBLIC LICENCE v. 1.2");
        for (int article = 1; article <= 15; article++) {
            assertThat(licence).containsPattern("(?m)^" + article + "\\.\\p{Lu}");
        }
        assertThat(licence)
                .contains("Appendix")
                .endsWith("require the production of a new EUPL version.\n");
    }

    @Test
    @DisplayName("the bill of materials and the parent name every artifact that is published")
    void billOfMaterials() {
        Set<String> published = new TreeSet<>();
        for (String module : modules()) {
            String pom = Repository.read(module + "/pom.xml");
            if (!pom.contains("<maven.deploy.skip>true") && !module.equals("sdk-bom")) {
                published.add(artifactId(pom));
            }
        }
        assertThat(managed("sdk-bom/pom.xml")).isEqualTo(published);
        assertThat(managed("pom.xml")).isEqualTo(published);
    }

    @Test
    @DisplayName("what is not deployed is not handed to Maven Central either")
    void notPublished() {
        Set<String> kept = new TreeSet<>(Set.of("allmanning-parent"));
        for (String module : modules()) {
            String pom = Repository.read(module + "/pom.xml");
            if (pom.contains("<maven.deploy.skip>true")) {
                kept.add(artifactId(pom));
            }
        }
        Matcher excluded =
                Pattern.compile("<excludeArtifacts>([^<]+)<").matcher(Repository.read("pom.xml"));
        assertThat(excluded.find()).isTrue();
        assertThat(new TreeSet<>(List.of(excluded.group(1).split(",")))).isEqualTo(kept);
    }

    @Test
    @DisplayName("every jar has a module name of its own")
    void moduleNames() {
        List<String> names =
                modules().stream()
                        .map(module -> Repository.read(module + "/pom.xml"))
                        .filter(pom -> !pom.contains("<packaging>pom"))
                        .filter(pom -> !pom.contains("<maven.deploy.skip>true"))
                        .map(pom ->
                                Pattern.compile("<module\\.name>([^<]+)<")
                                        .matcher(pom)
                                        .results()
                                        .map(found -> found.group(1))
                                        .findFirst()
                                        .orElse("none in " + artifactId(pom)))
                        .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("se\\.allmanning(\\.[a-z][a-z0-9_]*)+"));
    }

    @Test
    @DisplayName("a folder with a pom is part of the build, or says why it is not")
    void modulesListed() {
        Set<String> folders = new TreeSet<>();
        for (Path pom : Repository.files("pom.xml")) {
            String name = Repository.name(pom.getParent());
            if (!name.isEmpty()
                    && !name.contains("src/")
                    && !Repository.read(pom).contains("Not part of the reactor")) {
                folders.add(name);
            }
        }
        assertThat(new TreeSet<>(modules())).isEqualTo(folders);
    }

    @Test
    @DisplayName("no text names a folder of the machine it was written on")
    void noForeignPaths() {
        Pattern foreign = Pattern.compile("[\"'`(=\\s](/home/|/root/|/Users/)[a-z]");
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files(".java", ".xml", ".md", ".yaml", ".sh", ".properties")) {
            if (foreign.matcher(Repository.read(file)).find()) {
                found.add(Repository.name(file));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("run and the scripts of CI can be executed")
    void executable() {
        for (String script : List.of("run", ".ci/run", ".ci/staging")) {
            assertThat(Files.isExecutable(Repository.root().resolve(script)))
                    .as("%s is executable", script)
                    .isTrue();
        }
    }

    private static List<String> modules() {
        return MODULE.matcher(Repository.read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> managed(String pom) {
        return MANAGED.matcher(Repository.read(pom))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String artifactId(String pom) {
        Matcher own =
                Pattern.compile(
                                "</parent>\\s*(?:<groupId>[^<]*</groupId>\\s*)?<artifactId>([^<]+)<")
                        .matcher(pom);
        assertThat(own.find()).as("a pom names its artifact right after its parent").isTrue();
        return own.group(1);
    }
}
