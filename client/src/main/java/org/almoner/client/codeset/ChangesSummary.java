package org.almoner.client.codeset;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What has changed in a version, in numbers, and where all changes can be had as a file.
 *
 * @param since the version that it was compared with
 * @param releases one for each code set in the version
 * @param file all changes as lines of JSON, each a {@link CodeChange}, by table and then by kind; null if the server has no such file
 */
public record ChangesSummary(
        Since since, List<Release> releases, @Nullable File file) {

    public ChangesSummary {
        requireNonNull(since, "since is missing");
        releases = Lists.given(releases);
    }

    /** The version that one was compared with. */
    public record Since(
            String versionSlug,
            @Nullable String versionName,
            @Nullable LocalDate effectiveDate) {

        public Since {
            requireNonNull(versionSlug, "version_slug is missing");
        }
    }

    /** A code set in the version. */
    public record Release(String profile, List<TableChanges> tables) {

        public Release {
            requireNonNull(profile, "profile is missing");
            tables = Lists.given(tables);
        }
    }

    /**
     * The file with all changes. Its text form leaves out what the link is signed with.
     *
     * @param fileName as the server says it: not to be used as a path before it was checked
     * @param sizeInBytes null when the server does not say
     * @param sha256 null when the server does not say
     * @param downloadUrl whoever has it can fetch the file until it expires
     */
    public record File(
            String fileName,
            @Nullable Long sizeInBytes,
            @Nullable Sha256 sha256,
            URI downloadUrl) {

        public File {
            requireNonNull(fileName, "file_name is missing");
            requireNonNull(downloadUrl, "download_url is missing");
        }

        @Override
        public String toString() {
            return "File[fileName=" + fileName + ", sizeInBytes=" + sizeInBytes + ", sha256=" + sha256 + "]";
        }
    }
}
