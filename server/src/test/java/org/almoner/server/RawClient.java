package org.almoner.server;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, and reads when it is told: as slow, rude or early gone as a test wants. */
public final class RawClient implements Closeable {

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(new Socket(), port);
    }

    /** @param socket not connected yet, such as one that speaks TLS */
    public RawClient(Socket socket, int port) throws IOException {
        this.socket = socket;
        // Small, so that the server cannot get rid of a file before anybody has read it.
        socket.setReceiveBufferSize(8192);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    public void get(URI address) throws IOException {
        send("GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next answer's head. */
    public String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended in the head of an answer: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The next bytes; fewer if the connection ends. */
    public byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Goes away without a word (RST). */
    public void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
