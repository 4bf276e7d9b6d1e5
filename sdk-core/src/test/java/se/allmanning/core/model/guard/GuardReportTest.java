/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.model.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of a guard")
class GuardReportTest {

    @Test
    @DisplayName("reports add up, and say kinds and counts")
    void sums() {
        GuardReport one = new GuardReport(Map.of(GuardKind.EMAIL, 2));
        GuardReport two = new GuardReport(Map.of(GuardKind.EMAIL, 1, GuardKind.PHONE, 1));
        assertThat(one.plus(two).counts())
                .isEqualTo(Map.of(GuardKind.EMAIL, 3, GuardKind.PHONE, 1));
        assertThat(one.plus(two)).hasToString("phone 1, email 3").isEqualTo(two.plus(one));
        assertThat(GuardReport.empty()).hasToString("nothing");
    }

    @Test
    @DisplayName("the ids of kinds are their own and of the usual form")
    void ids() {
        Set<String> ids = new HashSet<>();
        for (GuardKind kind : GuardKind.values()) {
            assertThat(kind.id()).matches("[a-z][a-z0-9-]{1,63}");
            assertThat(ids.add(kind.id())).isTrue();
        }
    }
}
