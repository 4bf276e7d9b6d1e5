/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LangChain4j's types are part of the contract where they appear in it")
class LangChain4jTypesTest {

    private static final Pattern INCLUDE =
            Pattern.compile("<include>(dev\\.langchain4j\\.[\\w.$]+)</include>");

    @Test
    @DisplayName("the comparison with the last release covers them, and what they name themselves")
    void compared() {
        JavaClasses contract =
                new ClassFileImporter()
                        .importPackages(
                                "se.allmanning.service",
                                "se.allmanning.knowledge",
                                "se.allmanning.model",
                                "se.allmanning.policy",
                                "se.allmanning.spi");
        Set<String> named = new TreeSet<>();
        for (JavaClass type : contract) {
            if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
                continue;
            }
            for (JavaClass direct : langChain4j(type)) {
                named.add(direct.getName());
                langChain4j(direct).forEach(further -> named.add(further.getName()));
            }
        }
        Set<String> listed =
                INCLUDE.matcher(Repository.read("sdk-api/pom.xml"))
                        .results()
                        .map(include -> include.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isNotEmpty();
        assertThat(listed).isEqualTo(named);
    }

    private static Set<JavaClass> langChain4j(JavaClass type) {
        return PublicSignatures.of(type).stream()
                .filter(named -> named.getPackageName().startsWith("dev.langchain4j"))
                .collect(Collectors.toSet());
    }
}
