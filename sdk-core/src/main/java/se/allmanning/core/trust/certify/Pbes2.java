/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust.certify;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * The DER of an EncryptedPrivateKeyInfo (RFC 5958) with PBES2, PBKDF2 with HMAC-SHA-256 and
 * AES-256-CBC (RFC 8018). The platform reads it; of its own versions, not all can write it.
 */
final class Pbes2 {

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int INTEGER = 0x02;

    private static final byte[] PBES2_OID = hex("06092a864886f70d01050d");
    private static final byte[] PBKDF2_OID = hex("06092a864886f70d01050c");
    private static final byte[] HMAC_SHA256 = hex("300c06082a864886f70d02090500");
    private static final byte[] AES_256_CBC_OID = hex("060960864801650304012a");

    private Pbes2() {}

    static byte[] encode(byte[] salt, int iterations, byte[] iv, byte[] sealed) {
        byte[] count = der(INTEGER, BigInteger.valueOf(iterations).toByteArray());
        byte[] pbkdf2 = der(SEQUENCE, der(OCTETS, salt), count, HMAC_SHA256);
        byte[] kdf = der(SEQUENCE, PBKDF2_OID, pbkdf2);
        byte[] cipher = der(SEQUENCE, AES_256_CBC_OID, der(OCTETS, iv));
        byte[] algorithm = der(SEQUENCE, PBES2_OID, der(SEQUENCE, kdf, cipher));
        return der(SEQUENCE, algorithm, der(OCTETS, sealed));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** One value of fewer than 65536 bytes. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (length < 128) {
            value.write(length);
        } else if (length < 256) {
            value.write(0x81);
            value.write(length);
        } else {
            value.write(0x82);
            value.write(length >> 8);
            value.write(length);
        }
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
