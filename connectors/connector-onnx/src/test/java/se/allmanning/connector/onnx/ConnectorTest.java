/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelOffer;
import se.allmanning.service.AllmanningException;
import se.allmanning.spi.AllmanningExtension;
import se.allmanning.spi.ModelConnector;

@DisplayName("The connector")
class ConnectorTest {

    @TempDir Path folder;

    private final OnnxConnector connector = new OnnxConnector();

    private Contexts context(Map<String, Object> configuration) {
        return new Contexts(folder, configuration);
    }

    @Test
    @DisplayName("is found by the service loader as \"onnx\"")
    void found() {
        assertThat(ServiceLoader.load(AllmanningExtension.class))
                .flatExtracting(AllmanningExtension::modelConnectors)
                .extracting(ModelConnector::id)
                .containsExactly("onnx");
    }

    @Test
    @DisplayName("offers the model on the class path without unpacking it")
    void offersArtifact() throws IOException {
        List<ModelOffer> offers = connector.offers(context(Map.of()));
        assertThat(offers).hasSize(1);
        ModelOffer offer = offers.get(0);
        assertThat(offer.model()).hasToString("intfloat/multilingual-e5-small@q4-1");
        assertThat(offer.kind()).isEqualTo(ModelKind.EMBEDDING);
        assertThat(offer.dimension()).isEqualTo(384);
        assertThat(offer.languages()).contains("sv", "fi", "so").hasSize(93);
        assertThat(offer.verified()).isTrue();
        // Knowledge packs are keyed by it: a new value makes every index be built anew.
        assertThat(offer.digest().orElseThrow())
                .isEqualTo("e589db3e7311d3552d69fd02332bb503de7004707e561f934587b1a1cf22a385");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("offers and binds a model from a folder that the configuration names")
    void offersFolder() throws Exception {
        TinyModel.in(folder.resolve("mine"));
        Contexts context =
                context(
                        Map.of(
                                "models", List.of(Map.of("path", "mine")),
                                "workers", "3",
                                "natives", Contexts.SHARED.toString()));
        List<ModelOffer> offers = connector.offers(context);
        assertThat(offers).hasSize(2);
        EmbeddingModel model = connector.embeddingModel(offers.get(1), context);
        try (OnnxEmbeddingModel onnx = (OnnxEmbeddingModel) model) {
            assertThat(onnx.modelName()).isEqualTo("test/tiny@1");
            assertThat(onnx.workers()).isEqualTo(3);
            assertThat(onnx.embed("a b").content().vector()).containsExactly(2.5f, 1.5f);
        }
    }

    @Test
    @DisplayName("tells all that is wrong with its configuration at once")
    void configuration() {
        Contexts context =
                context(
                        Map.of(
                                "model",
                                "x",
                                "workers",
                                0,
                                "natives",
                                7,
                                "models",
                                List.of("x", Map.of("path", ""))));
        assertThatThrownBy(() -> connector.offers(context))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        "connectors.onnx",
                        "unknown key model (known: models, natives, workers)",
                        "workers is 0",
                        "natives is not a path",
                        "something other than \"path: FOLDER\"",
                        "models.path is not a path",
                        "[ALM-CON-101]");
    }

    @Test
    @DisplayName("refuses two different models of one name, naming both")
    void sameName() throws IOException {
        TinyModel.in(folder.resolve("one"));
        TinyModel.in(folder.resolve("two"), TinyModel.DESCRIPTOR.replace("mean", "cls"));
        Contexts context =
                context(Map.of("models", List.of(Map.of("path", "one"), Map.of("path", "two"))));
        assertThatThrownBy(() -> connector.offers(context))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll("test/tiny@1", "one", "two", "[ALM-CON-102]");
    }

    @Test
    @DisplayName("does not bind an offer whose model has changed since")
    void changed() throws IOException {
        Path mine = TinyModel.in(folder.resolve("mine"));
        Contexts context = context(Map.of("models", List.of(Map.of("path", "mine"))));
        ModelOffer offer = connector.offers(context).get(1);
        TinyModel.in(mine, TinyModel.DESCRIPTOR.replace("mean", "cls"));
        assertThatThrownBy(() -> connector.embeddingModel(offer, context))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContainingAll(
                        "test/tiny@1", offer.digest().orElseThrow(), "[ALM-CON-102]");
    }
}
