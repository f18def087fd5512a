package org.almoner.codeset.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.almoner.codeset.profile.Encoding;
import org.almoner.codeset.read.ReleaseException.Kind;

/** The lines of a file in UTF-8, whatever they were in. Holds one of them in memory. One thread at a time. */
final class LineReader implements AutoCloseable {

    private static final int FIRST_CAPACITY = 256 << 10;
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16LE_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16BE_MARK = {(byte) 0xfe, (byte) 0xff};

    /** What ends a file of DOS. */
    private static final byte SUBSTITUTE = 0x1a;

    private final String file;
    private final InputStream in;
    private final LineDecoder decoder;
    private final int limit;

    private byte[] buffer;
    private int filled;
    private int next;
    private boolean atEnd;
    private long number;
    private boolean endsOpen;

    private byte[] line;
    private int start;
    private int end;

    /** @param file how errors name it */
    LineReader(String file, InputStream in, Encoding declared, int limit) throws IOException {
        this.file = file;
        this.limit = limit;
        this.buffer = new byte[Math.min(FIRST_CAPACITY, limit)];
        this.line = buffer;
        var head = in.readNBytes(UTF_8_MARK.length);
        if (startsWith(head, UTF_16LE_MARK)) {
            this.in = new Utf16Stream(put(back(head, UTF_16LE_MARK), in), StandardCharsets.UTF_16LE);
            this.decoder = LineDecoder.of(Encoding.UTF_8);
        } else if (startsWith(head, UTF_16BE_MARK)) {
            this.in = new Utf16Stream(put(back(head, UTF_16BE_MARK), in), StandardCharsets.UTF_16BE);
            this.decoder = LineDecoder.of(Encoding.UTF_8);
        } else {
            boolean marked = startsWith(head, UTF_8_MARK);
            this.in = marked ? in : put(head, in);
            this.decoder = LineDecoder.of(marked ? Encoding.UTF_8 : declared);
        }
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }

    private static byte[] back(byte[] head, byte[] mark) {
        return Arrays.copyOfRange(head, mark.length, head.length);
    }

