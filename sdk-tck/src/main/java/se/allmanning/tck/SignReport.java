/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import se.allmanning.service.AllmanningException;

/**
 * The command that makes a report evidence.
 *
 * <pre>
 * SignReport sign REPORT.json PRIVATE.pem ARTIFACT.jar   writes REPORT.dsse.json beside the report
 * SignReport verify REPORT.dsse.json PUBLIC.pem          prints the report; exit code 1: not signed so
 * </pre>
 *
 * Keys are Ed25519, as {@code openssl genpkey -algorithm ed25519} makes them: PKCS#8 and
 * SubjectPublicKeyInfo in PEM. A report that does not conform is signed as well: it says so.
 */
public final class SignReport {

    private SignReport() {}

    /** Runs the command. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /**
     * Runs the command without ending the process.
     *
     * @return 0 done, 1 the signature does not hold, 2 wrong use, 4 a file that cannot be read or
     *     written
     */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.length == 4 && arguments[0].equals("sign")) {
                return sign(
                        Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]), out);
            }
            if (arguments.length == 3 && arguments[0].equals("verify")) {
                byte[] envelope = Files.readAllBytes(Path.of(arguments[1]));
                ConformanceReport report =
                        ConformanceReport.verify(envelope, publicKey(Path.of(arguments[2])));
                out.print(report.markdown());
                return 0;
            }
            err.println("Usage: SignReport sign REPORT.json PRIVATE.pem ARTIFACT.jar");
            err.println("       SignReport verify REPORT.dsse.json PUBLIC.pem");
            return 2;
        } catch (AllmanningException e) {
            err.println(e.getMessage());
            return e.category().equals(AllmanningException.Category.DENIED) ? 1 : 2;
        } catch (NoSuchFileException e) {
            err.println("No file " + e.getMessage() + ". Give the path of one that exists.");
            return 4;
        } catch (IOException e) {
            err.println("Cannot read or write: " + e.getMessage());
            return 4;
        }
    }

    private static int sign(Path report, Path key, Path artifact, PrintStream out)
            throws IOException {
        byte[] envelope =
                ConformanceReport.parse(Files.readAllBytes(report))
                        .artifact(sha256(artifact))
                        .sign(privateKey(key), "");
        String name = String.valueOf(report.getFileName()).replaceFirst("\\.json$", "");
        Path signed = report.resolveSibling(name + ".dsse.json");
        Files.write(signed, envelope);
        out.println(signed);
        return 0;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        try {
            EncodedKeySpec spec = new PKCS8EncodedKeySpec(pem(file));
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw badKey(file, "PKCS#8");
        }
    }

    private static PublicKey publicKey(Path file) throws IOException {
        try {
            EncodedKeySpec spec = new X509EncodedKeySpec(pem(file));
            return KeyFactory.getInstance("Ed25519").generatePublic(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw badKey(file, "SubjectPublicKeyInfo");
        }
    }

    private static AllmanningException badKey(Path file, String form) {
        return new AllmanningException(
                "ALM-TCK-003",
                AllmanningException.Category.USAGE,
                file
                        + " holds no Ed25519 key ("
                        + form
                        + " in PEM). Make one with openssl genpkey"
                        + " -algorithm ed25519.");
    }

    private static byte[] pem(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
    }
}
