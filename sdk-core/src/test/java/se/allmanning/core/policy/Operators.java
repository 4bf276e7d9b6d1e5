/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** People with keys. */
final class Operators {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final List<KeyPair> pairs = new ArrayList<>();

    static Operators of(int count) {
        Operators operators = new Operators();
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            for (int i = 0; i < count; i++) {
                operators.pairs.add(generator.generateKeyPair());
            }
            return operators;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    CrisisSigner signer(int i) {
        try {
            return CrisisSigner.ofPkcs8(pairs.get(i).getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    byte[] x509(int i) {
        return pairs.get(i).getPublic().getEncoded();
    }

    CrisisKeys keys(int needed) {
        return keys(needed, CrisisKeys.MAXIMUM);
    }

    CrisisKeys keys(int needed, Duration longest) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            all.add(x509(i));
        }
        return new CrisisKeys(all, needed, longest);
    }

    Path privateFile(Path folder, int i) throws IOException {
        Path file = folder.resolve("operator-" + i + ".pem");
        Files.writeString(file, pem("PRIVATE KEY", pairs.get(i).getPrivate().getEncoded()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    Path publicFile(Path folder, int i) throws IOException {
        Path file = folder.resolve("operator-" + i + ".pub.pem");
        return Files.writeString(file, pem("PUBLIC KEY", x509(i)));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN "
                + type
                + "-----\n"
                + LINES.encodeToString(der)
                + "\n-----END "
                + type
                + "-----\n";
    }
}
