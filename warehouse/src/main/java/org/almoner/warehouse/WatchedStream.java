package org.almoner.warehouse;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Tells how far a file was read, each mebibyte and at its end. */
final class WatchedStream extends FilterInputStream {

    private static final long STEP = 1 << 20;

    private final String fileName;
    private final long size;
    private final Progress progress;
    private long position;
    private long told;

    /** Is told. */
    interface Progress {
        void at(String fileName, long position, long size);
    }

    /** @param size of the file, in bytes */
    WatchedStream(InputStream in, String fileName, long size, Progress progress) {
        super(in);
        this.fileName = fileName;
        this.size = size;
        this.progress = progress;
        progress.at(fileName, 0, size);
    }

    static WatchedStream of(Archive archive, Progress progress) throws IOException {
        return new WatchedStream(
                Files.newInputStream(archive.path()), archive.name().fileName(), archive.size(), progress);
    }

    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        position += Math.max(0, count);
        if (position - told >= STEP || count < 0) {
            told = position;
            progress.at(fileName, position, size);
        }
        return count;
    }
}
