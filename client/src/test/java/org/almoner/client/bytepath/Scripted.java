package org.almoner.client.bytepath;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback address that answers heads with whatever bytes it is told to. */
final class Scripted implements AutoCloseable {

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    Scripted(ServerSocket listening, Behaviour behaviour) throws IOException {
        this.listening = listening;
        this.behaviour = behaviour;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::accept);
    }

    Scripted(Behaviour behaviour) throws IOException {
        this(new ServerSocket(), behaviour);
    }

    /** Answers a head. The connection is closed when it throws. */
    interface Behaviour {
        void answer(int number, String head, Socket socket) throws IOException;
    }

    /** Sends a text in each answer, and closes the connection after it or not. */
    static Behaviour saying(String text, boolean close) {
        return (_, _, socket) -> {
            say(socket, text);
            if (close) {
                throw new IOException("end");
            }
        };
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("localhost", listening.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    /** The heads of all requests, lines ended by {@code \n} alone. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                behaviour.answer(heads.size() - 1, head, socket);
            }
        } catch (IOException e) {
            // The other side went away, or is to believe that this one did.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int next; head.indexOf("\n\n") < 0 && (next = in.read()) >= 0; ) {
            if (next != '\r') {
                head.append((char) next);
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
