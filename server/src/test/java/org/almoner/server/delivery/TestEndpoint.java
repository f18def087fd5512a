package org.almoner.server.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

/** An endpoint that does what a test wants, to the byte, on a free port of the loopback interface. */
final class TestEndpoint implements AutoCloseable {

    /** What it does with a connection; the connection is closed when that is over. */
    @FunctionalInterface
    interface Manner {
        void serve(InputStream in, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    TestEndpoint(ServerSocketFactory sockets, Manner manner) {
        try {
            server = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(manner));
    }

    TestEndpoint(Manner manner) {
        this(ServerSocketFactory.getDefault(), manner);
    }

    /** One that reads each request and gives one answer. */
    static TestEndpoint answering(String answer) {
        var itself = new TestEndpoint[1];
        itself[0] = new TestEndpoint((in, out) -> {
            while (itself[0].readRequest(in)) {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        });
        return itself[0];
    }

    private void accept(Manner manner) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, manner));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket, Manner manner) {
        try (socket) {
            manner.serve(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (Exception _) {
            // Whoever called has gone away, which is what most of the tests are about.
        }
    }

    /** Reads one request with its body and keeps it; false at the end of the connection. */
    boolean readRequest(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        requests.add(text + new String(in.readNBytes(length), StandardCharsets.UTF_8));
        return true;
    }

    /** What it was sent, each with its head and body. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
