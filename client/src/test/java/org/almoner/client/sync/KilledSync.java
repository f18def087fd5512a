package org.almoner.client.sync;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.http.Sleeper;

/** A process that keeps a copy, and is killed while it does. */
final class KilledSync {

    private KilledSync() {}

    /** Address, folder, connections and segment. Ends with 0 if all is there, and with 3 if not. */
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[1]);
        boolean complete;
        try (var client = AlmonerClient.at(URI.create(arguments[0]))
                .credentials(new ClientCredentials("id", "secret"))
                .downloads(DownloadSettings.USUAL
                        .withConnections(Integer.parseInt(arguments[2]))
                        .withSegment(Long.parseLong(arguments[3])))
                .open()) {
            var server = new SyncServer(
                    "acme", client, List.of(Keeping.ALL_VERSIONS, Keeping.ALL_EXTRACTS), new Trust.FirstUse());
            var settings = new SyncSettings(folder, List.of(server), Set.of());
            try (var copy = LocalCopy.open(folder, Duration.ZERO, InstantSource.system(), Sleeper.REAL)) {
                var report = new Synchronizer(settings, InstantSource.system(), SyncListener.NONE).run(copy);
                new Reports(copy, 3).keep(report);
                copy.settle(InstantSource.system().instant());
                complete = report.complete();
                report.items()
                        .filter(item -> item.reason() != null)
                        .forEach(item -> System.out.println(item.address() + ": " + item.reason() + item.files()));
            }
        }
        System.exit(complete ? 0 : 3);
    }
}
