package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.almoner.client.download.Downloader;
import org.jspecify.annotations.Nullable;

/** Takes files out of a copy: those that it has noted as its own, and no others. */
final class Removing {

    private Removing() {}

    static void remove(LocalCopy copy, Holding holding) throws IOException {
        var whole = holding.whole();
        var manifest = whole == null ? null : whole.manifest();
        var paths = Stream.concat(
                        Stream.concat(holding.files().stream().map(HeldFile::path), holding.begun().keySet().stream()),
                        Stream.ofNullable(manifest))
                .map(copy.folder()::resolve)
                .toList();
        for (var path : paths) {
            Downloader.forget(path);
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(path);
            }
            deleteIfEmpty(path.getParent(), copy.folder());
        }
        for (var missed : holding.missed()) {
            var path = copy.folder().resolve(missed);
            Downloader.forget(path);
            deleteIfEmpty(path.getParent(), copy.folder());
        }
    }

    /** Deletes folders that nothing is left in, up to the copy's own. */
    private static void deleteIfEmpty(@Nullable Path folder, Path top) throws IOException {
        try {
            for (var each = folder; each != null && !each.equals(top); each = each.getParent()) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else is in it, which is how most of them end.
            return;
        }
    }
}
