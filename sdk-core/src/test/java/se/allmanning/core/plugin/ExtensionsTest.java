/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.model.ModelOffer;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ConnectorContext;
import se.allmanning.spi.ModelConnector;

@DisplayName("Extensions")
class ExtensionsTest {

    private record Named(String id) implements ModelConnector {
        @Override
        public List<ModelOffer> offers(ConnectorContext context) {
            return List.of();
        }
    }

    private record With(String id) implements AllmanningExtension {
        @Override
        public List<ModelConnector> modelConnectors() {
            return List.of(new Named(id));
        }
    }

    @Test
    @DisplayName("that offer nothing of a kind are no fault")
    void empty() {
        Extensions extensions = Extensions.load(List.of(new AllmanningExtension() {}), null);
        assertThat(extensions.connectors()).isEmpty();
        assertThat(extensions.services()).isEmpty();
    }

    @Test
    @DisplayName("with the same id fail the start, and both are named")
    void twice() {
        assertThatThrownBy(() -> Extensions.load(List.of(new With("acme"), new With("acme")), null))
                .hasMessageContaining("\"acme\"")
                .hasMessageContaining(Named.class.getName())
                .hasMessageContaining(" in file:")
                .hasMessageContaining("Remove one of the jars")
                .hasMessageContaining("ALM-EXT-002");
    }

    @Test
    @DisplayName("with an id of another form fail the start")
    void form() {
        assertThatThrownBy(() -> Extensions.load(List.of(new With("Acme!")), null))
                .hasMessageContaining("a-z");
    }

    @Test
    @DisplayName("that a services file names but nobody brings fail the start with the name")
    void missing(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(AllmanningExtension.class.getName()), "se.kommun.Gone\n");
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThatThrownBy(() -> Extensions.load(List.of(), loader))
                    .hasMessageContaining("se.kommun.Gone")
                    .hasMessageContaining("ALM-EXT-001");
        }
    }
}
