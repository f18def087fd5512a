package org.almoner.server.storage;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** Debian's nginx on the loopback interface, serving a folder: what everybody holds a byte path against. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; installs it first if it is missing and this is root; skips the test if it is neither.
     *
     * @param folder what it serves
     * @param scratch a folder for its own files
     */
    static Nginx start(Path folder, Path scratch) throws IOException, InterruptedException {
        var program = find().or(Nginx::install);
        Assumptions.assumeTrue(
                program.isPresent(), "nginx is missing: install it with `apt-get install nginx-light`, or run as root");
        // Another process may take the free port first.
        for (int attempt = 0; attempt < 5; attempt++) {
            var port = freePort();
            var settings = Files.writeString(scratch.resolve("nginx.conf"), settings(folder, scratch, port));
            var process = new ProcessBuilder(
                            program.get().toString(), "-p", scratch.toString(), "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("nginx.log").toFile())
                    .start();
            var nginx = new Nginx(process, port);
            if (nginx.answers()) {
                return nginx;
            }
            nginx.close();
        }
        throw new IllegalStateException("nginx does not start: " + Files.readString(scratch.resolve("nginx.log")));
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private boolean answers() throws InterruptedException {
        while (process.isAlive()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException _) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    private static String settings(Path folder, Path scratch, int port) {
        return """
                daemon off;
                master_process off;
                pid %2$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    default_type application/zip;
                    sendfile on;
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    # As RFC 9110 has it; the default is an exact match.
                    if_modified_since before;
                    max_ranges 100;
                    server {
                        listen 127.0.0.1:%3$d;
                        root %1$s;
                    }
                }
                """.formatted(folder, scratch, port);
    }

    private static Optional<Path> find() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> install() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        try {
            var process = new ProcessBuilder("apt-get", "install", "-y", "--no-install-recommends", "nginx-light")
                    .inheritIO()
                    .start();
            return process.waitFor() == 0 ? find() : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
