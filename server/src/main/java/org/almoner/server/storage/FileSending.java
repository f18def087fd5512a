package org.almoner.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/**
 * A file that the connection is to send by itself. The handler opens it, so that a missing file is still an error it can
 * answer with; whoever takes it closes it.
 */
final class FileSending {

    /** What the answer that is being committed on this thread is to send. */
    static final ScopedValue<FileSending> CURRENT = ScopedValue.newInstance();

    private final FileChannel file;
    private final Transfer transfer;
    private boolean taken;

    FileSending(FileChannel file, Transfer transfer) {
        this.file = file;
        this.transfer = transfer;
    }

    /** The file, for the connection, which closes it from now on. */
    FileChannel take() {
        taken = true;
        return file;
    }

    boolean isTaken() {
        return taken;
    }

    Transfer transfer() {
        return transfer;
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
