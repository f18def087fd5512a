package org.almoner.client.sync;

import java.nio.file.Path;
import java.util.List;

import org.almoner.client.download.Remote;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be in the copy, with its files.
 *
 * @param files all that are wanted of it
 * @param signed what its publisher has signed; null if that is not known
 */
record Due(Available available, List<Part> files, @Nullable Signed signed) {

    /**
     * A file.
     *
     * @param path from the copy's folder on
     * @param remote where it is fetched, with what the publisher has signed of it
     * @param held what is in place; null if it is to be fetched
     */
    record Part(String path, Remote remote, @Nullable HeldFile held) {}

    List<Part> missing() {
        return files.stream().filter(file -> file.held() == null).toList();
    }

    /** Where its signed manifest goes. */
    Path manifest(Path folder) {
        return folder.resolve(CopyPaths.manifest(available));
    }
}
