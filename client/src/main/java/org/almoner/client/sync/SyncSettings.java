package org.almoner.client.sync;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.almoner.client.download.LocalName;

/**
 * What a copy is to hold.
 *
 * @param folder where it is; made if it is not there
 * @param servers with names of their own
 * @param removals what is removed from it; nothing if empty
 */
public record SyncSettings(Path folder, List<SyncServer> servers, Set<Removal> removals) {

    public SyncSettings {
        servers = List.copyOf(servers);
        removals = Set.copyOf(removals);
        var names =
                servers.stream().map(SyncServer::name).map(LocalName::folded).collect(Collectors.toSet());
        if (names.size() < servers.size()) {
            throw new IllegalArgumentException("Two servers have the same name");
        }
    }
}
