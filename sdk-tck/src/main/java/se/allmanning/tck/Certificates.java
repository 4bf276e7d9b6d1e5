/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority of the kit's own that issues certificates for loopback servers (X.509 v3 after RFC
 * 5280, ECDSA on P-256). The JDK signs but has no public way to write a certificate, and a kit that
 * brought a library for it would bring the library's conflicts to every vendor.
 */
final class Certificates {

    private static final char[] NO_PASSWORD = "none".toCharArray();
    private static final String ECDSA = "2a8648ce3d040302";
    private static final String COMMON_NAME = "550403";
    private static final String ALTERNATIVE_NAME = "551d11";
    private static final String BASIC_CONSTRAINTS = "551d13";

    private final KeyPair key = newKey();
    private final X509Certificate root = issue("Allmanning kit", "", key, key.getPrivate(), 1);

    /** The authority's own certificate, PEM. */
    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server needs that calls itself by the given host name. */
    SSLContext server(String host) {
        try {
            KeyPair own = newKey();
            X509Certificate certificate = issue("kit server", host, own, key.getPrivate(), 2);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    own.getPrivate(),
                    NO_PASSWORD,
                    new X509Certificate[] {certificate, root});
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate issue(
            String subject, String host, KeyPair own, PrivateKey authority, int serial) {
        byte[] extension =
                host.isEmpty()
                        ? extension(BASIC_CONSTRAINTS, der(0x30, new byte[] {1, 1, (byte) 0xff}))
                        : extension(
                                ALTERNATIVE_NAME,
                                der(0x30, der(0x82, host.getBytes(StandardCharsets.US_ASCII))));
        byte[] algorithm = der(0x30, oid(ECDSA));
        byte[] body =
                der(
                        0x30,
                        der(0xa0, der(2, new byte[] {2})),
                        der(2, new byte[] {(byte) serial}),
                        algorithm,
                        name("Allmanning kit"),
                        der(0x30, time("250101000000Z"), time("491231235959Z")),
                        name(subject),
                        own.getPublic().getEncoded(),
                        der(0xa3, der(0x30, extension)));
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(authority);
            signer.update(body);
            byte[] whole = der(0x30, body, algorithm, der(3, new byte[] {0}, signer.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extension(String oid, byte[] value) {
        return der(0x30, oid(oid), der(4, value));
    }

    private static byte[] name(String text) {
        byte[] value = der(0x0c, text.getBytes(StandardCharsets.UTF_8));
        return der(0x30, der(0x31, der(0x30, oid(COMMON_NAME), value)));
    }

    private static byte[] time(String utc) {
        return der(0x17, utc.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] oid(String hex) {
        return der(6, java.util.HexFormat.of().parseHex(hex));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.size() > 255) {
            all.write(0x82);
            all.write(content.size() >> 8);
        } else if (content.size() > 127) {
            all.write(0x81);
        }
        all.write(content.size() & 0xff);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
