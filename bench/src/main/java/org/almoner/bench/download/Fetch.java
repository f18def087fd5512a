package org.almoner.bench.download;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;

import org.almoner.bench.measure.BenchFailure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Downloads one thing over a connection of its own, at as little cost as a program without tricks can: the bytes are
 * copied once, out of the kernel, into a buffer that is used again and again.
 */
final class Fetch {

    private static final int BUFFER = 1 << 18;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    /** Takes the bytes of a body as they arrive. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes);
    }

    static byte[] request(InetSocketAddress server, String target, Map<String, String> headers) {
        var text = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: " + server.getHostString() + ":"
                + server.getPort() + "\r\nConnection: close\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        return text.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /**
     * Downloads the whole body.
     *
     * @return its length in bytes
     * @throws BenchFailure if the answer isn't 200, ends early, or does not come at all
     */
    long fetch(InetSocketAddress server, String target, Map<String, String> headers, Sink sink) {
        try (var channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap(request(server, target, headers)));
            buffer.clear();
            Optional<ResponseHead> head = Optional.empty();
            while (head.isEmpty()) {
                read(channel);
                head = ResponseHead.read(buffer.flip());
                if (head.isEmpty()) {
                    buffer.position(buffer.limit()).limit(buffer.capacity());
                }
            }
            if (head.get().status() != 200) {
                throw new BenchFailure(
                        "GET " + target + " was answered with " + head.get().status());
            }
            return body(channel, head.get().contentLength(), sink);
        } catch (IOException e) {
            throw new BenchFailure("GET " + target + " broke off: " + e.getMessage(), e);
        }
    }

    private long body(SocketChannel channel, long length, Sink sink) throws IOException {
        long received = buffer.remaining();
        sink.take(buffer);
        while (received < length) {
            buffer.clear();
            received += read(channel);
            sink.take(buffer.flip());
        }
        return received;
    }

    private int read(SocketChannel channel) throws IOException {
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("The answer ended early");
        }
        return count;
    }
}
