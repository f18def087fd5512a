package org.almoner.client.sync;

import java.util.List;

import org.almoner.client.AlmonerClient;

/**
 * A server that a copy is kept from.
 *
 * @param name what the copy calls it: a step of paths, and part of what is written down, so it is not to be changed
 * @param client closed by whoever made it
 * @param trust whose signatures count
 */
public record SyncServer(String name, AlmonerClient client, List<Choice> choices, Trust trust) {

    public SyncServer {
        choices = List.copyOf(choices);
    }

    List<Choice.OfVersions> versions() {
        return choices.stream()
                .filter(Choice.OfVersions.class::isInstance)
                .map(Choice.OfVersions.class::cast)
                .toList();
    }

    List<Choice.OfExtracts> extracts() {
        return choices.stream()
                .filter(Choice.OfExtracts.class::isInstance)
                .map(Choice.OfExtracts.class::cast)
                .toList();
    }
}
