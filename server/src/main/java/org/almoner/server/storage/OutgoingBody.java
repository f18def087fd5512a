package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.almoner.server.storage.StorageEvent.Outcome;

/** A body that is written by the handler. Knows how much of it is out, and whose fault it is when it breaks off. */
final class OutgoingBody {

    private final Transfer transfer;
    private final OutputStream out;
    private long sent;

    OutgoingBody(Transfer transfer, OutputStream out) {
        this.transfer = transfer;
        this.out = out;
    }

    /** Opens another source of bytes. */
    InputStream open(Source source) throws IOException {
        try {
            return source.open();
        } catch (IOException | RuntimeException e) {
            transfer.end(sent, Outcome.FAILED);
            throw e;
        }
    }

    /** @param buffer how much to copy at once, at most */
    void copy(InputStream in, long length, int buffer) throws IOException {
        var bytes = new byte[(int) Math.min(length, buffer)];
        for (var left = length; left > 0; ) {
            var count = read(in, bytes);
            write(bytes, count);
            left -= count;
        }
    }

    void write(String text) throws ClientGone {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int count) throws ClientGone {
        try {
            out.write(bytes, 0, count);
            sent += count;
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Every byte was written: sees them off and reports. */
    void end() throws ClientGone {
        try {
            out.flush();
        } catch (IOException e) {
            throw gone(e);
        }
        transfer.end(sent, Outcome.COMPLETE);
    }

    private int read(InputStream in, byte[] bytes) throws IOException {
        try {
            return in.read(bytes);
        } catch (IOException | RuntimeException e) {
            transfer.end(sent, Outcome.FAILED);
            throw e;
        }
    }

    private ClientGone gone(IOException cause) {
        transfer.end(sent, Outcome.ABORTED);
        return new ClientGone(cause);
    }

    /** The connection broke, or the client took nothing for too long. */
    static final class ClientGone extends IOException {

        ClientGone(IOException cause) {
            super(cause);
        }
    }

    /** Where bytes come from. */
    interface Source {
        InputStream open() throws IOException;
    }
}
