/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.model.ModelId;
import se.allmanning.policy.PolicyDecision;
import se.allmanning.policy.PolicyDecision.Alternative;
import se.allmanning.policy.PolicyReason;

@DisplayName("policy explain")
class PolicyCommandTest {

    private static final ModelId LARGE = ModelId.parse("acme/large@1");
    private static final ModelId SMALL = ModelId.parse("acme/small@1");
    private static final List<PolicyDecision> DECISIONS =
            List.of(
                    new PolicyDecision(
                            LARGE,
                            "cloud",
                            false,
                            List.of(
                                    new PolicyReason(
                                            "ALM-POL-108",
                                            "clearance",
                                            "K3R2T2",
                                            "K2R2T2",
                                            null,
                                            "Modellen är godkänd till och med K2R2T2.",
                                            "The model is cleared up to K2R2T2."),
                                    new PolicyReason(
                                            "ALM-POL-134",
                                            "processor-agreement",
                                            "an agreement",
                                            "none",
                                            "artikel 28",
                                            "Ett avtal krävs.",
                                            "An agreement is required.")),
                            List.of(new Alternative(SMALL, "local"))),
                    new PolicyDecision(SMALL, "local", true, List.of(), List.of()));

    private record Shown(int code, String out, String err) {}

    private static Shown show(ModelId only, boolean json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                PolicyCommand.Explain.show(DECISIONS, only, json, Terminal.of(out, err, Map.of()));
        return new Shown(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("tells of each model why, on which ground and what instead, in both languages")
    void text() {
        Shown shown = show(null, false);
        assertThat(shown.code()).isEqualTo(ExitCode.DONE);
        assertThat(shown.out())
                .isEqualTo(
                        """
                        acme/large@1 (cloud): nekad (denied)

                          Modellen är godkänd till och med K2R2T2.
                          The model is cleared up to K2R2T2.
                          needed: K3R2T2; found: K2R2T2
                          clearance [ALM-POL-108]

                          Ett avtal krävs.
                          An agreement is required.
                          Grund (ground): artikel 28
                          needed: an agreement; found: none
                          processor-agreement [ALM-POL-134]

                          Tillåtet i stället (permitted instead): acme/small@1 (local)

                        acme/small@1 (local): tillåten (permitted)
                        """);
    }

    @Test
    @DisplayName("prints one JSON document with the keys that the reference lists")
    void json() throws IOException {
        JsonNode document = JsonMapper.builder().build().readTree(show(null, true).out());
        assertThat(Run.keys(document)).containsExactly("decisions");
        JsonNode denied = document.get("decisions").get(0);
        assertThat(Run.keys(denied))
                .containsExactly("model", "deployment", "permitted", "reasons", "alternatives");
        assertThat(denied.get("permitted").booleanValue()).isFalse();
        JsonNode reason = denied.get("reasons").get(0);
        assertThat(Run.keys(reason))
                .containsExactly("code", "rule", "needed", "found", "legal", "sv", "en");
        assertThat(reason.get("legal").isNull()).isTrue();
        assertThat(Run.keys(denied.get("alternatives").get(0)))
                .containsExactly("model", "deployment");
        assertThat(document.get("decisions").get(1).get("permitted").booleanValue()).isTrue();
    }

    @Test
    @DisplayName("exits with 3 for a model that is denied, 0 for one that is not, 1 for a stranger")
    void exitCodes() {
        assertThat(show(LARGE, false).code()).isEqualTo(ExitCode.DENIED);
        assertThat(show(LARGE, true).code()).isEqualTo(ExitCode.DENIED);
        assertThat(show(SMALL, false).code()).isEqualTo(ExitCode.DONE);
        assertThat(show(SMALL, false).out()).doesNotContain("large");
        Shown stranger = show(ModelId.parse("no/body@1"), false);
        assertThat(stranger.code()).isEqualTo(ExitCode.NOTHING);
        assertThat(stranger.err()).contains("Ingen anslutning erbjuder modellen no/body@1.");
    }

    @Test
    @DisplayName("refuses what is no service, model or purpose, all at once")
    void wrongUse(@TempDir Path home) {
        Run run = Run.at(home, "policy", "explain", "--model", "x", "--purpose", "Ö").exits(2);
        assertThat(run.err())
                .contains("--service=ID")
                .contains("Not a model id: \"x\"")
                .contains("Purpose id \"Ö\" is not valid")
                .contains("[ALM-CLI-001]");
        assertThat(Run.at(home, "policy", "explain", "--service", "no-such").exits(2).err())
                .contains("No service \"no-such\"");
    }

    @Test
    @DisplayName("decides on the models of the home, with the class and purpose that are given")
    void home(@TempDir Path home) {
        JsonNode document =
                Run.at(
                                home,
                                "policy",
                                "explain",
                                "--service",
                                "municipal-answers",
                                "--class",
                                "K4R1T1",
                                "--json")
                        .exits(0)
                        .json();
        JsonNode decision = document.get("decisions").get(0);
        assertThat(decision.get("model").asText()).isEqualTo("intfloat/multilingual-e5-small@q4-1");
        assertThat(decision.get("permitted").booleanValue()).isFalse();
        assertThat(decision.get("reasons").findValuesAsText("rule")).contains("level-four");
        Run.at(
                        home,
                        "policy",
                        "explain",
                        "--service=municipal-answers",
                        "--class=K4R1T1",
                        "--model=intfloat/multilingual-e5-small@q4-1")
                .exits(3);
    }
}
