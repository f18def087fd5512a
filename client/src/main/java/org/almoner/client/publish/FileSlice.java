package org.almoner.client.publish;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** A part of a file, straight from disk. */
final class FileSlice extends InputStream {

    private final FileChannel channel;
    private final long end;
    private final LongConsumer moved;
    private long position;

    /** @param moved hears how far in the file it has got, with every read */
    FileSlice(FileChannel channel, long offset, long length, LongConsumer moved) {
        this.channel = channel;
        this.position = offset;
        this.end = offset + length;
        this.moved = moved;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        if (read < 0) {
            throw new EOFException("The file became shorter while it was being read");
        }
        position += read;
        moved.accept(position);
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
