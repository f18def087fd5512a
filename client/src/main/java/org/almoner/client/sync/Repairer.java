package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Fetched;
import org.almoner.client.download.Remote;
import org.almoner.client.download.Wanted;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.proof.BlockHashes;

/**
 * Makes damaged and missing files of a copy what they were: of a damaged one only the blocks that are damaged are fetched, where the server
 * tells the hashes of blocks. The bytes have to be those that were noted when the file came; nothing else takes its place.
 */
public final class Repairer {

    private final LocalCopy copy;
    private final Map<String, AlmonerClient> servers = new HashMap<>();
    private final Map<VersionAddress, List<ReleaseFile>> listings = new HashMap<>();
    private final InstantSource clock;
    private final DownloadListener listener;

    /** @param servers those that the copy is kept from */
    public Repairer(LocalCopy copy, List<SyncServer> servers, InstantSource clock, DownloadListener listener) {
        this.copy = copy;
        servers.forEach(server -> this.servers.put(server.name(), server.client()));
        this.clock = clock;
        this.listener = listener;
    }

    private record Source(Remote remote, Optional<BlockHashes> blocks) {}

    /**
     * Repairs what was found not to be sound.
     *
     * @return the same report with what became of those files
     * @throws AlmonerException.Interrupted if the thread is interrupted; run it again to go on
     */
    public VerifyReport repair(VerifyReport found) {
        Map<String, Holding> owners = new HashMap<>();
        copy.inventory()
                .holdings()
                .forEach(holding -> holding.files().forEach(file -> owners.put(file.path(), holding)));
        var files = new ArrayList<VerifyReport.File>();
        for (var file : found.files()) {
            var owner = owners.get(file.path());
            files.add(
                    switch (file.state()) {
                        case SOUND, REPAIRED -> file;
                        case DAMAGED, MISSING, UNREADABLE -> owner == null ? file : repaired(file, owner);
                    });
        }
        copy.inventory().force();
        return VerifyReport.of(
                copy.folder(), found.begun(), clock.instant(), files, found.signatures(), found.unfinished());
    }

    private VerifyReport.File repaired(VerifyReport.File found, Holding owner) {
        var held = owner.file(found.path());
        if (held == null) {
            return found;
        }
        try {
            var fetched = fetch(held, owner.subject());
            copy.inventory()
                    .add(new Entry.Placed(
                            owner.subject().key(), HeldFile.of(held.path(), held.id(), fetched, clock.instant())));
            return new VerifyReport.File(found.path(), VerifyReport.State.REPAIRED, found.size(), found.detail());
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            return new VerifyReport.File(
                    found.path(),
                    found.state(),
                    found.size(),
                    found.detail() + " It could not be repaired: " + e.getMessage());
        } catch (IOException e) {
            return new VerifyReport.File(
                    found.path(), found.state(), found.size(), found.detail() + " It could not be repaired: " + e);
        }
    }

    private Fetched fetch(HeldFile held, Subject subject) {
        var target = copy.folder().resolve(held.path());
        boolean there = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        var source = source(held, subject, there);
        var wanted = new Wanted(source.remote(), target, true);
        var downloads = client(subject).downloads();
        var blocks = source.blocks()
                .filter(hashes -> hashes.sha256().equals(held.sha256()) && hashes.sizeInBytes() == held.size());
        return blocks.isPresent()
                ? downloads.repair(wanted, blocks.get(), listener)
                : downloads.fetch(wanted, listener);
    }

    private AlmonerClient client(Subject subject) {
        var client = servers.get(subject.server());
        if (client == null) {
            throw new AlmonerException.Local(
                    "The settings name no server " + subject.server() + ", which it came from.");
        }
        return client;
    }

    /** Where the file is, to be held against what was noted rather than against what the server says now. */
    private Source source(HeldFile held, Subject subject, boolean withBlocks) {
        var client = client(subject);
        return switch (subject) {
            case Subject.OfVersion(var _, var version) -> {
                var listed = listings.computeIfAbsent(version, client.catalog()::files).stream()
                        .filter(file -> file.fileName().equals(held.name()))
                        .findFirst()
                        .orElseThrow(() -> new AlmonerException.BadAnswer("The server does not list it any more."));
                yield new Source(
                        as(held, client.downloads().remote(version, listed)),
                        withBlocks ? blocks(() -> client.catalog().blocks(version, listed.id())) : Optional.empty());
            }
            case Subject.OfExtract extract -> {
                var listed = client.syndication().extract(extract.id());
                yield new Source(
                        as(held, client.syndication().remote(listed)),
                        withBlocks ? blocks(() -> client.syndication().blocks(extract.id())) : Optional.empty());
            }
        };
    }

    private static Remote as(HeldFile held, Remote remote) {
        return new Remote(remote.id(), remote.fileName(), held.size(), held.sha256(), remote.source());
    }

    private static Optional<BlockHashes> blocks(Supplier<BlockHashes> ask) {
        try {
            return Optional.of(ask.get());
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            // A server that has no such thing, however it says so: then all of the file is fetched.
            return Optional.empty();
        }
    }
}
