/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.model.ModelId;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.spi.AccessFilter;

@DisplayName("The values of a call")
class ValuesTest {

    @Test
    @DisplayName("an invocation without more asks with no groups and K1R1T1")
    void defaults() {
        Invocation invocation = Invocation.of("local");
        assertThat(invocation.accessGroups()).isEmpty();
        assertThat(invocation.informationClass()).isEqualTo(InformationClass.DEFAULT);
        assertThat(invocation.deadline()).isEmpty();
    }

    @Test
    @DisplayName("an invocation is rebuilt as it was, and shows neither user nor case")
    void rebuilt() {
        Invocation invocation =
                Invocation.builder("socialnamnden")
                        .municipality("2281")
                        .branch("if-oberoende")
                        .caseNumber("SN 2026-17")
                        .user("anvandare7")
                        .purpose(Purpose.SUMMARY)
                        .informationClass(InformationClass.k(3))
                        .accessGroups("b", "a", "b")
                        .deadline(Instant.EPOCH)
                        .build();
        assertThat(invocation.toBuilder().build()).isEqualTo(invocation);
        assertThat(invocation.accessGroups()).containsExactly("a", "b");
        assertThat(invocation.toString()).doesNotContain("anvandare7").doesNotContain("2026-17");
    }

    @Test
    @DisplayName("ids and groups of another form are refused with the form to use")
    void forms() {
        assertThatThrownBy(() -> Invocation.of("Social nämnden")).hasMessageContaining("a-z");
        assertThatThrownBy(() -> Invocation.builder("local").accessGroups(" "))
                .hasMessageContaining("Give each group a name");
        assertThatThrownBy(() -> ModelId.parse("e5"))
                .hasMessageContaining("publisher/name@version");
        assertThat(ModelId.parse("a/b@c")).hasToString("a/b@c");
    }

    @Test
    @DisplayName(
            "a filter permits a document of all, or of one of the asker's groups, within the class")
    void filter() {
        AccessFilter filter =
                AccessFilter.of(
                        Invocation.builder("local")
                                .accessGroups("hr")
                                .informationClass(InformationClass.k(2))
                                .build());
        InformationClass low = InformationClass.DEFAULT;
        assertThat(filter.permits(low, Set.of())).isTrue();
        assertThat(filter.permits(low, Set.of("ekonomi", "hr"))).isTrue();
        assertThat(filter.permits(low, Set.of("ekonomi"))).isFalse();
        assertThat(filter.permits(InformationClass.k(3), Set.of("hr"))).isFalse();
    }

    @Test
    @DisplayName("a descriptor names everything that it lacks")
    void descriptor() {
        assertThatThrownBy(() -> ServiceDescriptor.builder("answers").build())
                .hasMessageContaining("title purpose usage");
        ServiceDescriptor descriptor =
                ServiceDescriptor.builder("answers")
                        .title("Svar")
                        .purpose("Answers")
                        .usage(UsageDeclaration.of(Purpose.QUESTION_ANSWERING))
                        .build();
        assertThat(descriptor.needsKnowledge()).isFalse();
        assertThat(descriptor.usage().highestClass()).isEqualTo(InformationClass.DEFAULT);
    }

    @Test
    @DisplayName("an exception ends with its code, and says whether to try again")
    void exception() {
        AllmanningException e =
                new AllmanningException(
                        "ALM-KNO-001", AllmanningException.Category.TEMPORARY, "Locked.");
        assertThat(e).hasMessage("Locked. [ALM-KNO-001]");
        assertThat(e.category().retryable()).isTrue();
        assertThat(AllmanningException.Category.DENIED.retryable()).isFalse();
    }
}
