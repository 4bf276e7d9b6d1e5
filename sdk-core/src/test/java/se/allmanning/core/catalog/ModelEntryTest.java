/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.allmanning.core.catalog.Catalogs.document;
import static se.allmanning.core.catalog.Catalogs.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.allmanning.service.AllmanningException;

@DisplayName("The written form of a model entry")
class ModelEntryTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path STARTER =
            ROOT.resolve("sdk-core/src/main/catalog/starter/models/multilingual-e5-small.json");

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    @DisplayName("of the documentation is read, and written back as it was")
    void example() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/model-entry.md"));
        int start = page.indexOf("```json\n") + 8;
        JsonNode example = tree(page.substring(start, page.indexOf("```", start)));
        ModelEntry entry = ModelEntryReader.read(example, "docs/reference/model-entry.md");
        assertThat(tree(ModelEntryWriter.write(entry).toString())).isEqualTo(example);
        assertThat(entry.reviews()).isNotEmpty();
        assertThat(entry.evaluations()).isNotEmpty();
        assertThat(entry.lineage()).isNotEmpty();
        assertThat(entry.conditions()).isNotEmpty();
        assertThat(entry.crisis().extraDays()).isPositive();
        assertThat(entry.ancestorWaiver()).isPresent();
        assertThat(entry.validFrom()).isPresent();
    }

    @Test
    @DisplayName("of a document lists all keys of a document and no other")
    void exampleDocument() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/model-entry.md"));
        int first = page.indexOf("```json\n") + 8;
        int start = page.indexOf("```json\n", first) + 8;
        ObjectNode document = (ObjectNode) tree(page.substring(start, page.indexOf("```", start)));
        CertifiedCatalog catalog =
                Catalogs.of(
                        CatalogDocument.parse(
                                "catalog",
                                null,
                                List.of("*"),
                                Catalogs.EXPIRES,
                                false,
                                document.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(catalog.revocations()).hasSize(1);
        assertThat(catalog.guidance()).hasSize(1);
        assertThat(catalog.attested()).hasSize(1);
    }

    @Test
    @DisplayName("tells of all faults of an entry at once, each with its place")
    void allFaults() {
        ObjectNode entry = ModelEntryWriter.write(entry("model").build());
        entry.remove("licence");
        entry.put("clearence", "K3R3T3");
        entry.put("clearance", "K4R3T3");
        entry.put("sectors", "all");
        entry.putArray("purposes").add("Not An Id");
        entry.put("contextLength", -1);
        entry.putArray("digests").addObject().put("variant", "q4").put("digest", "ABC");
        ((ObjectNode) entry.get("openness")).put("weights", "half");
        entry.put("validFrom", "yesterday");
        assertThatThrownBy(() -> ModelEntryReader.read(entry, "test"))
                .isInstanceOf(AllmanningException.class)
                .hasMessageContaining("The model entry (test) has 9 faults:")
                .hasMessageContaining("test.licence: missing")
                .hasMessageContaining("test.clearance: A clearance has levels 0 to 3, found K4R3T3")
                .hasMessageContaining("test: unknown key \"clearence\"; allowed: id, kind, ")
                .hasMessageContaining("test.sectors: \"*\" or an array of ids is needed")
                .hasMessageContaining("test.purposes[0]: Purpose id \"Not An Id\" is not valid")
                .hasMessageContaining("test.contextLength: a whole number from 0 to 2147483647")
                .hasMessageContaining(
                        "test.digests[0].digest: A digest is SHA-256 in 64 lower-case")
                .hasMessageContaining("test.openness.weights: allowed: open, restricted, closed")
                .hasMessageContaining(
                        "test.validFrom: a point in time such as 2026-01-31T00:00:00Z is needed")
                .hasMessageEndingWith("[ALM-CAT-002]");
    }

    @ParameterizedTest
    @DisplayName("permits nothing that it does not name")
    @CsvSource({"sectors", "purposes", "riskClasses"})
    void absentPermitsNothing(String key) {
        ObjectNode json = ModelEntryWriter.write(entry("model").build());
        json.remove(key);
        ModelEntry entry = ModelEntryReader.read(json, "test");
        Permission permission =
                switch (key) {
                    case "sectors" -> entry.sectors();
                    case "purposes" -> entry.purposes();
                    default -> entry.riskClasses();
                };
        assertThat(permission).isEqualTo(Permission.NONE);
    }

    @Test
    @DisplayName("of a document is refused whole when one entry has a fault or stands there twice")
    void document_() {
        Catalogs twice = document().made("model").made("model");
        assertThatThrownBy(twice::catalog)
                .hasMessageContaining("$: models has test/model@1 twice")
                .hasMessageEndingWith("[ALM-CAT-002]");
        Catalogs wrong = document();
        wrong.payload().put("format", 2).put("modles", 1);
        assertThatThrownBy(wrong::catalog)
                .hasMessageContaining("$.format: a whole number from 1 to 1 is needed")
                .hasMessageContaining("$: unknown key \"modles\"; allowed: _type, format,");
    }

    @ParameterizedTest
    @DisplayName("of a document that is not one JSON object without doubles is refused, unquoted")
    @CsvSource(
            delimiter = '|',
            value = {"[]", "{\"a\":1,\"a\":2}", "{\"secret\": x}", "{} {}", "''"})
    void notJson(String text) {
        assertThatThrownBy(() ->
                        CatalogDocument.parse(
                                "catalog",
                                null,
                                List.of("*"),
                                Catalogs.EXPIRES,
                                false,
                                text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AllmanningException.class)
                .hasMessageStartingWith("The catalog document of the role \"catalog\" is not")
                .hasMessageEndingWith("[ALM-CAT-001]")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    @DisplayName("of the host's own process as a deployment is refused")
    void localDeployment() {
        Catalogs local = document();
        local.payload()
                .withArray("deployments")
                .addObject()
                .put("id", "local")
                .put("kind", "on-premises");
        assertThatThrownBy(local::catalog)
                .hasMessageContaining(
                        "$.deployments[0]: the host's own process is no deployment that a catalog"
                                + " attests");
    }

    @Test
    @DisplayName(
            "of the starter is read, and its digests are those of the files and the descriptor")
    void starter() throws IOException {
        ModelEntry entry = ModelEntryReader.read(tree(Files.readString(STARTER)), "starter");
        JsonNode descriptor =
                tree(
                        Files.readString(
                                ROOT.resolve(
                                        "models/multilingual-e5-small/src/main/resources/META-INF"
                                                + "/allmanning/models/multilingual-e5-small"
                                                + "/model.json")));
        ModelManifest manifest = ModelManifest.of(entry.files());
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("dimension", descriptor.get("dimension").asText());
        settings.put("document-prefix", descriptor.get("prefixes").get("document").asText());
        settings.put("max-tokens", descriptor.get("maxTokens").asText());
        settings.put("normalize", descriptor.get("normalize").asText());
        settings.put("output", descriptor.get("output").asText());
        settings.put("pooling", descriptor.get("pooling").asText());
        settings.put("query-prefix", descriptor.get("prefixes").get("query").asText());
        assertThat(entry.digests())
                .extracting(ModelDigest::digest)
                .containsExactly(manifest.digestWith("#embedding", settings), manifest.digest());
        assertThat(entry.id()).hasToString(descriptor.get("id").asText());
        assertThat(entry.files())
                .extracting(ModelFile::sha256)
                .containsExactlyElementsOf(descriptor.get("files").findValuesAsText("sha256"));
        assertThat(entry.languages()).hasSameSizeAs(descriptor.get("languages"));
    }
}
