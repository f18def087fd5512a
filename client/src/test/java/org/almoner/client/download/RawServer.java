package org.almoner.client.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server on the loopback address that sends whatever bytes it is told to, HTTP or not. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger number = new AtomicInteger();

    RawServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** What it does with a request. The connection is closed when it throws. */
    interface Behaviour {
        void answer(Request request, Reply reply) throws IOException;
    }

    /**
     * A request that came.
     *
     * @param number from 0, in the order in which they came
     */
    record Request(int number, String target, Map<String, String> headers) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        boolean ranged() {
            return headers.containsKey("range");
        }

        int from() {
            return header("Range")
                    .map(range -> Integer.parseInt(range.substring(6).split("-", 2)[0]))
                    .orElse(0);
        }

        /** The byte after the last one. */
        int to(int length) {
            return header("Range")
                    .map(range -> range.substring(6).split("-", 2)[1])
                    .filter(last -> !last.isEmpty())
                    .map(last -> Math.min(length, Integer.parseInt(last) + 1))
                    .orElse(length);
        }
    }

    /** The way back. */
    final class Reply {

        private final OutputStream out;

        private Reply(OutputStream out) {
            this.out = out;
        }

        Reply head(String status, String... fields) throws IOException {
            var head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
            for (var field : fields) {
                head.append(field).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return this;
        }

        /** Bytes of a body, which are counted. */
        Reply body(byte[] bytes, int from, int to) throws IOException {
            for (int at = from; at < to; at += 4096) {
                int count = Math.min(4096, to - at);
                out.write(bytes, at, count);
                sent.addAndGet(count);
            }
            out.flush();
            return this;
        }

        void empty(String status, String... fields) throws IOException {
            var all = new ArrayList<>(List.of(fields));
            all.add("Content-Length: 0");
            head(status, all.toArray(String[]::new));
        }

        /** The file as an honest server sends it: all of it or the part asked for, if it still is what is asked for. */
        void file(Request request, byte[] file, String... fields) throws IOException {
            file(request, file, file.length, fields);
        }

        /** As an honest server whose line breaks after so many bytes of a body. */
        void file(Request request, byte[] file, int breakAfter, String... fields) throws IOException {
            boolean current = request.header("If-Range")
                    .map(validator -> List.of(fields).stream().anyMatch(field -> field.endsWith(": " + validator)))
                    .orElse(true);
            boolean part = request.ranged() && current;
            int from = part ? request.from() : 0;
            int to = part ? request.to(file.length) : file.length;
            var all = new ArrayList<>(List.of(fields));
            all.add("Content-Length: " + (to - from));
            all.add("Accept-Ranges: bytes");
            if (part) {
                all.add("Content-Range: bytes " + from + "-" + (to - 1) + "/" + file.length);
            }
            head(part ? "206 Partial Content" : "200 OK", all.toArray(String[]::new));
            int end = (int) Math.min(to, (long) from + breakAfter);
            body(file, from, end);
            if (end < to) {
                throw new IOException("broken");
            }
        }
    }

    URI address() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many bytes of bodies have been sent. */
    long sent() {
        return sent.get();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                // What has been sent is to be what has been received, but for a little.
                socket.setSendBufferSize(1 << 15);
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
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                Map<String, String> headers = new HashMap<>();
                for (var field = line(in); !field.isEmpty(); field = line(in)) {
                    var colon = field.indexOf(':');
                    headers.put(
                            field.substring(0, colon).toLowerCase(Locale.ROOT),
                            field.substring(colon + 1).strip());
                }
                var request = new Request(number.getAndIncrement(), line.split(" ", -1)[1], headers);
                requests.add(request);
                behaviour.answer(request, new Reply(socket.getOutputStream()));
            }
        } catch (IOException e) {
            // The other side went away, or is to believe that this one did.
            return;
        } finally {
            sockets.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next; (next = in.read()) >= 0 && next != '\n'; ) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
