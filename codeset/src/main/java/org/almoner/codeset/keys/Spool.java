package org.almoner.codeset.keys;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** Records on disk: written one after the other, then read in the same order. */
public final class Spool implements AutoCloseable {

    private static final int BUFFER = 32 << 10;

    private final Scratch scratch;
    private @Nullable Path file;
    private @Nullable DataOutputStream out;
    private @Nullable DataInputStream in;
    private long number;
    private byte[] bytes = new byte[256];
    private int length;

    /** Makes no file before there is something to write. */
    public Spool(Scratch scratch) {
        this.scratch = scratch;
    }

    /** @param with whatever belongs to the bytes, such as a line */
    public void write(long with, byte[] from, int start, int end) throws IOException {
        if (out == null) {
            file = scratch.file();
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        }
        out.writeLong(with);
        out.writeInt(end - start);
        out.write(from, start, end - start);
    }

    /**
     * Goes on to the next record; writing is over then.
     *
     * @return false after the last one
     */
    public boolean next() throws IOException {
        if (file == null) {
            return false;
        }
        if (in == null) {
            if (out != null) {
                out.close();
            }
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }
        try {
            number = in.readLong();
        } catch (EOFException _) {
            return false;
        }
        length = in.readInt();
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        in.readFully(bytes, 0, length);
        return true;
    }

    public long number() {
        return number;
    }

    /** Holds the record, from its beginning on. To be read only, and not after the next {@link #next}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
        if (out != null) {
            out.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
