package org.almoner.dataset.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is deleted when it is closed, unless it was published before. One thread at a time. */
public final class ScratchFile implements AutoCloseable {

    /** How much is copied between two questions whether the run is cancelled: a moment's work for any disk. */
    static final int SLICE = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Workspace workspace;

    ScratchFile(Path file, FileChannel channel, Workspace workspace) {
        this.file = file;
        this.channel = channel;
        this.workspace = workspace;
    }

    /**
     * Appends all that remains in the buffer.
     *
     * @throws java.util.concurrent.CancellationException if the workspace's run is cancelled
     */
    public void append(ByteBuffer bytes) throws IOException {
        workspace.goOn();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed("write to", e);
        }
    }

    /**
     * Appends all of another file, inside the kernel where it can.
     *
     * @throws java.util.concurrent.CancellationException if the workspace's run is cancelled, also in the middle
     */
    public void append(ScratchFile other) throws IOException {
        try {
            other.transferTo(channel);
        } catch (IOException e) {
            throw failed("write to", e);
        }
    }

    private void transferTo(WritableByteChannel target) throws IOException {
        long end = channel.size();
        for (long position = 0; position < end; ) {
            workspace.goOn();
            long count = channel.transferTo(position, Math.min(SLICE, end - position), target);
            if (count == 0) {
                throw new IOException("Nothing more can be read of " + file);
            }
            position += count;
        }
    }

    /**
     * Fills the buffer from a position on.
     *
     * @throws IOException also if the file ends before the buffer is full
     */
    public void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new IOException("Scratch file ends at " + at + ": " + file);
            }
            at += count;
        }
    }

    /** The bytes so far. */
    public long size() throws IOException {
        return channel.size();
    }

    /** Syncs the file and gives it its name at once. This is closed after it. */
    public void publish(Path name) throws IOException {
        try {
            channel.force(true);
            channel.close();
            workspace.publish(file, name);
        } catch (IOException e) {
            throw failed("finish " + name + " from", e);
        }
    }

    @Override
    public void close() throws IOException {
        workspace.closed(this);
        channel.close();
        Files.deleteIfExists(file);
    }

    private IOException failed(String what, IOException e) {
        return new IOException("Cannot " + what + " " + file + ": " + e.getMessage(), e);
    }
}
