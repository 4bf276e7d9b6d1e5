/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

@DisplayName("Every flaw is caught by the rules that are about it")
class BrokenConnectorTest {

    private static final Map<Flaw, List<Integer>> CAUGHT = new LinkedHashMap<>();

    private static void caught(Flaw flaw, Integer... rules) {
        CAUGHT.put(flaw, List.of(rules));
    }

    static {
        caught(Flaw.BAD_ID, 1);
        caught(Flaw.RANDOM_OFFERS, 2);
        caught(Flaw.NETWORK_IN_OFFERS, 3);
        caught(Flaw.OFFERS_UNASKED, 4);
        caught(Flaw.CLAIMS_LOCAL_DEPLOYMENT, 5);
        caught(Flaw.CLAIMS_JURISDICTION, 6);
        caught(Flaw.CLAIMS_VERIFIED_DIGEST, 6);
        caught(Flaw.SENDS_WITHOUT_KEY, 9);
        caught(Flaw.BINDING_CALLS, 10);
        caught(Flaw.NEVER_CLOSES, 11);
        caught(Flaw.LEAVES_THREAD, 11);
        caught(Flaw.WORKS_WHEN_CLOSED, 12);
        caught(Flaw.SHARED_STATE, 16);
        caught(Flaw.LATIN_1, 20, 28);
        caught(Flaw.DROPS_SYSTEM, 21);
        caught(Flaw.WRONG_USAGE, 22, 42);
        caught(Flaw.INVENTS_USAGE, 23, 43);
        caught(Flaw.ALWAYS_STOP, 24, 42);
        caught(Flaw.IGNORES_TEMPERATURE, 25);
        caught(Flaw.DROPS_LAST_TOKEN, 40);
        caught(Flaw.TWO_ENDS, 41);
        caught(Flaw.IGNORES_CANCEL, 44);
        caught(Flaw.TALKS_AFTER_CANCEL, 45);
        caught(Flaw.MIXES_STREAMS, 46);
        caught(Flaw.COMPLETES_CUT_STREAM, 41, 47, 48, 49);
        caught(Flaw.DECODES_EACH_PACKET, 53);
        caught(Flaw.THROWS_IN_STREAM, 55);
        caught(Flaw.LOSES_TOOL_ID, 60);
        caught(Flaw.SWAPS_VECTORS, 70, 72);
        caught(Flaw.IGNORES_BATCHES, 72);
        caught(Flaw.TRUNCATES_TEXT, 73);
        caught(Flaw.WRONG_REASON, 90, 91, 92, 93);
        caught(Flaw.WRONG_WAIT, 96);
        caught(Flaw.RETRIES, 99);
        caught(Flaw.KEY_IN_ERROR, 110);
        caught(Flaw.KEY_IN_LOG, 111);
        caught(Flaw.KEY_IN_ADDRESS, 113);
        caught(Flaw.PROMPT_IN_ERROR, 115);
        caught(Flaw.PROMPT_IN_CAUSE, 115);
        caught(Flaw.PROMPT_IN_LOG, 116);
        caught(Flaw.PROMPT_IN_NAME, 117);
        caught(Flaw.READS_ALL, 121);
        caught(Flaw.TAKES_ANYTHING, 124);
        caught(Flaw.FOLLOWS_REDIRECTS, 130);
        caught(Flaw.TRUSTS_ANYONE, 135);
        caught(Flaw.NO_DEADLINE_AFTER_HEADERS, 141, 142);
        caught(Flaw.NO_DEADLINE, 140, 144);
    }

    @BeforeEach
    void reportsElsewhere(@TempDir Path folder) {
        ReferenceConnectorTest.reports = folder;
    }

    @AfterEach
    void soundAgain() {
        ReferenceConnectorTest.soundAgain();
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisplayName("a connector with the flaw fails these rules")
    void flaw(Flaw flaw) {
        ReferenceConnectorTest.flaw = flaw;
        Set<String> rules =
                CAUGHT.get(flaw).stream()
                        .map(number -> String.format("ALM-C-%03d", number))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(complaints(rules)).isEqualTo(rules);
    }

    @Test
    @DisplayName("no flaw is forgotten")
    void allFlaws() {
        assertThat(CAUGHT.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(Flaw.NONE)));
    }

    /** The rules among the given ones that a test complained of, a SHOULD by aborting. */
    static Set<String> complaints(Set<String> rules) {
        return run(ReferenceConnectorTest.class, rules).testEvents().stream()
                .filter(BrokenConnectorTest::complains)
                .map(event -> event.getTestDescriptor().getDisplayName().substring(0, 9))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static EngineExecutionResults run(Class<?> kit, Set<String> rules) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(ModelConnectorKit.CHOSEN_RULES, String.join(",", rules))
                .selectors(selectClass(kit))
                .execute();
    }

    private static boolean complains(Event event) {
        return Arrays.asList("FAILED", "ABORTED")
                .contains(
                        event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .map(result -> result.getStatus().name())
                                .orElse(""));
    }
}
