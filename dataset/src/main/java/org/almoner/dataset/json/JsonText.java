package org.almoner.dataset.json;

/** The text of JSON strings: RFC 8259, section 7. */
public final class JsonText {
    /** U+FFFD in UTF-8. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private JsonText() {}

    /**
     * What became of a text.
     *
     * @param length in bytes; never more than what it was made from
     * @param replaced whether halves of surrogate pairs were without their other half, and U+FFFD now stands for each
     */
    public record Unescaped(int length, boolean replaced) {}

    /**
     * Writes what a string says.
     *
     * @param in a string whose backslash sequences are well formed; may be the same array as {@code out}, in the same place
     * @param out has room for {@code end - start} bytes from {@code at} on
     */
    public static Unescaped unescape(byte[] in, int start, int end, byte[] out, int at) {
        boolean replaced = false;
        int from = start;
        int to = at;
        while (from < end) {
            byte c = in[from];
            if (c != '\\') {
                out[to++] = c;
                from++;
                continue;
            }
            byte kind = in[from + 1];
            if (kind != 'u') {
                out[to++] = plain(kind);
                from += 2;
                continue;
            }
            int unit = unit(in, from + 2);
            from += 6;
            if (!Character.isSurrogate((char) unit)) {
                to = write(unit, out, to);
                continue;
            }
            if (Character.isHighSurrogate((char) unit) && from + 6 <= end && in[from] == '\\' && in[from + 1] == 'u') {
                int low = unit(in, from + 2);
                if (Character.isLowSurrogate((char) low)) {
                    to = write(Character.toCodePoint((char) unit, (char) low), out, to);
                    from += 6;
                    continue;
                }
            }
            replaced = true;
            System.arraycopy(REPLACEMENT, 0, out, to, REPLACEMENT.length);
            to += REPLACEMENT.length;
        }
        return new Unescaped(to - at, replaced);
    }

    /**
     * Writes the string that says a text, without its quotes.
     *
     * @param out has room for six times the text from {@code at} on
     * @return the length
     */
    public static int escape(byte[] in, int start, int end, byte[] out, int at) {
        int to = at;
        for (int from = start; from < end; from++) {
            byte c = in[from];
            if (c == '"' || c == '\\') {
                out[to++] = '\\';
                out[to++] = c;
            } else if (c >= 0 && c < ' ') {
                out[to++] = '\\';
                int letter = "\b\t\n\f\r".indexOf(c);
                if (letter >= 0) {
                    out[to++] = (byte) "btnfr".charAt(letter);
                } else {
                    out[to++] = 'u';
                    out[to++] = '0';
                    out[to++] = '0';
                    out[to++] = (byte) Character.forDigit(c >> 4, 16);
                    out[to++] = (byte) Character.forDigit(c & 0xF, 16);
                }
            } else {
                out[to++] = c;
            }
        }
        return to - at;
    }

    /** The digit's value, or -1. */
    static int hexadecimal(byte c) {
        return Character.digit(c, 16);
    }

    private static byte plain(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int unit(byte[] in, int at) {
        return hexadecimal(in[at]) << 12
                | hexadecimal(in[at + 1]) << 8
                | hexadecimal(in[at + 2]) << 4
                | hexadecimal(in[at + 3]);
    }

    private static int write(int point, byte[] out, int at) {
        if (point < 0x80) {
            out[at] = (byte) point;
            return at + 1;
        }
        if (point < 0x800) {
            out[at] = (byte) (0xC0 | (point >> 6));
            out[at + 1] = (byte) (0x80 | (point & 0x3F));
            return at + 2;
        }
        if (point < 0x10000) {
            out[at] = (byte) (0xE0 | (point >> 12));
            out[at + 1] = (byte) (0x80 | ((point >> 6) & 0x3F));
            out[at + 2] = (byte) (0x80 | (point & 0x3F));
            return at + 3;
        }
        out[at] = (byte) (0xF0 | (point >> 18));
        out[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (point & 0x3F));
        return at + 4;
    }
}
