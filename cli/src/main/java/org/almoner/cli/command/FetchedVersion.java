package org.almoner.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.output.Output;
import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.Outcome;
import org.almoner.client.download.Wanted;
import org.almoner.client.failure.AlmonerException;

/** Fetches all files of a version, each verified. */
final class FetchedVersion {

    private FetchedVersion() {}

    /**
     * Fetches them.
     *
     * @param folder where they go
     * @return where they are
     * @throws AlmonerException if one of them cannot be had
     */
    static List<Path> into(Path folder, AlmonerClient client, VersionAddress version, Output out) {
        var wanted = client.downloads().wanted(version, client.catalog().files(version), folder, false);
        var failures = new ArrayList<AlmonerException>();
        try (var transfers = out.transfers()) {
            var display = new GetDisplay(transfers, wanted.size(), GetCommand.sizeOf(wanted));
            client.downloads().fetchAll(wanted, display, outcome -> {
                switch (outcome) {
                    case Outcome.Done done ->
                        transfers.done(version.versionSlug() + "/"
                                + done.wanted().remote().fileName() + ": " + GetCommand.words(done.fetched()));
                    case Outcome.Failed failed -> failures.add(failed.failure());
                }
            });
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return wanted.stream().map(Wanted::target).toList();
    }
}
