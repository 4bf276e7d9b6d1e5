/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import se.allmanning.core.home.Sha256;

/**
 * An entry of a catalog, told apart from others by its bytes alone: what it means is for the reader
 * of catalogs. Immutable.
 *
 * @param document {@code catalog}, or the delegate's name
 * @param kind {@code models}, {@code revoked}, {@code deployments} or {@code guidance}
 * @param id its {@code id}, else its {@code model}, else its place from 1
 * @param sha256 of its bytes in the payload
 */
public record CatalogEntry(String document, String kind, String id, String sha256) {

    /** All entries of the documents, in their order. */
    public static List<CatalogEntry> of(VerifiedCatalog catalog) {
        List<CatalogEntry> entries = new ArrayList<>();
        for (SignedDocument document : catalog.documents()) {
            entries.addAll(of(document.role(), document.payload()));
        }
        return entries;
    }

    /**
     * The entries of one payload, verified or not.
     *
     * @throws TrustException if it is not strict JSON
     */
    public static List<CatalogEntry> of(String document, byte[] payload) {
        List<CatalogEntry> entries = new ArrayList<>();
        return StrictJson.read(
                payload,
                document,
                parser -> {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String kind = parser.currentName();
                        JsonToken value = parser.nextToken();
                        if (CatalogHeader.ENTRIES.contains(kind)
                                && value == JsonToken.START_ARRAY) {
                            int place = 0;
                            while (parser.nextToken() != JsonToken.END_ARRAY) {
                                place++;
                                entries.add(entry(parser, document, kind, place, payload));
                            }
                        } else {
                            parser.skipChildren();
                        }
                    }
                    return entries;
                });
    }

    private static CatalogEntry entry(
            JsonParser parser, String document, String kind, int place, byte[] payload)
            throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String id = "";
        String model = "";
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("id")) {
                    id = parser.getText();
                } else if (value == JsonToken.VALUE_STRING && name.equals("model")) {
                    model = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        MessageDigest digest = Sha256.digest();
        digest.update(payload, start, end - start);
        String name = !id.isEmpty() ? id : !model.isEmpty() ? model : "#" + place;
        return new CatalogEntry(document, kind, name, HexFormat.of().formatHex(digest.digest()));
    }
}
