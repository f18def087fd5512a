package org.almoner.client.download;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;

/**
 * The links of a version's files. They need nothing besides themselves; when one is refused, the files are listed again, once for all
 * files whose links are of the same listing.
 */
final class VersionLinks {

    private final Catalog catalog;
    private final VersionAddress version;
    private final ReentrantLock listing = new ReentrantLock();
    private volatile Map<String, ReleaseFile> newest;

    VersionLinks(Catalog catalog, VersionAddress version, List<ReleaseFile> files) {
        this.catalog = catalog;
        this.version = version;
        this.newest = byId(files);
    }

    private static Map<String, ReleaseFile> byId(List<ReleaseFile> files) {
        Map<String, ReleaseFile> all = new HashMap<>();
        files.forEach(file -> all.put(file.id(), file));
        return all;
    }

    /** The links of one file. */
    Source of(ReleaseFile file) {
        return new OfFile(file);
    }

    private Map<String, ReleaseFile> newerThan(String id, URI refused) {
        listing.lock();
        try {
            var known = newest.get(id);
            if (known == null || known.downloadUrl().equals(refused)) {
                newest = byId(catalog.files(version));
            }
            return newest;
        } finally {
            listing.unlock();
        }
    }

    private final class OfFile implements Source {

        private final ReleaseFile file;

        private OfFile(ReleaseFile file) {
            this.file = file;
        }

        @Override
        public Link first() {
            return new Link(newest.getOrDefault(file.id(), file).downloadUrl(), null);
        }

        @Override
        public Link again(Link refused, AlmonerException.Refused why) {
            var again = newerThan(file.id(), refused.address()).get(file.id());
            if (again == null) {
                throw new AlmonerException.BadAnswer(
                        "The server no longer lists " + file.fileName() + " in " + version);
            }
            if (!Objects.equals(again.sha256(), file.sha256())
                    || !Objects.equals(again.sizeInBytes(), file.sizeInBytes())) {
                throw new AlmonerException.BadAnswer(
                        "The server lists " + file.fileName() + " with other bytes than a moment ago. Start over.");
            }
            return new Link(again.downloadUrl(), null);
        }
    }
}
