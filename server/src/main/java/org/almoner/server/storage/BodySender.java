package org.almoner.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.almoner.server.storage.BytePath.Download;
import org.almoner.server.storage.StorageEvent.Outcome;

/**
 * Sends bytes of objects. From a folder the kernel copies file to socket; where it can't (TLS, HTTP/2, S3), or where the
 * bytes fit into one packet or two anyway, they go through a small buffer.
 */
final class BodySender {

    /** Up to here one read and one write cost less than a file handed over to the poller. */
    private static final long SMALL = 32 << 10;

    /** Small, because thousands of slow clients may each hold one. */
    private static final int BUFFER = 32 << 10;

    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    private final ObjectStore store;
    private final Transfers transfers;

    BodySender(ObjectStore store, Transfers transfers) {
        this.store = store;
        this.transfers = transfers;
    }

    /**
     * Sends one run of bytes as the whole body. The fields of the answer have been set.
     *
     * @throws NoSuchFileException if the store doesn't have the object; nothing was sent then
     */
    void send(HttpServletRequest request, HttpServletResponse response, Download download, long first, long length)
            throws IOException {
        var file = store.file(download.object().key());
        if (file.isPresent() && length > SMALL && canSendFile(request)) {
            sendFile(request, response, download, file.get(), first, length);
            return;
        }
        try (var in = store.read(download.object().key(), first, length)) {
            var body = new OutgoingBody(transfers.begin(download, length), response.getOutputStream());
            body.copy(in, length, BUFFER);
            body.end();
        } catch (OutgoingBody.ClientGone _) {
            // Noted with the transfer; there is nobody left to tell.
        }
    }

    /**
     * Sends several runs of bytes as a multipart body. The fields of the answer have been set.
     *
     * @throws NoSuchFileException if the store doesn't have the object; nothing was sent then
     */
    void send(HttpServletResponse response, Download download, MultipartBody multipart) throws IOException {
        var key = download.object().key();
        var body = new OutgoingBody(transfers.begin(download, multipart.length()), response.getOutputStream());
        try {
            for (var part : multipart.parts()) {
                var range = part.range();
                try (var in = body.open(() -> store.read(key, range.first(), range.length()))) {
                    body.write(part.head());
                    body.copy(in, range.length(), BUFFER);
                }
            }
            body.write(multipart.end());
            body.end();
        } catch (OutgoingBody.ClientGone _) {
            // Noted with the transfer; there is nobody left to tell.
        }
    }

    private static boolean canSendFile(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1")
                && Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"));
    }

    private void sendFile(
            HttpServletRequest request,
            HttpServletResponse response,
            Download download,
            Path file,
            long first,
            long length)
            throws IOException {
        var sending =
                new FileSending(FileChannel.open(file, StandardOpenOption.READ), transfers.begin(download, length));
        request.setAttribute(SENDFILE + "filename", file.toString());
        request.setAttribute(SENDFILE + "start", first);
        request.setAttribute(SENDFILE + "end", first + length);
        try {
            // Tomcat prepares the sendfile when the fields of the answer are sent, on this thread; the rest happens
            // after
            // the handler has returned.
            ScopedValue.where(FileSending.CURRENT, sending).call(() -> {
                response.flushBuffer();
                return sending;
            });
        } catch (IOException e) {
            sending.transfer().end(0, Outcome.ABORTED);
        } finally {
            if (!sending.isTaken()) {
                sending.close();
                sending.transfer().end(0, Outcome.ABORTED);
            }
        }
    }
}
