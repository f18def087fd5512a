package org.almoner.codeset.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.almoner.codeset.profile.Encoding;
import org.jspecify.annotations.Nullable;

/** Makes lines UTF-8, or finds that they are already. Most are ASCII and are only looked at, eight bytes at once. */
final class LineDecoder {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final Encoding encoding;

    /** Of each byte from 0x80 on, what it is in UTF-8; nothing where the encoding gives it no meaning. */
    private final byte @Nullable [][] table;

    private byte[] decoded = new byte[0];
    private int length;

    /** What a line is. */
    enum Finding {
        AS_IT_IS,
        /** What it is in UTF-8 is to be had from the decoder. */
        DECODED,
        WRONG,
        NUL
    }

    private LineDecoder(Encoding encoding, byte @Nullable [][] table) {
        this.encoding = encoding;
        this.table = table;
    }

    static LineDecoder of(Encoding encoding) {
        return switch (encoding) {
            case US_ASCII, UTF_8 -> new LineDecoder(encoding, null);
            case ISO_8859_1 -> new LineDecoder(encoding, table(StandardCharsets.ISO_8859_1));
            case WINDOWS_1252 -> new LineDecoder(encoding, table(Charset.forName("windows-1252")));
        };
    }

    private static byte[][] table(Charset charset) {
        var table = new byte[128][];
        for (int i = 0; i < table.length; i++) {
            try {
                table[i] = charset.newDecoder()
                        .decode(ByteBuffer.wrap(new byte[] {(byte) (i + 128)}))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                table[i] = new byte[0];
            }
        }
        return table;
    }

    Encoding encoding() {
        return encoding;
    }

    byte[] bytes() {
        return decoded;
    }

    int length() {
        return length;
    }

    Finding check(byte[] line, int start, int end) {
        int at = start;
        long high = 0;
        long zero = 0;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(line, at);
            high |= word;
            zero |= (word - ONES) & ~word;
        }
        for (; at < end; at++) {
            high |= line[at];
            zero |= line[at] == 0 ? HIGHS : 0;
        }
        if ((zero & HIGHS) != 0) {
            return Finding.NUL;
        }
        if ((high & HIGHS) == 0) {
            return Finding.AS_IT_IS;
        }
        return switch (encoding) {
            case US_ASCII -> Finding.WRONG;
            case UTF_8 -> isUtf8(line, start, end) ? Finding.AS_IT_IS : Finding.WRONG;
            case ISO_8859_1, WINDOWS_1252 -> decode(line, start, end);
        };
    }

    static boolean isAscii(byte[] line, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            if (((long) EIGHT.get(line, at) & HIGHS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (line[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] line, int start, int end) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var text = ByteBuffer.wrap(line, start, end - start);
        var thrownAway = CharBuffer.allocate(4096);
        while (true) {
            var result = decoder.decode(text, thrownAway, true);
            if (!result.isOverflow()) {
                return result.isUnderflow();
            }
            thrownAway.clear();
        }
    }

    private Finding decode(byte[] line, int start, int end) {
        // No byte becomes more than three.
        if (decoded.length < 3 * (end - start)) {
            decoded = new byte[Math.max(1024, 3 * (end - start))];
        }
        int to = 0;
        for (int at = start; at < end; at++) {
            if (line[at] >= 0) {
                decoded[to++] = line[at];
            } else {
                var bytes = table == null ? new byte[0] : table[line[at] & 0x7f];
                if (bytes.length == 0) {
                    return Finding.WRONG;
                }
                System.arraycopy(bytes, 0, decoded, to, bytes.length);
                to += bytes.length;
            }
        }
        length = to;
        return Finding.DECODED;
    }
}
