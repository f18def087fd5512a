package org.almoner.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.SimpleFileServer;
import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Link;
import org.almoner.client.download.Remote;
import org.almoner.client.download.Source;
import org.almoner.client.download.Wanted;
import org.almoner.client.http.ClientCredentials;

/**
 * Goes through what commands have in common, once after a build, so that the JVM keeps what it has loaded and learnt for all later
 * starts (JEP 483 and 515). Calls nobody but itself, and leaves nothing behind.
 */
final class Rehearsal {

    /** Larger than what is fetched the way of small files. */
    private static final int LARGE = 12 << 20;

    private final Path folder;
    private final World world;

    private Rehearsal(Path folder) {
        this.folder = folder;
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.world = new World(Map.of(), folder, nowhere, nowhere, false, UnaryOperator.identity());
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("almoner-rehearsal");
        try {
            new Rehearsal(folder).run();
        } finally {
            remove(folder);
        }
    }

    private void run() throws IOException {
        perform("--help");
        perform("sample", "population", "--patients=2", "--out=" + folder.resolve("people"));
        perform(
                "extract",
                "build",
                "--client=hospital",
                "--population=people",
                "--dataset=LONG_REC",
                "--source=" + folder.resolve("people"),
                "--type=COMPLETE",
                "--out=" + folder.resolve("extracts"));
        perform(
                "load",
                folder.resolve("extracts").toString(),
                "--to=" + folder.resolve("warehouse.duckdb"),
                "--dataset=LONG_REC");
        fetch();
    }

    private void perform(String... command) {
        int code = Almoner.run(world, command);
        if (code != ExitCode.DONE.number()) {
            throw new IllegalStateException("'almoner " + String.join(" ", command) + "' ended with " + code);
        }
    }

    private void fetch() throws IOException {
        var served = Files.createDirectory(folder.resolve("served"));
        Files.write(served.resolve("small"), new byte[10_000]);
        Files.write(served.resolve("large"), new byte[LARGE]);
        var server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), served, SimpleFileServer.OutputLevel.NONE);
        server.start();
        var address = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/");
        try (var client = AlmonerClient.at(address)
                .credentials(new ClientCredentials("rehearsal", "rehearsal"))
                .open()) {
            var wanted = List.of(wanted(address, served.resolve("small")), wanted(address, served.resolve("large")));
            client.downloads().fetchAll(wanted, DownloadListener.NONE, _ -> {});
            // It finds that this is no server of Almoner, which is as far as a rehearsal goes.
            Almoner.run(world, "doctor", "--url=" + address);
        } finally {
            server.stop(0);
        }
    }

    private Wanted wanted(URI address, Path file) throws IOException {
        var name = String.valueOf(file.getFileName());
        var link = new Link(address.resolve(name), null);
        var remote = new Remote(name, name, Files.size(file), null, Source.of(link));
        return new Wanted(remote, folder.resolve("fetched").resolve(name), false);
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
