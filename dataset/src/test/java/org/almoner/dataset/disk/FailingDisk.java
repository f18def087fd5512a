package org.almoner.dataset.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk with room for so much and no more. Each byte written takes one; making, syncing and naming a file takes one too, so
 * that it can fail there.
 */
public final class FailingDisk implements Disk {

    private final long room;
    private final AtomicLong used = new AtomicLong();

    public FailingDisk(long room) {
        this.room = room;
    }

    public long used() {
        return used.get();
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        take(1);
        return new FailingChannel(Disk.local().create(file));
    }

    @Override
    public FileChannel append(Path file) throws IOException {
        take(1);
        return new FailingChannel(Disk.local().append(file));
    }

    @Override
    public void publish(Path from, Path to) throws IOException {
        take(1);
        Disk.local().publish(from, to);
    }

    private void take(long count) throws IOException {
        if (used.addAndGet(count) > room) {
            throw new IOException("No space left on device");
        }
    }

    private final class FailingChannel extends FileChannel {

        private final FileChannel real;

        FailingChannel(FileChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            // As a real disk does, it takes what there is room for, and then nothing.
            int fits = Math.clamp(room - used.get(), 0, bytes.remaining());
            if (fits == 0 && bytes.hasRemaining()) {
                take(1);
            }
            used.addAndGet(fits);
            ByteBuffer part = bytes.duplicate().limit(bytes.position() + fits);
            while (part.hasRemaining()) {
                real.write(part);
            }
            bytes.position(part.position());
            return fits;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            take(1);
            real.force(metaData);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return real.read(into);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
