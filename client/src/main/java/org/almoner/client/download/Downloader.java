package org.almoner.client.download;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;

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
        return new Remote(
                catalog.address(version) + "#" + file.id(),
                file.fileName(),
                file.sizeInBytes(),
                file.sha256(),
                new ListedLinks(catalog, version, file));
    }

    /**
     * A file of a version, under the name that it is listed with.
     *
     * @param folder made if it is not there
     * @param overwrite whether another file of that name is replaced
     * @throws AlmonerException.BadAnswer if the file has a name that is not safe
     */
    public Wanted wanted(VersionAddress version, ReleaseFile file, Path folder, boolean overwrite) {
        return new Wanted(remote(version, file), LocalName.of(file.fileName()).in(folder), overwrite);
    }

    /** {@link #fetch(Wanted, DownloadListener)} of a file of a version, under the name that it is listed with. */
    public Fetched fetch(
            VersionAddress version, ReleaseFile file, Path folder, boolean overwrite, DownloadListener listener) {
        return fetch(wanted(version, file, folder, overwrite), listener);
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
}
