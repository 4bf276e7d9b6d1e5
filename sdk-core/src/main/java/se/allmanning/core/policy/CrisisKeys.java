/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.policy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.core.home.Sha256;

/**
 * The operators who may declare a crisis, and on what conditions. Immutable and thread-safe.
 *
 * @param publicKeys one Ed25519 key for each operator: its 32 bytes, or an X.509
 *     SubjectPublicKeyInfo in DER; kept as 32 bytes, each key once
 * @param needed how many different operators must sign a declaration, 1 to their number; one is
 *     enough to stop
 * @param longest how long one declaration may last, more than nothing, at most {@link #MAXIMUM}
 */
public record CrisisKeys(List<byte[]> publicKeys, int needed, Duration longest) {

    /** No declaration lasts longer than this, 72 hours, whatever is configured. */
    public static final Duration MAXIMUM = Duration.ofDays(3);

    /** How many must sign unless the configuration says otherwise. */
    public static final int DEFAULT_NEEDED = 2;

    /** Nobody may declare a crisis. */
    public static final CrisisKeys NONE = new CrisisKeys(List.of(), DEFAULT_NEEDED, MAXIMUM);

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int RAW = 32;
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** y of a point of order 8; that of the other points of order 8 is this or its negative. */
    private static final BigInteger Y8 =
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), Y8, P.subtract(Y8));

    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----\\s([A-Za-z0-9+/=\\s]*)"
                            + "-----END PUBLIC KEY-----\\s*");

    /**
     * Checks the keys.
     *
     * @throws se.allmanning.service.AllmanningException if one is no key of Ed25519, there are
     *     fewer than needed, or the length is out of range
     */
    public CrisisKeys {
        Map<String, byte[]> distinct = new LinkedHashMap<>();
        for (byte[] key : publicKeys) {
            byte[] raw = raw(key);
            distinct.put(Sha256.of(raw), raw);
        }
        publicKeys = List.copyOf(distinct.values());
        if (needed < 1) {
            throw CrisisFaults.keys("\"needed\" is " + needed);
        }
        if (!publicKeys.isEmpty() && publicKeys.size() < needed) {
            throw CrisisFaults.keys(
                    needed + " must sign, and there are " + publicKeys.size() + " different keys");
        }
        if (longest.isZero() || longest.isNegative() || longest.compareTo(MAXIMUM) > 0) {
            throw CrisisFaults.keys("a declaration may not last " + longest);
        }
    }

    /**
     * Reads one PEM file of type {@code PUBLIC KEY} for each operator.
     *
     * @throws se.allmanning.service.AllmanningException if a file cannot be read or is none
     */
    public static CrisisKeys read(Collection<Path> files, int needed, Duration longest) {
        List<byte[]> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                if (!pem.matches()) {
                    throw CrisisFaults.keys(file + " is no PEM file with a PUBLIC KEY");
                }
                keys.add(Base64.getMimeDecoder().decode(pem.group(1)));
            } catch (IOException e) {
                throw CrisisFaults.keys(
                        file + " cannot be read (" + e.getClass().getSimpleName() + ")");
            } catch (IllegalArgumentException e) {
                throw CrisisFaults.keys(file + " holds damaged base64");
            }
        }
        return new CrisisKeys(keys, needed, longest);
    }

    private static byte[] raw(byte[] key) {
        int length = X509_PREFIX.length;
        boolean x509 =
                key.length == length + RAW && Arrays.equals(X509_PREFIX, 0, length, key, 0, length);
        if (!x509 && key.length != RAW) {
            throw CrisisFaults.keys("one is no Ed25519 key");
        }
        byte[] raw = Arrays.copyOfRange(key, key.length - RAW, key.length);
        byte[] big = new byte[RAW];
        for (int i = 0; i < RAW; i++) {
            big[i] = raw[RAW - 1 - i];
        }
        // One point must have one encoding, or one person could count twice; and with a point of
        // small order a signature of nobody passes.
        BigInteger y = new BigInteger(1, big).clearBit(255);
        if (y.compareTo(P) >= 0 || SMALL_ORDER.contains(y)) {
            throw CrisisFaults.keys("one is no Ed25519 key that can be trusted");
        }
        verifier(raw);
        return raw;
    }

    private static Signature verifier(byte[] raw) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, RAW);
        try {
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            return verifier;
        } catch (GeneralSecurityException e) {
            throw CrisisFaults.keys("one is no Ed25519 key");
        }
    }

    /** The ids of the keys: SHA-256 of the 32 bytes, as 64 hexadecimal digits. */
    public List<String> ids() {
        return publicKeys.stream().map(Sha256::of).toList();
    }

    /** The key with the given id, as 32 bytes. */
    byte @Nullable [] find(String id) {
        for (byte[] key : publicKeys) {
            if (Sha256.of(key).equals(id)) {
                return key;
            }
        }
        return null;
    }

    static boolean verifies(byte[] raw, byte[] message, byte[] signature) {
        Signature verifier = verifier(raw);
        try {
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        }
    }

    /** The number of keys and the conditions; no key. */
    @Override
    public String toString() {
        return "CrisisKeys["
                + publicKeys.size()
                + " keys, needed="
                + needed
                + ", longest="
                + longest
                + "]";
    }
}
