package org.almoner.client.publish;

import java.nio.file.Path;
import java.util.List;

import org.almoner.client.admin.VersionChange;

import static java.util.Objects.requireNonNull;

/**
 * What is to be published.
 *
 * @param version its name, and what else is to be said about it
 * @param files what it consists of, together with what its draft holds already; may be empty
 * @param replace whether a file of the draft that has other bytes is replaced
 * @param commit whether the draft is committed in the end
 */
public record Release(
        String productSlug,
        String subProductSlug,
        VersionChange version,
        List<Path> files,
        boolean replace,
        boolean commit) {

    public Release {
        requireNonNull(version.versionName(), "A release needs a version name");
        files = List.copyOf(files);
    }

    String versionName() {
        return requireNonNull(version.versionName());
    }
}
