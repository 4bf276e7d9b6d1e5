/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.http.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts and as whom it shows itself. Not thread-safe. */
final class Tls {

    private final List<X509Certificate> authorities = new ArrayList<>();
    private KeyManager @Nullable [] identity;

    /** Trusts these authorities too, beside those of the JVM. */
    void trust(Path pem) {
        authorities.addAll(Pem.certificates(pem));
    }

    void identity(Path chain, Path key) {
        List<X509Certificate> certificates = Pem.certificates(chain);
        PrivateKey privateKey = Pem.key(key);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "client", privateKey, new char[0], certificates.toArray(new Certificate[0]));
            identity = managers(store, new char[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The certificate in " + chain + " and the key in " + key + " do not fit.", e);
        }
    }

    void identity(Path pkcs12, char[] password) {
        try (InputStream in = Files.newInputStream(pkcs12)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (Collections.list(store.aliases()).stream()
                    .noneMatch(alias -> isKey(store, alias))) {
                throw new IllegalArgumentException(
                        "No private key in " + pkcs12 + ". Export certificate and key together.");
            }
            identity = managers(store, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The client certificate "
                            + pkcs12
                            + " cannot be opened. Check that it is a PKCS#12 file, that it may be"
                            + " read, and that the password is right.",
                    e);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static KeyManager[] managers(KeyStore store, char[] password)
            throws GeneralSecurityException {
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    void applyTo(OkHttpClient.Builder client) {
        if (authorities.isEmpty() && identity == null) {
            return;
        }
        try {
            X509TrustManager trust = trust();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, new TrustManager[] {trust}, null);
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JVM's TLS cannot be set up.", e);
        }
    }

    private X509TrustManager trust() throws GeneralSecurityException, IOException {
        X509TrustManager platform = manager(null);
        if (authorities.isEmpty()) {
            return platform;
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        List<X509Certificate> all = new ArrayList<>(List.of(platform.getAcceptedIssuers()));
        all.addAll(authorities);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        return manager(store);
    }

    private static X509TrustManager manager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("No X.509 trust manager.");
    }
}
