package org.almoner.client.download;

import java.net.URI;
import java.nio.file.Path;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.http.ClientCredentials;

/** A process that fetches one file, and is killed while it does. */
final class KilledDownload {

    private KilledDownload() {}

    /** Address, target, size, SHA-256, connections and segment. */
    public static void main(String[] arguments) {
        var server = URI.create(arguments[0]);
        var settings = DownloadSettings.USUAL
                .withConnections(Integer.parseInt(arguments[4]))
                .withSegment(Long.parseLong(arguments[5]));
        try (var client = AlmonerClient.at(server)
                .credentials(new ClientCredentials("id", "secret"))
                .downloads(settings)
                .open()) {
            client.downloads()
                    .fetch(
                            Fixed.wanted(
                                    server,
                                    Path.of(arguments[1]),
                                    Long.valueOf(arguments[2]),
                                    new Sha256(arguments[3])),
                            DownloadListener.NONE);
        }
    }
}
