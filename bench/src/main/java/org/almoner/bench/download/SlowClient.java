package org.almoner.bench.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.almoner.bench.measure.BenchFailure;
import org.jspecify.annotations.Nullable;

/** One client that reads at a steady rate. Not safe for use by several threads. */
final class SlowClient {

    /**
     * What the kernel may hold for a client: little, so that it is the server that waits and not a buffer on this side.
     */
    private static final int RECEIVE_BUFFER = 1 << 16;

    /** A client whose server has given nothing for this long gives up. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    private final InetSocketAddress server;
    private final byte[] request;
    private final long length;
    private final long crc32c;
    private final int bytesPerSecond;
    private final long starts;
    private final CRC32C seen = new CRC32C();
    private @Nullable SocketChannel channel;
    private @Nullable ByteBuffer head = ByteBuffer.allocate(4096);
    private long received;
    private long lastArrival;
    private long mostBehind;
    private long ended;
    private Optional<String> failure = Optional.empty();

    /** @param starts when to begin, on the clock of {@link System#nanoTime} */
    SlowClient(InetSocketAddress server, byte[] request, long length, long crc32c, int bytesPerSecond, long starts) {
        this.server = server;
        this.request = request.clone();
        this.length = length;
        this.crc32c = crc32c;
        this.bytesPerSecond = bytesPerSecond;
        this.starts = starts;
        this.lastArrival = starts;
    }

    /** Does what is due now, through a buffer that is shared with others. Returns whether there is more to do later. */
    boolean goOn(ByteBuffer buffer) {
        long now = System.nanoTime();
        if (now < starts) {
            return true;
        }
        try {
            step(now, buffer);
        } catch (IOException | BenchFailure e) {
            end(Optional.of(e.toString()));
        }
        return ended == 0;
    }

    private void step(long now, ByteBuffer buffer) throws IOException {
        var open = channel == null ? connect() : channel;
        if (!open.isConnected() && open.finishConnect()) {
            open.write(ByteBuffer.wrap(request));
        }
        if (open.isConnected()) {
            read(open, now, buffer);
        }
        if (received == length) {
            end(seen.getValue() == crc32c ? Optional.empty() : Optional.of("Wrong bytes"));
        } else if (now - lastArrival > PATIENCE) {
            end(Optional.of("Nothing arrived for 30 s"));
        }
    }

    private void read(SocketChannel open, long now, ByteBuffer buffer) throws IOException {
        if (head != null) {
            readHead(open, head, now);
        }
        if (head == null) {
            readBody(open, now, buffer);
        }
    }

    private SocketChannel connect() throws IOException {
        var open = SocketChannel.open();
        channel = open;
        // Before connecting, since the window is agreed on then.
        open.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        open.configureBlocking(false);
        // On loopback this may succeed at once, and then there is nothing to finish.
        if (open.connect(server)) {
            open.write(ByteBuffer.wrap(request));
        }
        return open;
    }

    private void readHead(SocketChannel open, ByteBuffer start, long now) throws IOException {
        if (open.read(start) < 0) {
            throw new IOException("Ended before the answer");
        }
        start.flip();
        var read = ResponseHead.read(start);
        if (read.isEmpty()) {
            start.position(start.limit()).limit(start.capacity());
            return;
        }
        if (read.get().status() != 200 || read.get().contentLength() != length) {
            throw new IOException("Unexpected answer " + read.get());
        }
        take(start, now);
        head = null;
    }

    private void readBody(SocketChannel open, long now, ByteBuffer buffer) throws IOException {
        long allowed = due(now) - received;
        while (allowed > 0) {
            buffer.clear().limit((int) Math.min(allowed, buffer.capacity()));
            int count = open.read(buffer);
            if (count < 0) {
                throw new IOException("Ended after " + received + " bytes");
            }
            if (count == 0) {
                break;
            }
            take(buffer.flip(), now);
            allowed -= count;
        }
        mostBehind = Math.max(mostBehind, Math.max(0, allowed));
    }

    private void take(ByteBuffer bytes, long now) {
        if (bytes.hasRemaining()) {
            lastArrival = now;
        }
        received += bytes.remaining();
        seen.update(bytes);
    }

    private long due(long now) {
        return Math.min(length, (long) ((now - starts) / 1e9 * bytesPerSecond));
    }

    private void end(Optional<String> why) {
        ended = System.nanoTime();
        failure = why;
        close();
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // There is nothing left to lose on this connection.
        }
    }

    Optional<String> failure() {
        return failure;
    }

    /** From the start to the end. */
    double seconds() {
        return (ended - starts) / 1e9;
    }

    long received() {
        return received;
    }

    /** The longest that bytes which were due had to be waited for, in nanoseconds at the client's rate. */
    long mostBehindNanos() {
        return (long) (mostBehind * 1e9 / bytesPerSecond);
    }
}
