package org.almoner.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.copy.CopyFile;
import org.almoner.cli.copy.CopySettings;
import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.sync.Choice;
import org.almoner.client.sync.SyncServer;
import org.almoner.client.syndication.ExtractQuery;
import org.jspecify.annotations.Nullable;

/** Local copies as they are named on the command line. */
final class Copies {

    private static final String HERE = "almoner-sync.yaml";
    private static final String AT_HOME = ".config/almoner/sync.yaml";

    private Copies() {}

    /**
     * The settings that are meant: in the file that was named, or where they usually are.
     *
     * @param file what was named; null if nothing was
     * @return empty if nothing was named, and they are in none of the usual places
     */
    static Optional<CopySettings> settings(Context context, @Nullable Path file) {
        var path = file == null
                ? List.of(Path.of(HERE), context.home().resolve(AT_HOME)).stream()
                        .filter(Files::isRegularFile)
                        .findFirst()
                : Optional.of(file);
        var settings = path.map(CopyFile::read);
        settings.filter(CopySettings::exposed)
                .ifPresent(_ -> context.out()
                        .warn("Others on this machine can read the secret in " + path.orElseThrow() + ". Do: chmod 600 "
                                + path.orElseThrow()));
        return settings;
    }

    static CommandFailure noSettings() {
        return new CommandFailure(
                ExitCode.USAGE,
                "There are no settings that say what to copy. Name a file with them, write them into ./" + HERE
                        + " or ~/" + AT_HOME
                        + ", or take the newest of everything from one server with --to FOLDER.");
    }

    /**
     * Servers of which all is wanted that there is, without what they have nothing of: of one of the two APIs that is not there, or not for this
     * client.
     */
    static List<SyncServer> offering(List<SyncServer> servers) {
        return servers.stream()
                .map(server -> {
                    var offered = server.choices().stream()
                            .filter(choice -> offers(server.client(), choice))
                            .toList();
                    // One that has nothing at all is for the synchronization to complain of.
                    return offered.isEmpty()
                            ? server
                            : new SyncServer(server.name(), server.client(), offered, server.trust());
                })
                .toList();
    }

    private static boolean offers(AlmonerClient client, Choice choice) {
        try {
            var listing = switch (choice) {
                case Choice.OfVersions _ -> client.catalog().products();
                case Choice.OfExtracts _ -> client.syndication().extracts(ExtractQuery.ALL);
            };
            // Streams ask when they are used.
            listing.limit(1).forEach(_ -> {});
            return true;
        } catch (AlmonerException.NotFound | AlmonerException.NotAllowed e) {
            return false;
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            return true;
        }
    }

    /** The servers of a copy, each with a client that ends with the command. */
    static List<SyncServer> servers(Context context, CopySettings settings, DownloadSettings downloads) {
        return settings.servers().stream()
                .map(server -> new SyncServer(
                        server.name(), context.client(server, downloads), server.choices(), server.trust()))
                .toList();
    }
}
