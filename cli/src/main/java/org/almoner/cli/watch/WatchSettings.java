package org.almoner.cli.watch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.almoner.client.http.ClientCredentials;

/**
 * Which folders are watched, and what becomes of what is found in them.
 *
 * @param url empty for the server that commands talk to otherwise
 * @param credentials empty for those that commands use otherwise
 * @param profiles a folder with profiles of one's own
 * @param every how often folders are looked at where nothing tells of what happens in them
 * @param unchanged for how long a file must not have changed before it is taken
 * @param exposed whether the document holds a secret and others on this machine may read it
 */
public record WatchSettings(
        Optional<URI> url,
        Optional<URI> tokenUrl,
        Optional<ClientCredentials> credentials,
        Optional<Path> profiles,
        Duration every,
        Duration unchanged,
        List<Folder> folders,
        boolean exposed) {

    static final Duration USUAL_EVERY = Duration.ofMinutes(1);
    static final Duration USUAL_UNCHANGED = Duration.ofMinutes(1);

    public WatchSettings {
        folders = List.copyOf(folders);
    }

    /**
     * A folder into which releases of one sub-product are put.
     *
     * @param profile whose releases they are; tried out if nobody says so
     * @param done where what was taken goes; not in another watched folder
     * @param refused where what was not goes, with the reasons
     */
    public record Folder(
            Path path,
            String product,
            String subProduct,
            Optional<String> profile,
            Policy policy,
            Launch launch,
            Naming naming,
            Path done,
            Path refused) {}

    /** What a release becomes that has no errors. */
    public enum Policy {
        /** A draft: somebody approves it. */
        DRAFT,
        /** A version for good. */
        COMMIT
    }

    /** When a version becomes visible. */
    public sealed interface Launch {

        /** As soon as it is committed. */
        record AtOnce() implements Launch {}

        /** On the day on which it begins to apply; at once if that is past, or nobody knows it. */
        record WhenEffective() implements Launch {}

        /** So long after it was taken; whole days. */
        record After(int days) implements Launch {}
    }

    /** What a version is called whose files do not tell. */
    public enum Naming {
        /** Nothing: it is refused. */
        BY_RELEASE,
        /** The day on which the newest of its files was changed, in UTC. */
        BY_DAY
    }
}
