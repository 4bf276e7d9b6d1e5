/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may know whom")
class ArchitectureTest {

    /** A catalog is fetched over HTTPS where a command asks for it; a host never does. */
    private static final String FETCHES =
            "se\\.allmanning\\.core\\.trust\\.(HttpsRepository|BoundedBody).*";

    private static final String[] API = {
        "se.allmanning.service",
        "se.allmanning.knowledge",
        "se.allmanning.model",
        "se.allmanning.policy",
        "se.allmanning.spi"
    };
    private static final String CORE = "se.allmanning.core..";
    private static final String COMMAND = "se.allmanning.cli..";
    private static final String[] LIBRARIES = {
        "se.allmanning.service",
        "se.allmanning.knowledge",
        "se.allmanning.model",
        "se.allmanning.policy",
        "se.allmanning.spi",
        CORE,
        "se.allmanning.parsers..",
        "se.allmanning.connector..",
        "se.allmanning.services.."
    };

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("se.allmanning");
    }

    @Test
    @DisplayName(
            "the classes of every module are on the table, or the rules below would say nothing")
    void complete() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : ours) {
            found.add(type.getPackageName());
        }
        assertThat(found)
                .contains(API)
                .contains(
                        "se.allmanning.core",
                        "se.allmanning.connector.onnx",
                        "se.allmanning.connector.openai",
                        "se.allmanning.http.okhttp",
                        "se.allmanning.tck",
                        "se.allmanning.parsers",
                        "se.allmanning.services.answers",
                        "se.allmanning.cli");
    }

    @Test
    @DisplayName("the contract rests on the platform, langchain4j-core and jspecify alone")
    void contract() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(API)
                                .or(
                                        resideInAnyPackage(
                                                "java..", "dev.langchain4j..", "org.jspecify..")))
                .check(ours);
    }

    @Test
    @DisplayName("connectors, parsers and services see the contract, never the runtime")
    void runtimeUnseen() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "se.allmanning.connector..",
                        "se.allmanning.parsers..",
                        "se.allmanning.services..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE, COMMAND)
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "se.allmanning.connector..",
                        "se.allmanning.parsers..",
                        "se.allmanning.services..",
                        COMMAND)
                .check(ours);
    }

    @Test
    @DisplayName(
            "the rooms of the runtime know each other one way only, and none knows the front door")
    void rooms() {
        slices().matching("se.allmanning.core.(**)").should().beFreeOfCycles().check(ours);
        noClasses()
                .that()
                .resideInAPackage("se.allmanning.core.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("se.allmanning.core")
                .check(ours);
    }

    @Test
    @DisplayName("Lucene stays behind its store; its analysis serves the words of a text as well")
    void lucene() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "se.allmanning.core.knowledge.lucene..",
                        "se.allmanning.core.knowledge.text..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .check(ours);
        noClasses()
                .that()
                .resideInAPackage("se.allmanning.core.knowledge.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.lucene.index..",
                        "org.apache.lucene.search..",
                        "org.apache.lucene.store..")
                .check(ours);
    }

    @Test
    @DisplayName("libraries neither print nor end the process nor choose a logger for the host")
    void manners() {
        JavaClasses libraries = ours.that(resideInAnyPackage(LIBRARIES));
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(libraries);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(libraries);
        noClasses().should().callMethod(System.class, "exit", int.class).check(libraries);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(libraries);
    }

    @Test
    @DisplayName(
            "nothing opens a connection but the HTTP client, the fetching of catalogs and the kit's server")
    void noNetwork() {
        noClasses()
                .that()
                .resideOutsideOfPackages("se.allmanning.http.okhttp..", "se.allmanning.tck..")
                .and()
                .haveNameNotMatching(FETCHES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "javax.net..", "java.rmi..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|DatagramSocket|HttpURLConnection"
                                + "|URLConnection|InetAddress|InetSocketAddress)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.nio\\.channels\\.(Asynchronous)?(Server)?(Socket|Datagram)Channel")
                .check(ours);
    }

    @Test
    @DisplayName("classes of the contract are final, or made to be implemented or thrown")
    void closed() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(Exception.class)
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(ours);
    }

    @Test
    @DisplayName("names say what a thing does")
    void names() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)")
                .orShould()
                .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
                .check(ours);
    }

    @Test
    @DisplayName("every package is @NullMarked and explains itself")
    void nullMarked() {
        Set<String> packages =
                ours.stream()
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String name : packages) {
            assertThat(ours.getPackage(name).isAnnotatedWith(NullMarked.class))
                    .as("package-info.java of %s carries @NullMarked", name)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("what a type of the contract names, a user of the contract can see")
    void visible() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .and()
                .arePublic()
                .should(
                        new ArchCondition<>("name public types only in public signatures") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                PublicSignatures.of(type).stream()
                                        .filter(resideInAPackage("se.allmanning.."))
                                        .filter(named ->
                                                !named.getModifiers().contains(JavaModifier.PUBLIC))
                                        .forEach(named ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                type,
                                                                type.getName()
                                                                        + " names "
                                                                        + named.getName())));
                            }
                        })
                .check(ours);
    }
}
