package org.almoner.bench.notify;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The endpoints of all subscribers, as a program of its own that does as little as it can: it confirms what it is asked to confirm, keeps what it is sent,
 * and does not answer notifications to paths that begin with {@value #HANGING}. Commands come as lines on standard input, each is answered with a line.
 */
final class Receiver {

    static final String HANGING = "/hang/";

    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    private static final Pattern SUBSCRIBE_URL = Pattern.compile("\"SubscribeURL\"\\s*:\\s*\"([^\"]+)\"");
    private static final int CONFIRMING = 8;
    private static final int BACKLOG = 2_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore confirming = new Semaphore(CONFIRMING);
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();

    /** What came in this round, by path. */
    private final Map<String, byte[]> received = new ConcurrentHashMap<>();

    private volatile String server = "";

    private Receiver() {}

    public static void main(String[] arguments) throws IOException {
        var receiver = new Receiver();
        try (var socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> receiver.accept(socket));
            var out = new PrintStream(System.out, true, UTF_8);
            out.println(socket.getLocalPort());
            var commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (var command = commands.readLine(); command != null; command = commands.readLine()) {
                out.println(receiver.obey(command.split(" ", 2)));
            }
        }
    }

    private String obey(String[] command) throws IOException {
        return switch (command[0]) {
            case "server" -> {
                server = command[1];
                yield "ready";
            }
            case "confirmed" -> String.valueOf(confirmed.get());
            case "round" -> {
                received.clear();
                first.set(0);
                last.set(0);
                again.set(0);
                yield "ready";
            }
            case "received" -> received.size() + " " + (last.get() - first.get()) + " " + again.get();
            case "keep" -> {
                Files.write(
                        Path.of(command[1]),
                        received.values().stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .toList());
                yield "ready";
            }
            default -> throw new IllegalArgumentException(command[0]);
        };
    }

    private void accept(ServerSocket socket) {
        while (true) {
            try {
                var connection = socket.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            var out = connection.getOutputStream();
            while (answer(in, out)) {
                out.flush();
            }
        } catch (IOException | InterruptedException _) {
            // The server has closed the connection.
        }
    }

    private boolean answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var request = line(in);
        if (request.isEmpty()) {
            return false;
        }
        var length = 0;
        var type = "";
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            var value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "x-amz-sns-message-type" -> type = value;
                default -> {}
            }
        }
        var body = in.readNBytes(length);
        var path = request.split(" ", -1)[1];
        if (type.equals("SubscriptionConfirmation")) {
            Thread.ofVirtual().start(() -> confirm(new String(body, UTF_8)));
        } else if (path.startsWith(HANGING)) {
            new CountDownLatch(1).await();
        } else {
            out.write(OK);
            out.flush();
            note(path, body);
            return true;
        }
        out.write(OK);
        return true;
    }

    private void note(String path, byte[] body) {
        var now = System.nanoTime();
        first.compareAndSet(0, now);
        last.set(now);
        if (received.put(path, body) != null) {
            again.incrementAndGet();
        }
    }

    private void confirm(String message) {
        var url = SUBSCRIBE_URL.matcher(message);
        if (!url.find()) {
            return;
        }
        var address = URI.create(url.group(1));
        confirming.acquireUninterruptibly();
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(server + address.getRawPath() + "?" + address.getRawQuery()));
            if (http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200) {
                confirmed.incrementAndGet();
            }
        } catch (IOException | InterruptedException _) {
            // The one who waits for all confirmations says that one is missing.
        } finally {
            confirming.release();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
