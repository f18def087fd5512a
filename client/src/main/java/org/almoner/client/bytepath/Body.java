package org.almoner.client.bytepath;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** The bytes behind a head, however their end is told (RFC 9112 §6.3). */
abstract sealed class Body {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final Pipe pipe;

    private Body(Pipe pipe) {
        this.pipe = pipe;
    }

    /**
     * The body of an answer to a GET.
     *
     * @throws IOException if the head does not say in one voice where it ends
     */
    static Body of(Head head, Pipe pipe) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new Sized(pipe, 0);
        }
        var codings = String.join(",", head.fields().allValues("Transfer-Encoding"))
                .strip()
                .toLowerCase(Locale.ROOT);
        var lengths = new HashSet<String>();
        head.fields().allValues("Content-Length").forEach(field -> {
            for (var each : field.split(",", -1)) {
                lengths.add(each.strip());
            }
        });
        if (!codings.isEmpty()) {
            // Both together is how answers are smuggled past whoever is on the way.
            if (!codings.equals("chunked") || !lengths.isEmpty()) {
                throw new IOException("the answer comes in a coding that nobody asked for");
            }
            return new Chunked(pipe);
        }
        if (lengths.isEmpty()) {
            return new Unsized(pipe);
        }
        var length = lengths.iterator().next();
        if (lengths.size() > 1 || !LENGTH.matcher(length).matches()) {
            throw new IOException("the answer has a length that is none");
        }
        return new Sized(pipe, Long.parseLong(length));
    }

    /**
     * Reads into a buffer what there is.
     *
     * @param target with room
     * @return how many bytes, at least 1; -1 at the end of the body
     * @throws EOFException if the connection ended before the body did
     */
    abstract int read(ByteBuffer target) throws IOException;

    /** Whether the end has been read, and what comes next on the connection is another answer. */
    abstract boolean ended();

    private int some(ByteBuffer target, long most) throws IOException {
        int read = pipe.read(target, most);
        if (read < 0) {
            throw new EOFException("the answer ended early");
        }
        return read;
    }

    private static final class Sized extends Body {

        private long left;

        Sized(Pipe pipe, long length) {
            super(pipe);
            this.left = length;
        }

        @Override
        int read(ByteBuffer target) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.some(target, left);
            left -= read;
            return read;
        }

        @Override
        boolean ended() {
            return left == 0;
        }
    }

    /** RFC 9112 §7.1. */
    private static final class Chunked extends Body {

        /** Of sizes with their extensions, and of what comes behind the last chunk. */
        private static final int LONGEST_LINES = 1 << 14;

        private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

        private final Pipe pipe;
        private long left;
        private boolean begun;
        private boolean ended;

        Chunked(Pipe pipe) {
            super(pipe);
            this.pipe = pipe;
        }

        @Override
        int read(ByteBuffer target) throws IOException {
            if (!ended && left == 0) {
                next();
            }
            if (ended) {
                return -1;
            }
            int read = super.some(target, left);
            left -= read;
            return read;
        }

        private void next() throws IOException {
            var budget = new Head.Budget(LONGEST_LINES);
            if (begun && !Head.line(pipe, budget).isEmpty()) {
                throw new IOException("a chunk of the answer does not end where it should");
            }
            begun = true;
            var size = SIZE.matcher(Head.line(pipe, budget));
            if (!size.matches()) {
                throw new IOException("a chunk of the answer has a size that is none");
            }
            left = Long.parseLong(size.group(1), 16);
            if (left == 0) {
                // Fields behind the body are of no use here.
                boolean fields = true;
                while (fields) {
                    fields = !Head.line(pipe, budget).isEmpty();
                }
                ended = true;
            }
        }

        @Override
        boolean ended() {
            return ended;
        }
    }

    /** To the end of the connection. */
    private static final class Unsized extends Body {

        private final Pipe pipe;

        Unsized(Pipe pipe) {
            super(pipe);
            this.pipe = pipe;
        }

        @Override
        int read(ByteBuffer target) throws IOException {
            return pipe.read(target, Long.MAX_VALUE);
        }

        @Override
        boolean ended() {
            return false;
        }
    }
}
