package org.almoner.dataset.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads a document that is one JSON object (RFC 8259), whole, onto a tape; one thread at a time.
 *
 * <p>All of the document is held to the grammar, also what no shape asks for: a cut or unbalanced document, text after its
 * end, a bad number or UTF-8 that is not well formed are errors wherever they stand. Nesting deeper than {@value
 * #DEEPEST} is an error. Of what is read onto the tape these are errors too: a field that an object has twice, and U+0000,
 * which FHIR forbids (R4, datatypes, string) and databases cannot hold as text.
 *
 * <p>Memory: the tape takes 16 bytes for an element and 4 for each field of its shape, at most 256 MiB; texts stay where
 * they are.
 */
public final class TapeReader {
    /** Objects and arrays in each other. */
    public static final int DEEPEST = 500;

    private static final int ESCAPES = 1;
    private static final int NUL = 2;

    private final Tape tape;
    /** A bit for each depth: set in objects, clear in arrays. Only for what is skipped. */
    private final long[] inObject = new long[(DEEPEST >> 6) + 1];

    private byte[] in = new byte[0];
    private int from;
    private int to;
    private int depth;
    /** Where the address of the next value on the tape belongs. */
    private int link;
    /** Of the string scanned last. */
    private int traits;

    public TapeReader(Tape tape) {
        this.tape = tape;
    }

    /**
     * @param mark of the tape, from before the document read last
     * @return the root
     * @throws MalformedJsonException with an offset from the start of the document
     * @throws Tape.TapeFullException if there are too many elements
     */
    public int read(byte[] bytes, int offset, int length, Shape shape, int mark) {
        in = bytes;
        from = offset;
        to = offset + length;
        depth = 0;
        tape.restart(mark);
        int position = blanks(offset);
        if (at(position) != '{') {
            throw error(position, "a resource is a JSON object, but this starts with " + found(position));
        }
        int root = tape.addObject(position, shape.fields());
        position = blanks(fields(root, position, shape));
        if (position != to) {
            throw error(position, "text after the end: " + found(position));
        }
        return root;
    }

    /** Reads what is between and including the braces of an object that is on the tape. */
    private int fields(int object, int start, Shape shape) {
        enter(start);
        int position = blanks(start + 1);
        if (at(position) == '}') {
            depth--;
            tape.end(object, position + 1);
            return position + 1;
        }
        while (true) {
            if (at(position) != '"') {
                throw error(position, "expected a field name in quotes, found " + found(position));
            }
            int name = position + 1;
            int close = string(name);
            int slot = (traits & ESCAPES) == 0 ? shape.find(in, name, close - name) : escapedName(shape, name, close);
            position = colon(close + 1);
            if (slot < 0) {
                position = skip(position);
            } else {
                int place = Tape.linkOf(object, slot);
                if (!tape.open(place)) {
                    throw error(name - 1, "the field '" + shape.name(slot) + "' is there twice");
                }
                link = place;
                position = value(position, shape.of(slot));
            }
            position = blanks(position);
            byte c = at(position);
            if (c == ',') {
                position = blanks(position + 1);
            } else if (c == '}') {
                depth--;
                tape.end(object, position + 1);
                return position + 1;
            } else {
                throw error(position, "expected ',' or '}', found " + found(position));
            }
        }
    }

    /** Reads a value and hangs it, or all values of an array, at {@link #link}, which then is the end of the chain. */
    @SuppressWarnings("RefactorSwitch") // as an expression, half of its branches would have to yield
    private int value(int position, Shape shape) {
        switch (at(position)) {
            case '"' -> {
                int close = string(position + 1);
                if ((traits & NUL) != 0) {
                    throw error(position, "a text holds U+0000");
                }
                hang(tape.add((traits & ESCAPES) == 0 ? Tape.STRING : Tape.STRING | Tape.ESCAPED, position + 1, close));
                return close + 1;
            }
            case '{' -> {
                int object = tape.addObject(position, shape.fields());
                tape.link(link, object);
                int after = fields(object, position, shape);
                link = Tape.linkAfter(object);
                return after;
            }
            case '[' -> {
                return items(position, shape);
            }
            case 't' -> {
                int after = literal(position, "true");
                hang(tape.add(Tape.TRUE, position, after));
                return after;
            }
            case 'f' -> {
                int after = literal(position, "false");
                hang(tape.add(Tape.FALSE, position, after));
                return after;
            }
            case 'n' -> {
                return literal(position, "null");
            }
            default -> {
                int after = number(position);
                hang(tape.add(Tape.NUMBER, position, after));
                return after;
            }
        }
    }

    private int items(int start, Shape shape) {
        enter(start);
        int position = blanks(start + 1);
        if (at(position) == ']') {
            depth--;
            return position + 1;
        }
        while (true) {
            position = blanks(value(position, shape));
            byte c = at(position);
            if (c == ',') {
                position = blanks(position + 1);
            } else if (c == ']') {
                depth--;
                return position + 1;
            } else {
                throw error(position, "expected ',' or ']', found " + found(position));
            }
        }
    }

    private void hang(int element) {
        tape.link(link, element);
        link = Tape.linkAfter(element);
    }

    /** Goes over a value that nobody needs. */
    private int skip(int start) {
        int position = start;
        int outside = depth;
        while (true) {
            switch (at(position)) {
                case '"' -> position = string(position + 1) + 1;
                case '{' -> {
                    enter(position);
                    inObject[depth >> 6] |= 1L << depth;
                    position = blanks(position + 1);
                    if (at(position) != '}') {
                        position = name(position);
                        continue;
                    }
                    depth--;
                    position++;
                }
                case '[' -> {
                    enter(position);
                    inObject[depth >> 6] &= ~(1L << depth);
                    position = blanks(position + 1);
                    if (at(position) != ']') {
                        continue;
                    }
                    depth--;
                    position++;
                }
                case 't' -> position = literal(position, "true");
                case 'f' -> position = literal(position, "false");
                case 'n' -> position = literal(position, "null");
                default -> position = number(position);
            }
            while (true) {
                if (depth == outside) {
                    return position;
                }
                boolean object = (inObject[depth >> 6] & 1L << depth) != 0;
                position = blanks(position);
                byte c = at(position);
                if (c == ',') {
                    position = blanks(position + 1);
                    if (object) {
                        position = name(position);
                    }
                    break;
                }
                if (c != (object ? '}' : ']')) {
                    throw error(position, "expected ',' or '" + (object ? '}' : ']') + "', found " + found(position));
                }
                depth--;
                position++;
            }
        }
    }

    /** Goes over a field's name and its colon. */
    private int name(int position) {
        if (at(position) != '"') {
            throw error(position, "expected a field name in quotes, found " + found(position));
        }
        return colon(string(position + 1) + 1);
    }

    private int colon(int start) {
        int position = blanks(start);
        if (at(position) != ':') {
            throw error(position, "expected ':', found " + found(position));
        }
        return blanks(position + 1);
    }

    private int escapedName(Shape shape, int start, int end) {
        var name = new byte[end - start];
        return shape.find(name, 0, JsonText.unescape(in, start, end, name, 0).length());
    }

    /** Goes over a string's text. Returns where its closing quote is. */
    private int string(int start) {
        traits = 0;
        int position = start;
        while (true) {
            while (position <= to - Long.BYTES) {
                long mask = Words.notPlain(Words.at(in, position));
                if (mask != 0) {
                    position += Words.firstByte(mask);
                    break;
                }
                position += Long.BYTES;
            }
            if (position >= to) {
                throw error(to, "the document ends within a text");
            }
            byte c = in[position];
            if (c == '"') {
                return position;
            } else if (c == '\\') {
                position = escape(position);
            } else if (c < 0) {
                position = beyondAscii(position);
            } else if (c < ' ') {
                throw error(position, "a text holds the control character " + found(position));
            } else {
                position++;
            }
        }
    }

    private int escape(int position) {
        traits |= ESCAPES;
        return switch (at(position + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> position + 2;
            case 'u' -> {
                int unit = 0;
                for (int i = position + 2; i < position + 6; i++) {
                    int digit = JsonText.hexadecimal(at(i));
                    if (digit < 0) {
                        throw error(i, "expected a hexadecimal digit, found " + found(i));
                    }
                    unit = unit << 4 | digit;
                }
                if (unit == 0) {
                    traits |= NUL;
                }
                yield position + 6;
            }
            default -> throw error(position + 1, "a backslash before " + found(position + 1));
        };
    }

    /** Goes over a run of characters of two to four bytes: RFC 3629, section 4. */
    private int beyondAscii(int start) {
        int position = start;
        while (position < to && in[position] < 0) {
            int lead = in[position] & 0xFF;
            int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
            if (lead < 0xC2 || lead > 0xF4) {
                throw notUtf8(position);
            }
            if (to - position <= more) {
                throw error(to, "the document ends within a character");
            }
            int second = in[position + 1] & 0xFF;
            int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < least || second > most) {
                throw notUtf8(position);
            }
            for (int i = 2; i <= more; i++) {
                if ((in[position + i] & 0xC0) != 0x80) {
                    throw notUtf8(position);
                }
            }
            position += more + 1;
        }
        return position;
    }

    private MalformedJsonException notUtf8(int position) {
        return error(position, "not UTF-8: " + found(position));
    }

    private int number(int start) {
        int position = start;
        if (at(position) == '-') {
            position++;
        }
        byte first = at(position);
        if (first == '0') {
            position++;
        } else if (first >= '1' && first <= '9') {
            position = digits(position);
        } else {
            throw error(
                    position,
                    (position == start ? "expected a value, found " : "expected a digit, found ") + found(position));
        }
        if (position < to && in[position] == '.') {
            position = digits(position + 1);
        }
        if (position < to && (in[position] | 0x20) == 'e') {
            position++;
            byte sign = at(position);
            position = digits(sign == '+' || sign == '-' ? position + 1 : position);
        }
        return position;
    }

    private int digits(int start) {
        byte first = at(start);
        if (first < '0' || first > '9') {
            throw error(start, "expected a digit, found " + found(start));
        }
        int position = start + 1;
        while (position < to && in[position] >= '0' && in[position] <= '9') {
            position++;
        }
        return position;
    }

    private int literal(int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(start + i) != word.charAt(i)) {
                throw error(start, "expected a value, found " + found(start));
            }
        }
        return start + word.length();
    }

    private int blanks(int start) {
        int position = start;
        while (position < to && in[position] <= ' ' && isBlank(in[position])) {
            position++;
        }
        return position;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private byte at(int position) {
        if (position >= to) {
            throw error(to, "the document ends too early");
        }
        return in[position];
    }

    private void enter(int position) {
        if (++depth > DEEPEST) {
            throw error(position, "nested deeper than " + DEEPEST);
        }
    }

    private String found(int position) {
        if (position >= to) {
            return "the end";
        }
        int c = in[position] & 0xFF;
        return c > ' ' && c < 0x7F
                ? "'" + new String(in, position, 1, StandardCharsets.US_ASCII) + "'"
                : "0x%02X".formatted(c);
    }

    private MalformedJsonException error(int position, String reason) {
        return new MalformedJsonException(position - from, reason);
    }
}
