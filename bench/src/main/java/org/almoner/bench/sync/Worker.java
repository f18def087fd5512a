package org.almoner.bench.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Link;
import org.almoner.client.download.Outcome;
import org.almoner.client.download.Remote;
import org.almoner.client.download.Source;
import org.almoner.client.download.Wanted;
import org.almoner.client.http.ClientCredentials;

/** A process that fetches files with the SDK, verified, and ends with 0 when all of them are in place. */
final class Worker {

    private Worker() {}

    /** The server's address, a file with a line of name, size and SHA-256 for each file, and the folder they go to. */
    public static void main(String[] arguments) throws IOException {
        var server = URI.create(arguments[0]);
        var folder = Path.of(arguments[2]);
        var wanted = new ArrayList<Wanted>();
        for (var line : Files.readAllLines(Path.of(arguments[1]))) {
            var fields = line.split(" ", -1);
            var link = new Link(server.resolve(fields[0]), null);
            var remote = new Remote(
                    link.address().toString(),
                    fields[0],
                    Long.valueOf(fields[1]),
                    new Sha256(fields[2]),
                    Source.of(link));
            wanted.add(new Wanted(remote, folder.resolve(fields[0]), false));
        }
        var failed = new AtomicInteger();
        try (var client = AlmonerClient.at(server.resolve("/"))
                .credentials(new ClientCredentials("bench", "bench"))
                .open()) {
            client.downloads().fetchAll(wanted, DownloadListener.NONE, outcome -> {
                if (outcome instanceof Outcome.Failed(var which, var failure)) {
                    failed.incrementAndGet();
                    System.err.println(which.remote().fileName() + ": " + failure.getMessage());
                }
            });
        }
        System.exit(failed.get() == 0 ? 0 : 1);
    }
}
