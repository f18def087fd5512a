package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.almoner.bench.download.Contender.Targets;
import org.almoner.bench.measure.Loopback;
import org.almoner.bench.measure.ProcessTree;
import org.almoner.bench.measure.Workplace;

/** nginx, set up as its manual recommends for files, in a folder of its own. */
final class Nginx {

    /** Where nginx has the listing, below its root. */
    static final String LISTING = "listing.json";

    private final Path program;
    private final Workplace workplace;
    private final TestFiles files;

    Nginx(Path program, Workplace workplace, TestFiles files) {
        this.program = program;
        this.workplace = workplace;
        this.files = files;
    }

    /** Whether nginx writes down each request, as Almoner's audit does. */
    enum AccessLog {
        OFF("off"),
        BUFFERED("access.log combined buffer=64k flush=1s");

        private final String setting;

        AccessLog(String setting) {
            this.setting = setting;
        }
    }

    /** @param name what the report calls it, and the name of its folder */
    Contender start(String name, AccessLog log) {
        var folder = workplace.folder(name.replace(' ', '-'));
        var address = Loopback.free();
        var settings = folder.resolve("nginx.conf");
        boolean root = "root".equals(System.getProperty("user.name"));
        try {
            Files.createDirectory(folder.resolve("temporary"));
            Files.writeString(settings, settings(address, files.root(), log, root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = workplace.start(new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile()));
        Loopback.awaitListener(address, process, Duration.ofSeconds(10));
        return new Contender(name, address, new ProcessTree(process.toHandle()), targets());
    }

    private Targets targets() {
        var targets = new EnumMap<FileSet, List<String>>(FileSet.class);
        for (var set : files.sets()) {
            targets.put(
                    set,
                    set.fileNames(files.scale()).stream()
                            .map(name -> "/" + set.label() + "/" + name)
                            .toList());
        }
        return new Targets(targets, "/" + LISTING, Map.of());
    }

    static String settings(InetSocketAddress address, Path files, AccessLog log, boolean root) {
        return """
                daemon off;
                %s
                worker_processes auto;
                worker_rlimit_nofile 16384;
                pid nginx.pid;
                error_log error.log;
                events {
                    worker_connections 8192;
                }
                http {
                    access_log %s;
                    default_type application/octet-stream;
                    types { application/json json; }
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 1000000000;
                    client_body_temp_path temporary/body;
                    proxy_temp_path temporary/proxy;
                    fastcgi_temp_path temporary/fastcgi;
                    uwsgi_temp_path temporary/uwsgi;
                    scgi_temp_path temporary/scgi;
                    server {
                        listen %s:%d backlog=4096;
                        root %s;
                    }
                }
                """
                // Workers that change to another user could not read a folder that is this user's alone.
                .formatted(root ? "user root;" : "", log.setting, address.getHostString(), address.getPort(), files);
    }
}
