package org.almoner.bench.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.almoner.bench.measure.Workplace;
import org.almoner.client.catalog.Sha256;

/**
 * Files of noise, the same in every run, which an nginx serves.
 *
 * @param root the folder that holds them
 * @param rehearsal what is fetched before anything is measured
 */
record Source(Path root, List<Served> rehearsal, List<Served> large, List<Served> small, List<Served> far) {

    private static final int CHUNK = 1 << 20;
    private static final long REHEARSAL = 12 << 20;
    private static final long SEED = 20_261_122;

    /**
     * A file that is served.
     *
     * @param name below the address, and what it is to be called
     */
    record Served(String name, long size, String sha256) {}

    /** Writes the files; of a size of 0, none. */
    static Source write(Workplace workplace, Sizes sizes) throws IOException {
        var root = workplace.folder("files");
        var random = new SplittableRandom(SEED);
        var small = new ArrayList<Served>();
        for (int i = 0; i < sizes.smallFiles(); i++) {
            small.add(write(root, "small-" + i, sizes.small(), random));
        }
        return new Source(
                root,
                List.of(write(root, "rehearsal", REHEARSAL, random)),
                sizes.large() == 0 ? List.of() : List.of(write(root, "large", sizes.large(), random)),
                small,
                sizes.far() == 0 ? List.of() : List.of(write(root, "far", sizes.far(), random)));
    }

    /**
     * How large the files are, in bytes.
     *
     * @param far of the one that is fetched over the long line
     */
    record Sizes(long large, int smallFiles, int small, long far) {}

    /**
     * Starts a server of the files, which ends with the workplace.
     *
     * @param command that runs nginx
     * @param name of the folder it keeps its own files in
     */
    Process serve(List<String> command, Workplace workplace, String name, InetSocketAddress at) throws IOException {
        var folder = workplace.folder(name);
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
                        at.getHostString(),
                        at.getPort(),
                        root));
        var all = new ArrayList<>(command);
        all.addAll(List.of("-p", folder.toString(), "-c", settings.toString(), "-e", "error.log"));
        return workplace.start(new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile()));
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
