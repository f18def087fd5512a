package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Addresses on this machine that nobody else can reach. */
public final class Loopback {

    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    private Loopback() {}

    /** An address that was free a moment ago. */
    public static InetSocketAddress free() {
        try (var socket = new ServerSocket(0, 1, HOST)) {
            return new InetSocketAddress(HOST, socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BenchFailure if nobody listens there within the time, or the process ends before */
    public static void awaitListener(InetSocketAddress address, Process process, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!listens(address)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new BenchFailure("No server came up on port " + address.getPort());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
