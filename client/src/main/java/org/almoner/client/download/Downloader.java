package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.ChangesSummary;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.proof.BlockHashes;

/**
 * Fetches files. A download that broke off, in this process or an earlier one, is taken up where it broke; a file gets its own name only
 * when its hash has been checked. A large file comes over several connections if that is faster. The access token is never sent to a
 * link, nor to any host but the API's own. Safe for use by many threads.
 */
public final class Downloader {

    private final Catalog catalog;
    private final Engine engine;

    public Downloader(Catalog catalog, Engine engine) {
        this.catalog = catalog;
        this.engine = engine;
    }

    /**
     * A file of a version, as it is fetched.
     *
     * @param version where the file is listed, for new links when one expires
     * @param file one of the files listed there
     */
    public Remote remote(VersionAddress version, ReleaseFile file) {
        return remotes(version, List.of(file)).getFirst();
    }

    /**
     * Files of a version, as they are fetched. Where their links expire, one new listing serves them all.
     *
     * @param files of one listing
     * @return in the same order
     */
    public List<Remote> remotes(VersionAddress version, List<ReleaseFile> files) {
        var links = new VersionLinks(catalog, version, files);
        var listed = catalog.address(version);
        return files.stream()
                .map(file -> new Remote(
                        listed + "#" + file.id(), file.fileName(), file.sizeInBytes(), file.sha256(), links.of(file)))
                .toList();
    }

    /**
     * Files of a version, under the names that they are listed with.
     *
     * @param files of one listing
     * @param folder made if it is not there
     * @param overwrite whether other files of those names are replaced
     * @return in the same order
     * @throws AlmonerException.BadAnswer if a file has a name that is not safe
     */
    public List<Wanted> wanted(VersionAddress version, List<ReleaseFile> files, Path folder, boolean overwrite) {
        return remotes(version, files).stream()
                .map(remote ->
                        new Wanted(remote, LocalName.of(remote.fileName()).in(folder), overwrite))
                .toList();
    }

    /**
     * All that has changed in a version, as it is fetched: lines of JSON. When the link expires, the summary is asked for again.
     *
     * @param summary of that version
     * @return nothing if the server has no such file
     */
    public Optional<Remote> changes(VersionAddress version, ChangesSummary summary) {
        return Optional.ofNullable(summary.file())
                .map(file -> new Remote(
                        catalog.address(version) + "#changes",
                        file.fileName(),
                        file.sizeInBytes(),
                        file.sha256(),
                        new ChangesLinks(catalog, version, file)));
    }

    /** {@link #fetch(Wanted, DownloadListener)} of a file of a version, under the name that it is listed with. */
    public Fetched fetch(
            VersionAddress version, ReleaseFile file, Path folder, boolean overwrite, DownloadListener listener) {
        return fetch(wanted(version, List.of(file), folder, overwrite).getFirst(), listener);
    }

    /**
     * Fetches one file. If it is in place already, with the right hash, nothing is fetched. When the thread is interrupted, what has
     * arrived is kept for the next time.
     *
     * @throws AlmonerException.BadAnswer if the name is not safe, or the server contradicts itself and does not stop to
     * @throws AlmonerException.Damaged if the bytes are not those of the hash, twice
     * @throws AlmonerException.Local if the folder cannot be written, has too little room or holds another file of that name
     */
    public Fetched fetch(Wanted wanted, DownloadListener listener) {
        return new Download(engine, wanted, listener).fetch();
    }

    /**
     * Fetches of a file that is in place and damaged only the blocks that are; of one that is not there, all. While that goes on, the file
     * does not have its name. When it is broken off, {@link #fetch(Wanted, DownloadListener)} goes on with it.
     *
     * @param wanted with the size and hash that the file should have, the same as those of the blocks
     * @throws IllegalArgumentException if they are not the same
     */
    public Fetched repair(Wanted wanted, BlockHashes blocks, DownloadListener listener) {
        var remote = wanted.remote();
        if (!blocks.sha256().equals(remote.sha256())
                || !Long.valueOf(blocks.sizeInBytes()).equals(remote.size())) {
            throw new IllegalArgumentException("These are the blocks of another file than " + remote.fileName());
        }
        var target = wanted.target();
        try {
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                var sound = Repair.sound(
                        target,
                        blocks,
                        position -> listener.checking(remote.fileName(), position, blocks.sizeInBytes()));
                PartialFile.take(target, remote, sound);
            }
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot repair " + target + ": " + e.getMessage(), e);
        }
        return fetch(wanted, listener);
    }

    /**
     * Fetches many files, as many at a time as there are connections. Small ones never wait behind large ones. One that fails does not
     * keep the others from being fetched.
     *
     * @param wanted any number; of those that some systems would give the same name, the first is fetched and the others fail
     * @param heard told of each file when it is through, on the calling thread; what it throws ends everything
     * @throws AlmonerException.Interrupted if the thread is interrupted; what has arrived is kept for the next time
     */
    public void fetchAll(List<Wanted> wanted, DownloadListener listener, Consumer<Outcome> heard) {
        new Batch(engine, wanted, listener, heard).run();
    }

    /**
     * Deletes what has arrived of a file that is not wanted any more. The file itself, if it is in place, stays.
     *
     * @param target as in {@link Wanted}
     */
    public static void forget(Path target) throws IOException {
        PartialFile.forget(target);
    }
}
