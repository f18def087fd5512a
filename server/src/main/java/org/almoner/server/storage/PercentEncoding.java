package org.almoner.server.storage;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;

/** Percent-encoding of UTF-8 text (RFC 3986 §2.1, RFC 8187 §3.2.1). */
final class PercentEncoding {

    /** RFC 3986 §2.3: what no program on the way has a reason to encode or decode. */
    static final PercentEncoding URI = new PercentEncoding("-._~");

    /** RFC 8187 §3.2.1, attr-char. */
    static final PercentEncoding HEADER_PARAMETER = new PercentEncoding("!#$&+-.^_`|~");

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final BitSet plain = new BitSet(128);

    private PercentEncoding(String plainBesidesLettersAndDigits) {
        plain.set('0', '9' + 1);
        plain.set('A', 'Z' + 1);
        plain.set('a', 'z' + 1);
        plainBesidesLettersAndDigits.chars().forEach(plain::set);
    }

    String encode(String text) {
        if (text.chars().allMatch(plain::get)) {
            return text;
        }
        var encoded = new StringBuilder(text.length() * 2);
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var octet = Byte.toUnsignedInt(b);
            if (plain.get(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
            }
        }
        return encoded.toString();
    }

    /** The text; empty if it is not valid percent-encoded UTF-8. A plus sign stays one. */
    static Optional<String> decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        var octets = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c != '%') {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            if (i + 2 >= encoded.length()) {
                return Optional.empty();
            }
            var high = Character.digit(encoded.charAt(i + 1), 16);
            var low = Character.digit(encoded.charAt(i + 2), 16);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            octets.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
