package org.almoner.server.syndication;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks off with {@link JobStopped} as soon as its job is to stop. */
final class StoppableStream extends FilterInputStream {

    private final CancelToken cancelled;

    StoppableStream(InputStream in, CancelToken cancelled) {
        super(in);
        this.cancelled = cancelled;
    }

    @Override
    public int read() throws IOException {
        cancelled.check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        cancelled.check();
        return super.read(bytes, offset, length);
    }
}
