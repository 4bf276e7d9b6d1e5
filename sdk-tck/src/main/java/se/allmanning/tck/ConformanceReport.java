/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import se.allmanning.service.AllmanningException;

/**
 * How a connector fared with every rule of the kit: which connector in which version, by which
 * version of the kit, when, and for each rule whether it passed, failed, was refused or does not
 * apply, and why. {@link #sign} makes it evidence. Immutable; holds no key and no prompt.
 */
public final class ConformanceReport {

    /** The payload type of a signed report. */
    public static final String PAYLOAD_TYPE = "application/vnd.allmanning.conformance+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode content;
    private final List<Finding> findings;

    private ConformanceReport(ObjectNode content, List<Finding> findings) {
        this.content = content;
        this.findings = List.copyOf(findings);
    }

    static ConformanceReport of(
            String connector,
            String version,
            Instant date,
            Capabilities capabilities,
            List<Finding> findings) {
        ObjectNode root = JSON.createObjectNode().put("type", PAYLOAD_TYPE).put("format", 1);
        root.putObject("connector").put("id", connector).put("version", version);
        String kit = ModelConnectorKit.class.getPackage().getImplementationVersion();
        root.putObject("kit")
                .put("id", "model-connector")
                .put("version", kit == null ? "unknown" : kit);
        root.put("date", date.truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode declared = root.putArray("declared");
        new TreeSet<>(capabilities.features()).forEach(feature -> declared.add(feature.name()));
        root.put("conforms", conforms(findings));
        ArrayNode rules = root.putArray("rules");
        for (Finding finding : findings) {
            rules.addObject()
                    .put("id", finding.rule())
                    .put("level", finding.level().name())
                    .put("outcome", finding.outcome().text())
                    .put("why", finding.why());
        }
        return new ConformanceReport(root, findings);
    }

    private static boolean conforms(List<Finding> findings) {
        return !findings.isEmpty()
                && findings.stream()
                        .noneMatch(finding ->
                                finding.outcome() == Finding.Outcome.NOT_RUN
                                        || (finding.outcome() == Finding.Outcome.FAILED
                                                && finding.level() == Rule.Level.MUST));
    }

    /**
     * Reads a report.
     *
     * @throws AllmanningException ALM-TCK-001 if the bytes are no report, or one that says of
     *     itself something else than its rules do
     */
    public static ConformanceReport parse(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            List<Finding> findings = new ArrayList<>();
            for (JsonNode rule : root.path("rules")) {
                findings.add(
                        new Finding(
                                rule.path("id").asText(),
                                Rule.Level.valueOf(rule.path("level").asText()),
                                Finding.Outcome.parse(rule.path("outcome").asText()),
                                rule.path("why").asText()));
            }
            Instant.parse(root.path("date").asText());
            if (root instanceof ObjectNode content
                    && root.path("type").asText().equals(PAYLOAD_TYPE)
                    && root.path("format").asInt() == 1
                    && root.path("conforms").asBoolean() == conforms(findings)) {
                return new ConformanceReport(content, findings);
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // Said below; what a parser says of foreign bytes may repeat them.
        }
        throw new AllmanningException(
                "ALM-TCK-001",
                AllmanningException.Category.USAGE,
                "Not a conformance report of format 1. Give the JSON file that the kit wrote to"
                        + " target/conformance, unchanged.");
    }

    /** The connector's id. */
    public String connector() {
        return content.path("connector").path("id").asText();
    }

    /** The connector's version; {@code unknown} where its jar says none. */
    public String version() {
        return content.path("connector").path("version").asText();
    }

    /** SHA-256 of the connector's artifact in lower-case hexadecimal; empty where not told. */
    public String artifact() {
        return content.path("connector").path("sha256").asText();
    }

    /** When the kit ran. */
    public Instant date() {
        return Instant.parse(content.path("date").asText());
    }

    /** Whether every rule was tried and no MUST was broken. */
    public boolean conforms() {
        return conforms(findings);
    }

    /** How each rule fared, by number. */
    public List<Finding> findings() {
        return findings;
    }

    /** This report with the digest of the artifact that it is about. */
    public ConformanceReport artifact(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "A digest is 64 lower-case hexadecimal digits, found " + sha256.length() + ".");
        }
        ObjectNode copy = content.deepCopy();
        ((ObjectNode) copy.path("connector")).put("sha256", sha256);
        return new ConformanceReport(copy, findings);
    }

    /** The report as JSON, indented, ending in a line feed. */
    public byte[] json() {
        return (content.toPrettyString().replace("\r\n", "\n") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The report for people. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Conformance of connector ").append(connector()).append("\n\n");
        text.append("Version ").append(version()).append(", tried on ").append(date());
        text.append(" by version ").append(content.path("kit").path("version").asText());
        text.append(" of the kit. Declared:");
        content.path("declared").forEach(one -> text.append(' ').append(one.asText()));
        text.append(".\n\n**").append(conforms() ? "Conforms." : "Does not conform.").append("**");
        text.append("\n\n| rule | level | outcome | why |\n| --- | --- | --- | --- |\n");
        for (Finding finding : findings) {
            text.append("| ").append(finding.rule());
            text.append(" | ").append(finding.level());
            text.append(" | ").append(finding.outcome().text());
            text.append(" | ").append(finding.why().replaceAll("\\s+", " ").replace("|", "\\|"));
            text.append(" |\n");
        }
        return text.toString();
    }

    /**
     * Writes {@code ID.json} and {@code ID.md}.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(connector() + ".json"), json());
        Files.writeString(folder.resolve(connector() + ".md"), markdown());
    }

    /**
     * Signs the report: a DSSE envelope with one Ed25519 signature over these very bytes.
     *
     * @param key an Ed25519 key
     * @param keyId a hint for the reader at which key it was, not protected; may be empty
     * @return the envelope as JSON
     */
    public byte[] sign(PrivateKey key, String keyId) {
        return Dsse.sign(PAYLOAD_TYPE, json(), key, keyId);
    }

    /**
     * Reads a signed report.
     *
     * @param key the Ed25519 key of whom the reader trusts
     * @throws AllmanningException ALM-TCK-001 if it is no signed report, ALM-TCK-002 if the key did
     *     not sign it
     */
    public static ConformanceReport verify(byte[] envelope, PublicKey key) {
        return parse(Dsse.verify(PAYLOAD_TYPE, envelope, key));
    }

    @Override
    public String toString() {
        return "ConformanceReport[" + connector() + ", conforms=" + conforms() + "]";
    }
}
