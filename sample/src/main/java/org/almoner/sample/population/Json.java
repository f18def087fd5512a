package org.almoner.sample.population;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Writes JSON as fast as bytes can be put one after the other: commas come by themselves, all else is up to the caller. */
final class Json {

    private static final int FIRST_SIZE = 1 << 14;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;
    private boolean ascii;

    int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** From here on, whether text is written with escapes for all that is not ASCII, as some systems do. */
    void asciiOnly(boolean ascii) {
        this.ascii = ascii;
    }

    Json open() {
        comma();
        return raw('{');
    }

    Json open(String name) {
        return name(name).raw('{');
    }

    Json close() {
        return raw('}');
    }

    Json list(String name) {
        return name(name).raw('[');
    }

    Json closeList() {
        return raw(']');
    }

    Json endLine() {
        return raw('\n');
    }

    Json put(String name, String text) {
        return name(name).string(text);
    }

    Json put(String name, long number) {
        return name(name).digits(number, 1);
    }

    Json put(String name, boolean value) {
        return name(name).plain(value ? "true" : "false");
    }

    Json put(String name, Id id) {
        return name(name).raw('"').id(id).raw('"');
    }

    /** A decimal with all its digits: {@code 110, 2} is {@code 1.10}. */
    Json decimal(String name, long unscaled, int scale) {
        name(name);
        long power = 1;
        for (int i = 0; i < scale; i++) {
            power *= 10;
        }
        if (unscaled < 0) {
            raw('-');
        }
        long magnitude = Math.abs(unscaled);
        digits(magnitude / power, 1);
        return scale == 0 ? this : raw('.').digits(magnitude % power, scale);
    }

    /** A day, from its number since 1970. */
    Json date(String name, long day) {
        return name(name).raw('"').day(day).raw('"');
    }

    /** A moment, with the offset of where it happened. */
    Json moment(String name, long second, int offsetMinutes) {
        long local = second + offsetMinutes * Seconds.MINUTE;
        long rest = Math.floorMod(local, Seconds.DAY);
        name(name).raw('"').day(Math.floorDiv(local, Seconds.DAY)).raw('T');
        digits(rest / Seconds.HOUR, 2)
                .raw(':')
                .digits(rest / Seconds.MINUTE % 60, 2)
                .raw(':')
                .digits(rest % 60, 2);
        int offset = Math.abs(offsetMinutes);
        return raw(offsetMinutes < 0 ? '-' : '+')
                .digits(offset / 60, 2)
                .raw(':')
                .digits(offset % 60, 2)
                .raw('"');
    }

    Json item(String text) {
        comma();
        return string(text);
    }

    Json item(long number) {
        comma();
        return digits(number, 1);
    }

    /** {@code "reference":"Type/id"} */
    Json reference(FhirType type, Id id) {
        return name("reference").raw('"').plain(type.typeName()).raw('/').id(id).raw('"');
    }

    private Json name(String name) {
        comma();
        return raw('"').plain(name).raw('"').raw(':');
    }

    private void comma() {
        if (size > 0) {
            switch (bytes[size - 1]) {
                case '{', '[', ':', '\n' -> {}
                default -> raw(',');
            }
        }
    }

    private Json day(long day) {
        var date = LocalDate.ofEpochDay(day);
        return digits(date.getYear(), 4)
                .raw('-')
                .digits(date.getMonthValue(), 2)
                .raw('-')
                .digits(date.getDayOfMonth(), 2);
    }

    private Json id(Id id) {
        return hex(id.high(), 32, 64)
                .raw('-')
                .hex(id.high(), 16, 32)
                .raw('-')
                .hex(id.high(), 0, 16)
                .raw('-')
                .hex(id.low(), 48, 64)
                .raw('-')
                .hex(id.low(), 0, 48);
    }

    private Json hex(long value, int from, int to) {
        room(16);
        for (int shift = to - 4; shift >= from; shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 15];
        }
        return this;
    }

    private Json digits(long number, int least) {
        room(24);
        long rest = number;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int length = 1;
        for (long power = 10; power <= rest; power *= 10) {
            length++;
        }
        length = Math.max(length, least);
        for (int i = size + length - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
        return this;
    }

    private Json string(String text) {
        raw('"');
        // Six bytes for an escape are the most that one char becomes.
        room(text.length() * 6);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 0x80) {
                ascii(each);
            } else if (ascii) {
                escape(each);
            } else if (Character.isHighSurrogate(each)) {
                i++;
                utf8(Character.toCodePoint(each, text.charAt(i)));
            } else {
                utf8(each);
            }
        }
        return raw('"');
    }

    private void ascii(char each) {
        switch (each) {
            case '"', '\\' -> {
                bytes[size++] = '\\';
                bytes[size++] = (byte) each;
            }
            case '\n' -> {
                bytes[size++] = '\\';
                bytes[size++] = 'n';
            }
            case '\t' -> {
                bytes[size++] = '\\';
                bytes[size++] = 't';
            }
            default -> {
                if (each < ' ') {
                    escape(each);
                } else {
                    bytes[size++] = (byte) each;
                }
            }
        }
    }

    private void escape(char each) {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(each >>> shift) & 15];
        }
    }

    private void utf8(int point) {
        if (point < 0x800) {
            bytes[size++] = (byte) (0xc0 | (point >>> 6));
        } else {
            if (point < 0x10000) {
                bytes[size++] = (byte) (0xe0 | (point >>> 12));
            } else {
                bytes[size++] = (byte) (0xf0 | (point >>> 18));
                bytes[size++] = (byte) (0x80 | ((point >>> 12) & 0x3f));
            }
            bytes[size++] = (byte) (0x80 | ((point >>> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3f));
    }

    /** ASCII that needs no escapes. */
    private Json plain(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    private Json raw(char each) {
        room(1);
        bytes[size++] = (byte) each;
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