    private static InputStream put(byte[] first, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(first), rest);
    }

    /**
     * Goes on to the next line.
     *
     * @return false after the last one
     * @throws ReleaseException if it is too long, or not in the encoding of the file
     */
    boolean next() throws IOException {
        int at = next;
        while (true) {
            at = Scan.find(buffer, at, filled, '\n');
            if (at < filled) {
                break;
            }
            int scanned = at - next;
            if (!fill()) {
                if (scanned == 0 || isSubstitute(next, filled)) {
                    return false;
                }
                endsOpen = true;
                at = filled;
                break;
            }
            at = next + scanned;
        }
        number++;
        start = next;
        end = at > start && at < filled && buffer[at - 1] == '\r' ? at - 1 : at;
        next = Math.min(at + 1, filled);
        decode();
        return true;
    }

    private boolean isSubstitute(int from, int to) {
        return to - from == 1 && buffer[from] == SUBSTITUTE;
    }

    private void decode() throws ReleaseException {
        line = buffer;
        switch (decoder.check(buffer, start, end)) {
            case AS_IT_IS -> {}
            case DECODED -> {
                line = decoder.bytes();
                start = 0;
                end = decoder.length();
            }
            case WRONG -> throw wrong("is not " + decoder.encoding().word() + ", which such files are in");
            case NUL ->
                throw wrong("holds a NUL character. Is the file text, and not UTF-16 without a byte order mark?");
        }
    }

    /**
     * Goes over lines that are the same, byte by byte, in another file. Stops before a line that may be blank, and before the last one if
     * nothing ends it.
     *
     * @return how many there were; none if the next lines differ, or the encodings do
     */
    long skipSame(LineReader other) throws IOException {
        if (decoder.encoding() != other.decoder.encoding()) {
            return 0;
        }
        long lines = 0;
        while (true) {
            long skipped = skipSameBuffered(other);
            lines += skipped;
            number += skipped;
            other.number += skipped;
            // Without one whole line in both buffers there is more to be read, or nothing that is the same.
            boolean short1 = Scan.find(buffer, next, filled, '\n') == filled;
            boolean short2 = Scan.find(other.buffer, other.next, other.filled, '\n') == other.filled;
            if (!(short1 || short2) || (short1 && !fill()) || (short2 && !other.fill())) {
                return lines;
            }
        }
    }

    private long skipSameBuffered(LineReader other) {
        int most = Math.min(filled - next, other.filled - other.next);
        int differs = Arrays.mismatch(buffer, next, next + most, other.buffer, other.next, other.next + most);
        int stop = next + (differs < 0 ? most : differs);
        int at = next;
        long lines = 0;
        while (at < stop) {
            int end = Scan.find(buffer, at, stop, '\n');
            if (end == stop || buffer[at] <= ' ') {
                break;
            }
            at = end + 1;
            lines++;
        }
        other.next += at - next;
        next = at;
        return lines;
    }

    /** From 1 on. */
    long number() {
        return number;
    }

    /** Holds the line in UTF-8. To be read only, and not after the next {@link #next}. */
    byte[] bytes() {
        return line;
    }

    int start() {
        return start;
    }

    /** Where its line end would be. */
    int end() {
        return end;
    }

    /** Whether there is nothing in it; tabs may be between fields that are empty. */
    boolean isBlank() {
        for (int at = start; at < end; at++) {
            if (line[at] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Whether a character is a byte. */
    boolean isAscii() {
        return LineDecoder.isAscii(line, start, end);
    }

    String text() {
        return new String(line, start, end - start, StandardCharsets.UTF_8);
    }

    /** Whether the last line of the file ended with it, and not with a line end. Known once {@link #next} has said that there is no more. */
    boolean endsOpen() {
        return endsOpen;
    }

    /** The record on the current line is not one of the layout. */
    ReleaseException malformed(String reason) {
        return malformed(number, reason);
    }

    ReleaseException malformed(long at, String reason) {
        return new ReleaseException(file, at, reason, Kind.RECORD);
    }

    /** The file as a whole is not of the layout. */
    ReleaseException foreign(long at, String reason) {
        return new ReleaseException(file, at, reason, Kind.FILE);
    }

    /** A cell has no value of its type. */
    ReleaseException valueless(long at, String reason) {
        return new ReleaseException(file, at, reason, Kind.VALUE);
    }

    private ReleaseException wrong(String reason) {
        return new ReleaseException(file, number, reason, Kind.ENCODING);
    }

    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
        }
        if (filled == buffer.length) {
            if (filled >= limit) {
                throw new ReleaseException(
                        file,
                        number + 1,
                        "is longer than " + limit + " bytes. Is it a text file, and whole?",
                        Kind.ENDLESS);
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(limit, 2L * buffer.length));
        }
        int count;
        try {
            count = in.read(buffer, filled, buffer.length - filled);
        } catch (CharacterCodingException e) {
            throw new ReleaseException(
                    file, number + 1, "or one soon after it is not UTF-16, as its byte order mark says", Kind.ENDLESS);
        }
        if (count < 0) {
            atEnd = true;
            return false;
        }
        filled += count;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** UTF-16 as UTF-8. */
    private static final class Utf16Stream extends BlockStream {

        private final Reader reader;
        private final char[] chars = new char[8192];

        Utf16Stream(InputStream in, Charset charset) {
            // A decoder that was not told otherwise reports what it cannot read.
            this.reader = new InputStreamReader(in, charset.newDecoder());
        }

        @Override
        Optional<byte[]> block() throws IOException {
            int count = reader.read(chars, 0, chars.length - 1);
            if (count < 0) {
                return Optional.empty();
            }
            if (Character.isHighSurrogate(chars[count - 1])) {
                int low = reader.read();
                if (low >= 0) {
                    chars[count++] = (char) low;
                }
            }
            return Optional.of(new String(chars, 0, count).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
