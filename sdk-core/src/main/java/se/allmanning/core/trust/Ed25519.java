/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * What Ed25519 (RFC 8032) leaves to the verifier and platforms decide differently, decided the
 * strict way: encodings are canonical, and neither a key nor the R of a signature is a point of
 * small order, with which one signature would fit many messages or keys.
 */
final class Ed25519 {

    static final int KEY_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 64;

    /** The prime of the field. */
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The order of the base point. */
    static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger D =
            BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

    /** y of a point of order 8; that of the others of order 8 is this or its negative. */
    private static final BigInteger Y8 =
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), Y8, P.subtract(Y8));

    private Ed25519() {}

    /** What is wrong with a public key, if anything. */
    static Optional<String> faultOfKey(byte[] key) {
        if (key.length != KEY_LENGTH) {
            return Optional.of("it has " + key.length + " bytes and not " + KEY_LENGTH);
        }
        Optional<String> fault = faultOfPoint(key, 0);
        if (fault.isPresent() || isOnCurve(y(key, 0))) {
            return fault;
        }
        return Optional.of("it is no point of the curve");
    }

    /** What is wrong with the form of a signature, if anything. */
    static Optional<String> faultOfSignature(byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return Optional.of("it has " + signature.length + " bytes and not " + SIGNATURE_LENGTH);
        }
        if (littleEndian(signature, KEY_LENGTH).compareTo(L) >= 0) {
            return Optional.of("its S is not canonical");
        }
        return faultOfPoint(signature, 0).map(fault -> "of its R, " + fault);
    }

    private static Optional<String> faultOfPoint(byte[] bytes, int offset) {
        BigInteger y = y(bytes, offset);
        if (y.compareTo(P) >= 0) {
            return Optional.of("its encoding is not canonical");
        }
        if (SMALL_ORDER.contains(y)) {
            return Optional.of("it is a point of small order");
        }
        return Optional.empty();
    }

    private static boolean isOnCurve(BigInteger y) {
        BigInteger y2 = y.multiply(y);
        BigInteger x2 =
                y2.subtract(BigInteger.ONE)
                        .multiply(D.multiply(y2).add(BigInteger.ONE).modInverse(P))
                        .mod(P);
        return x2.modPow(P.shiftRight(1), P).equals(BigInteger.ONE);
    }

    private static BigInteger y(byte[] bytes, int offset) {
        return littleEndian(bytes, offset).clearBit(255);
    }

    private static BigInteger littleEndian(byte[] bytes, int offset) {
        byte[] big = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) {
            big[i] = bytes[offset + KEY_LENGTH - 1 - i];
        }
        return new BigInteger(1, big);
    }
}
