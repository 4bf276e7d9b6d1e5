/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.knowledge.KnowledgeSource;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;

/** What is embedded again when a document or its class changes, and what never is. */
class SyncReuseTest extends SyncFixture {

    @Test
    @DisplayName(
            "Of a changed document only what is new is embedded; the same text in other bytes costs"
                    + " no embedding")
    void reusesVectors() throws IOException {
        file("a.txt", LAW);
        sync();
        int before = base.model.embedded();
        file(
                "a.txt",
                LAW.replace("i förskott", "i efterskott"),
                Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(sync()).containsExactly("a.txt replaced 2");
        assertThat(base.model.embedded()).isEqualTo(before + 1);
        file(
                "a.txt",
                "\n\n" + LAW.replace("i förskott", "i efterskott"),
                Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(sync()).containsExactly("a.txt unchanged 2");
        assertThat(base.model.embedded()).isEqualTo(before + 1);
        assertThat(base.store.passages(KnowledgeSource.folder(documents).id(), "a.txt"))
                .allSatisfy(p -> assertThat(p.vector()).isPresent());
    }

    @Test
    @DisplayName("Another class or other groups take effect without reading or embedding anything")
    void changesAccess() throws IOException {
        file("a.txt", LAW);
        sync();
        int before = base.model.embedded();
        List<String> opened = new ArrayList<>();
        assertThat(sync(watched(opened).withAccessGroups(Set.of("ledning"))))
                .containsExactly("a.txt replaced 2");
        assertThat(opened).isEmpty();
        assertThat(base.model.embedded()).isEqualTo(before);
        assertThat(texts("nämnden")).isEmpty();
        assertThat(sync(watched(opened))).containsExactly("a.txt replaced 2");
        assertThat(texts("nämnden")).hasSize(1);
    }

    @Test
    @DisplayName("A document of level 4 is never given to the model, and is found by words")
    void keepsLevelFourFromTheModel() throws IOException {
        file("a.txt", LAW);
        InformationClass top = InformationClass.k(1).r(4);
        String said =
                " Its information class has level 4, which is never given to a model: it is found"
                        + " by its words alone.";
        assertThat(sync(KnowledgeSource.folder(documents).withInformationClass(top)))
                .containsExactly("a.txt indexed 2" + said);
        assertThat(base.model.embedded()).isZero();
        assertThat(sync(KnowledgeSource.folder(documents).withInformationClass(top)))
                .as("said each time")
                .containsExactly("a.txt unchanged 2" + said);
        AccessFilter cleared =
                AccessFilter.of(Invocation.builder("local").informationClass(top).build());
        try (StoreResult result = base.store.search(StoreQuery.of(cleared).words("nämnden"))) {
            assertThat(result.load(result.candidates())).hasSize(1);
        }
        assertThat(texts("nämnden")).isEmpty();
        assertThat(sync()).containsExactly("a.txt replaced 2");
        assertThat(base.model.embedded()).as("lowered, it gets its vectors").isEqualTo(4);
        sync(KnowledgeSource.folder(documents).withInformationClass(top));
        assertThat(base.store.passages(KnowledgeSource.folder(documents).id(), "a.txt"))
                .as("raised, it loses them")
                .allSatisfy(p -> assertThat(p.vector()).isEmpty());
    }
}
