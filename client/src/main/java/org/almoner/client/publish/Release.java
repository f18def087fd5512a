package org.almoner.client.publish;

import java.nio.file.Path;
import java.util.List;

import org.almoner.client.admin.VersionChange;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What is to be published.
 *
 * @param version its name, and what else is to be said about it
 * @param files what it consists of, together with what its draft holds already; may be empty
 * @param replace whether a file of the draft that has other bytes is replaced
 * @param commit whether the draft is committed in the end
 * @param check how the server is to check it before that
 */
public record Release(
        String productSlug,
        String subProductSlug,
        VersionChange version,
        List<Path> files,
        boolean replace,
        boolean commit,
        Check check) {

    public Release {
        requireNonNull(version.versionName(), "A release needs a version name");
        files = List.copyOf(files);
    }

    /**
     * How the server checks a release.
     *
     * @param profile whose release it is, such as {@code icd-10-cm}; null to have it found out
     * @param acceptFindings whether it is committed whatever the check finds
     */
    public record Check(@Nullable String profile, boolean acceptFindings) {

        /** What it is is found out, and it is not committed if there are errors. */
        public static final Check USUAL = new Check(null, false);
    }

    String versionName() {
        return requireNonNull(version.versionName());
    }
}
