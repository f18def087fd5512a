package org.almoner.client.bytepath;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/** One connection, with or without TLS. For one thread at a time, but for {@link #abort}. */
final class Pipe {

    /** Holds most heads, and the small file behind one. */
    private static final int READ_AHEAD = 1 << 14;

    /** What TLS hands out at a time. */
    private static final int RECORD = 1 << 14;

    private final Way way;
    private final SocketChannel channel;
    private final ByteBuffer ahead = ByteBuffer.allocateDirect(READ_AHEAD).limit(0);
    private @Nullable SSLSocket tls;
    private byte[] record = new byte[0];
    private boolean used;
    private long since;

    Pipe(Way way) throws IOException {
        this.way = way;
        this.channel = SocketChannel.open();
    }

    Way way() {
        return way;
    }

    /**
     * Calls the server.
     *
     * @param patience for how long each of its addresses is tried
     * @throws HttpConnectTimeoutException if none of them answered in time
     */
    void connect(@Nullable Duration patience, SSLSocketFactory tlsSockets, SSLParameters tlsParameters)
            throws IOException {
        var proxy = way.proxy();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        var address = proxy == null
                ? new InetSocketAddress(way.host(), way.port())
                : new InetSocketAddress(proxy.getHostString(), proxy.getPort());
        try {
            channel.socket().connect(address, patience == null ? 0 : Math.toIntExact(patience.toMillis()));
        } catch (SocketTimeoutException e) {
            throw new HttpConnectTimeoutException("no connection in time");
        }
        if (proxy != null && way.secure()) {
            throughProxy();
        }
        if (way.secure()) {
            var socket = (SSLSocket) tlsSockets.createSocket(channel.socket(), way.host(), way.port(), true);
            // RFC 9110 §4.3.4: the certificate must be one of the host that was called.
            tlsParameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(tlsParameters);
            socket.startHandshake();
            tls = socket;
            record = new byte[RECORD];
        }
    }

    private void throughProxy() throws IOException {
        send(Request.connect(way));
        var head = Head.read(this);
        if (head.status() / 100 != 2) {
            throw new ConnectException("the proxy answered " + head.status() + " when asked for a line to it");
        }
        if (ahead.hasRemaining()) {
            throw new IOException("the proxy spoke where the server was to be heard");
        }
    }

    void send(byte[] bytes) throws IOException {
        var socket = tls;
        if (socket != null) {
            socket.getOutputStream().write(bytes);
            return;
        }
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            channel.write(left);
        }
    }

    /** The next byte of a head. */
    int next() throws IOException {
        if (!ahead.hasRemaining()) {
            ahead.clear();
            int read = fill(ahead);
            ahead.flip();
            if (read < 0) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
        }
        return ahead.get() & 0xff;
    }

    /**
     * Reads into a buffer what there is, at least one byte.
     *
     * @param target with room
     * @param most at least 1
     * @return how many bytes, or -1 at the end of the connection
     */
    int read(ByteBuffer target, long most) throws IOException {
        int wanted = (int) Math.min(most, target.remaining());
        if (ahead.hasRemaining()) {
            int count = Math.min(wanted, ahead.remaining());
            target.put(ahead.slice(ahead.position(), count));
            ahead.position(ahead.position() + count);
            return count;
        }
        int limit = target.limit();
        target.limit(target.position() + wanted);
        try {
            return fill(target);
        } finally {
            target.limit(limit);
        }
    }

    private int fill(ByteBuffer target) throws IOException {
        var socket = tls;
        if (socket == null) {
            return channel.read(target);
        }
        InputStream in = socket.getInputStream();
        int read = in.read(record, 0, Math.min(record.length, target.remaining()));
        if (read > 0) {
            target.put(record, 0, read);
        }
        return read;
    }

    /** Marks the end of an exchange after which another one may follow. */
    void keep(long now) {
        used = true;
        since = now;
    }

    /** Whether an exchange went over this before. */
    boolean used() {
        return used;
    }

    /** For how long nobody has used it, in nanoseconds. */
    long idle(long now) {
        return now - since;
    }

    /** Whether nothing has come since the last exchange: neither the end, nor bytes that nobody asked for. */
    boolean quiet() {
        if (ahead.hasRemaining() || !channel.isOpen()) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            // With TLS, too: what comes now cannot be an answer. Tickets came before the last one.
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it, whatever another thread is doing with it. TLS says no farewell: nothing that counts ends by one. */
    void abort() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use either way.
            return;
        }
    }
}
