/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                .hasMessageContaining("line 4: unknown key knowlege; allowed here: authority,")
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
}
