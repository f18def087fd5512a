package org.almoner.bench.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.almoner.bench.measure.Loopback;
import org.almoner.bench.measure.Workplace;
import org.almoner.client.catalog.Sha256;

/**
 * Files of noise, the same in every run, and an nginx that serves them.
 *
 * @param address of nginx, with a slash at its end
 */
record Source(String address, List<Served> large, List<Served> small) {

    private static final int CHUNK = 1 << 20;
    private static final long SEED = 20_261_122;

    /**
     * A file that is served.
     *
     * @param name below the address, and what it is to be called
     */
    record Served(String name, long size, String sha256) {}

    /** Writes the files and starts the server, which ends with the workplace. */
    static Source start(Path nginx, Workplace workplace, long largeSize, int smallFiles, int smallSize)
            throws IOException {
        var root = workplace.folder("files");
        var random = new SplittableRandom(SEED);
        var large = List.of(write(root, "large", largeSize, random));
        var small = new ArrayList<Served>();
        for (int i = 0; i < smallFiles; i++) {
            small.add(write(root, "small-" + i, smallSize, random));
        }
        var address = Loopback.free();
        var folder = workplace.folder("nginx");
        var settings = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                %s
                worker_processes auto;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 1000000;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    server { listen %s:%d; root %s; }
                }
                """
                // Workers that change to another user could not read a folder that is this user's alone.
                .formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                        address.getHostString(),
                        address.getPort(),
                        root));
        var process = workplace.start(new ProcessBuilder(
                        nginx.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile()));
        Loopback.awaitListener(address, process, Duration.ofSeconds(10));
        return new Source("http://" + address.getHostString() + ":" + address.getPort() + "/", large, small);
    }

    private static Served write(Path root, String name, long size, SplittableRandom random) throws IOException {
        var chunk = new byte[(int) Math.min(CHUNK, size)];
        var digest = Sha256.digest();
        try (var out = Files.newOutputStream(root.resolve(name))) {
            for (long written = 0; written < size; written += chunk.length) {
                random.nextBytes(chunk);
                int count = (int) Math.min(chunk.length, size - written);
                digest.update(chunk, 0, count);
                out.write(chunk, 0, count);
            }
        }
        return new Served(name, size, HexFormat.of().formatHex(digest.digest()));
    }
}
