/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.policy.InformationClass;

@DisplayName("A folder as a source")
class FolderSourceTest {

    @TempDir Path folder;

    private final List<String> documents = new ArrayList<>();
    private final Map<String, String> unreadable = new TreeMap<>();

    private void visit(KnowledgeSource source) throws IOException {
        source.visit(
                new KnowledgeSource.Visitor() {
                    @Override
                    public void document(SourceDocument document) {
                        documents.add(document.id());
                    }

                    @Override
                    public void unreadable(String id, String reason) {
                        unreadable.put(id, reason);
                    }
                });
    }

    @Test
    @DisplayName("holds all files below it, by relative path, except hidden ones")
    void files() throws IOException {
        Files.createDirectories(folder.resolve("a/.git"));
        Files.writeString(folder.resolve("a/lag.md"), "x");
        Files.writeString(folder.resolve("a/.git/config"), "x");
        Files.writeString(folder.resolve(".dold"), "x");
        Files.writeString(folder.resolve("b.txt"), "x");
        visit(KnowledgeSource.folder(folder));
        assertThat(documents).containsExactlyInAnyOrder("a/lag.md", "b.txt");
        assertThat(unreadable).isEmpty();
    }

    @Test
    @DisplayName("gives a decomposed file name its composed id")
    void decomposedNames() throws IOException {
        Files.writeString(folder.resolve("fo\u0308rslag.md"), "x");
        visit(KnowledgeSource.folder(folder));
        assertThat(documents).containsExactly("förslag.md");
    }

    @Test
    @DisplayName("reports a link that leads back, and a link to nothing, and goes on")
    void links() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("a/loop"), folder);
        Files.createSymbolicLink(folder.resolve("a/gone"), folder.resolve("nowhere"));
        Files.writeString(folder.resolve("z.md"), "x");
        visit(KnowledgeSource.folder(folder));
        assertThat(documents).containsExactly("z.md");
        assertThat(unreadable.get("a/loop")).contains("leads back").contains("Remove the link");
        assertThat(unreadable.get("a/gone")).isNotNull();
    }

    @Test
    @DisplayName("that does not exist, or is a file, cannot be read as a whole")
    void missing() throws IOException {
        assertThatThrownBy(() -> visit(KnowledgeSource.folder(folder.resolve("x"))))
                .isInstanceOf(NoSuchFileException.class);
        Path file = Files.writeString(folder.resolve("f"), "x");
        assertThatThrownBy(() -> visit(KnowledgeSource.folder(file)))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    @DisplayName("keeps its name when class and groups are set")
    void configured() {
        KnowledgeSource plain = KnowledgeSource.folder(folder);
        KnowledgeSource set =
                plain.withInformationClass(InformationClass.k(3)).withAccessGroups(Set.of("hr"));
        assertThat(set.id()).isEqualTo(plain.id());
        assertThat(set.informationClass()).isEqualTo(InformationClass.k(3));
        assertThat(set.accessGroups()).containsExactly("hr");
        assertThat(plain.accessGroups()).isEmpty();
    }
}
