/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AllmanningException;

@DisplayName("A configuration")
class ConfigurationTest {

    @Test
    @DisplayName("that is empty or missing has the defaults")
    void defaults(@TempDir Path folder) {
        for (Configuration c :
                new Configuration[] {
                    Configuration.defaults(),
                    Configuration.parse("# nothing\n", "x"),
                    Configuration.read(folder.resolve("allmanning.yaml"))
                }) {
            assertThat(c.defaultInvocation().authority()).isEqualTo("local");
            assertThat(c.store()).isEqualTo("lucene");
            assertThat(c.maxFileBytes()).isEqualTo(64L << 20);
            assertThat(c.embeddingModel()).isEmpty();
        }
    }

    @Test
    @DisplayName("is read whole")
    void whole() {
        Configuration c =
                Configuration.parse(
                        """
                        authority: socialnamnden
                        groups: [handläggare, chefer]
                        class: K2R2T1+ordinary
                        embedding-model: intfloat/multilingual-e5-small@q4-1
                        knowledge:
                          store: lucene
                          max-file-mib: 8
                        services:
                          municipal-answers:
                            knowledge: rules
                        connectors:
                          onnx:
                            models:
                              - path: /models/a
                            threads: 2
                        """,
                        "allmanning.yaml");
        assertThat(c.defaultInvocation().authority()).isEqualTo("socialnamnden");
        assertThat(c.defaultInvocation().accessGroups()).containsExactly("chefer", "handläggare");
        assertThat(c.defaultInvocation().informationClass())
                .isEqualTo(InformationClass.parse("K2R2T1+ordinary"));
        assertThat(c.maxFileBytes()).isEqualTo(8L << 20);
        assertThat(c.serviceKnowledge("municipal-answers")).contains("rules");
        assertThat(c.connector("onnx"))
                .containsEntry("threads", "2")
                .containsEntry("models", List.of(Map.of("path", "/models/a")));
    }

    @Test
    @DisplayName(
            "tells every fault at once, with its line and what is allowed, and repeats no value")
    void allFaults() {
        assertThatThrownBy(() ->
                        Configuration.parse(
                                """
                                authority: Social Nämnden
                                class: K9
                                groups: hr
                                knowlege: {}
                                knowledge:
                                  max-file-mib: hemlig
                                  stor: lucene
                                services: nej
                                """,
                                "allmanning.yaml"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("allmanning.yaml has 7 faults")
                .hasMessageContaining("line 1: authority")
                .hasMessageContaining("line 2: class")
                .hasMessageContaining("line 3: groups must be a list")
                .hasMessageContaining(
                        "line 4: unknown key knowlege; allowed here: audit, authority,")
                .hasMessageContaining("line 6: knowledge.max-file-mib must be a whole number")
                .hasMessageContaining("line 7: unknown key knowledge.stor")
                .hasMessageContaining("line 8: services must hold keys")
                .hasMessageContaining("[ALM-CFG-001]")
                .message()
                .doesNotContain("hemlig");
    }

    @Test
    @DisplayName("that is not YAML, or holds a key twice, says where")
    void notYaml() {
        assertThatThrownBy(() -> Configuration.parse("a: [1\nb: 2", "x"))
                .hasMessageContaining("line 2: not YAML");
        assertThatThrownBy(() -> Configuration.parse("class: K1R1T1\nclass: K2R1T1", "x"))
                .hasMessageContaining("line 2: class stands twice");
    }

    @Test
    @DisplayName("that cannot be read as UTF-8 says so")
    void notText(@TempDir Path folder) throws Exception {
        Path file =
                Files.write(folder.resolve("allmanning.yaml"), new byte[] {(byte) 0xE5, ':', 'x'});
        assertThatThrownBy(() -> Configuration.read(file)).hasMessageContaining("ALM-CFG-002");
    }

    @Test
    @DisplayName("names secrets and never holds them")
    void secrets(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "hemlig\n");
        Secrets secrets = Secrets.ofEnvironment();
        assertThat(secrets.resolve("${file:" + file + "}")).contains("hemlig");
        assertThat(secrets.resolve("${env:ALLMANNING_NO_SUCH_VARIABLE}")).isEmpty();
        assertThat(secrets.resolve("hemlig")).isEmpty();
    }

    @Test
    @DisplayName("reads the example of its documents, key by key")
    void documentedExample() throws IOException {
        String page =
                Files.readString(
                        Path.of(System.getProperty("project.root"))
                                .resolve("docs/reference/configuration.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.lastIndexOf("```"));
        Configuration c = Configuration.parse(yaml, "example");

        assertThat(c.defaultInvocation().municipality()).contains("2281 Sundsvall");
        assertThat(c.models().prefer()).containsExactly("sundsvall-hall", "provider-se");
        assertThat(c.models().timeout()).hasSeconds(60);
        assertThat(c.models().guards())
                .containsEntry("personal-number", "deny")
                .containsEntry("phone", "mask");
        assertThat(c.models().prices()).hasSize(1);
        assertThat(c.models().roles().get("answerer").highest()).hasToString("K2R2T1+ordinary");
        assertThat(c.models().daily().get("municipal-answers").tokens()).isEqualTo(2_000_000);
        assertThat(c.policy().deployments())
                .anySatisfy(d -> {
                    assertThat(d.id()).isEqualTo("provider-se");
                    assertThat(d.processorAgreement()).contains("KS-2026/123");
                    assertThat(d.dutyOfSilence()).isTrue();
                });
        assertThat(c.policy().kinds()).containsEntry("eu-cloud", "K1R1T1");
        assertThat(c.policy().jurisdictions()).containsExactly("US");
        assertThat(c.policy().digest()).isEqualTo("claimed");
        assertThat(c.audit().disposals().get("SN 2026/7").retention().getMonths()).isEqualTo(24);
        assertThat(c.crisis().keys()).containsExactly("a.pub.pem", "b.pub.pem");
        assertThat(c.connectors()).containsExactly("openai");
    }

    @Test
    @DisplayName("tells all faults of the parts on models, policy, audit and crisis at once")
    void faultsOfParts() {
        assertThatThrownBy(() ->
                        Configuration.parse(
                                """
                                models:
                                  tries: 0
                                  guards: {phone: hide}
                                  prices: [{model: x}]
                                deployments:
                                  hall: {operator: Kommunen, country: Sverige}
                                policy:
                                  highest-class: {hosting: {eu-cloud: K4R1T1}}
                                  digest: some
                                audit:
                                  disposal: [{decision: A, decided: i dag, authority: bn, keep-months: 3}]
                                  content: {key: abc, keep-days: 10}
                                crisis: {needed: 0}
                                """,
                                "allmanning.yaml"))
                .hasMessageContainingAll(
                        "line 2: models.tries must be a whole number from 1 to 10",
                        "line 3: models.guards.phone: write mask, deny or allow",
                        "models.prices[1].input is missing",
                        "line 6: deployments.hall.kind is missing",
                        "deployments.hall.country: write an ISO 3166-1 alpha-2 code",
                        "policy.highest-class.hosting.eu-cloud: A clearance has levels 0 to 3",
                        "policy.digest: write any, claimed or verified",
                        "audit.disposal[1].decided: write a date",
                        "audit.disposal[1].keep-months must be a whole number from 6",
                        "audit.content.key: name a secret as ${env:NAME}",
                        "crisis.needed must be a whole number from 1")
                .hasMessageNotContaining("abc");
    }
}
