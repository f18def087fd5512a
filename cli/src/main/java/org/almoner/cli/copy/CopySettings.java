package org.almoner.cli.copy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.almoner.client.download.DownloadSettings;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.sync.Choice;
import org.almoner.client.sync.Glob;
import org.almoner.client.sync.Keep;
import org.almoner.client.sync.Removal;
import org.almoner.client.sync.Trust;

/**
 * What a copy is to hold, and how it is kept.
 *
 * @param origin where this is written, for messages; empty if it is written nowhere
 * @param folder where the copy is
 * @param reports how many reports are kept
 * @param every how long servers that tell of nothing are left alone when they are followed
 * @param after what is run in the shell after something came or went
 * @param exposed whether the document holds a secret and others on this machine may read it
 */
public record CopySettings(
        Optional<Path> origin,
        Path folder,
        List<Server> servers,
        Set<Removal> removals,
        DownloadSettings downloads,
        int reports,
        Duration every,
        Optional<String> after,
        boolean exposed) {

    static final int USUAL_REPORTS = 100;
    static final Duration USUAL_EVERY = Duration.ofMinutes(15);

    public CopySettings {
        servers = List.copyOf(servers);
        removals = Set.copyOf(removals);
    }

    /**
     * A server.
     *
     * @param url empty for the one that commands talk to otherwise
     * @param credentials empty for those that commands use otherwise
     */
    public record Server(
            String name,
            Optional<URI> url,
            Optional<URI> tokenUrl,
            Optional<ClientCredentials> credentials,
            Trust trust,
            List<Choice> choices) {}

    /** The newest version of everything, and the newest chain of all extracts, of the server that commands talk to otherwise. */
    public static CopySettings everything(Path folder) {
        var all = new Server(
                "almoner",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Trust.FirstUse(),
                List.of(
                        new Choice.OfVersions(Glob.ANY, Glob.ANY, new Keep.Latest(1), List.of()),
                        new Choice.OfExtracts(Glob.ANY, Glob.ANY, new Keep.Latest(1))));
        return new CopySettings(
                Optional.empty(),
                folder,
                List.of(all),
                EnumSet.noneOf(Removal.class),
                DownloadSettings.USUAL,
                USUAL_REPORTS,
                USUAL_EVERY,
                Optional.empty(),
                false);
    }
}
