/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM (RFC 7468). */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private Pem() {}

    /**
     * All certificates of a file, in its order.
     *
     * @throws IllegalArgumentException if it cannot be read or holds none
     */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            if (!block.group(1).endsWith("CERTIFICATE")) {
                continue;
            }
            try {
                found.add(
                        (X509Certificate)
                                CertificateFactory.getInstance("X.509")
                                        .generateCertificate(
                                                new ByteArrayInputStream(bytes(block))));
            } catch (CertificateException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Certificate " + (found.size() + 1) + " in " + file + " is damaged.", e);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "No certificate in "
                            + file
                            + ". A PEM file has a block that begins with -----BEGIN"
                            + " CERTIFICATE-----.");
        }
        return found;
    }

    /**
     * The private key of a file.
     *
     * @throws IllegalArgumentException if it holds none that can be used; its bytes are never told
     */
    static PrivateKey key(Path file) {
        Matcher block = BLOCK.matcher(text(file));
        while (block.find()) {
            if (block.group(1).equals("PRIVATE KEY")) {
                return key(file, block);
            }
        }
        throw new IllegalArgumentException(
                "No private key in PKCS#8 form in "
                        + file
                        + ", that is, a block that begins with -----BEGIN PRIVATE KEY-----. Convert"
                        + " another form with: openssl pkcs8 -topk8 -nocrypt -in KEY -out FILE");
    }

    private static PrivateKey key(Path file, Matcher block) {
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(bytes(block));
            for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(spec);
                } catch (InvalidKeySpecException e) {
                    // Another algorithm's key.
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Said below, without the bytes.
        }
        throw new IllegalArgumentException(
                "The private key in " + file + " is damaged, or neither RSA, EC nor Ed25519.");
    }

    private static byte[] bytes(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file "
                            + file
                            + " cannot be read ("
                            + e.getClass().getSimpleName()
                            + "). Check the path and who may read it.",
                    e);
        }
    }
}
