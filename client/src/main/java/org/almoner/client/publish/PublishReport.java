package org.almoner.client.publish;

import java.util.List;
import java.util.Optional;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;

/**
 * What a publication came to.
 *
 * @param files the files that were asked for
 * @param otherFiles the names of the version's other files, from earlier runs
 * @param check what the server's check of it came to; nothing if there was none: the server has no such thing, the version was published
 *     before, or the draft is not whole yet
 */
public record PublishReport(
        VersionAddress address,
        ManagedVersion version,
        Outcome outcome,
        List<PublishedFile> files,
        List<String> otherFiles,
        Optional<VersionCheck> check) {

    public PublishReport {
        files = List.copyOf(files);
        otherFiles = List.copyOf(otherFiles);
    }

    /** How it ended. */
    public enum Outcome {
        /** The version was committed now. */
        PUBLISHED,
        /** The version was committed before, with just these files. */
        ALREADY_PUBLISHED,
        /** The draft is complete, and still a draft as was asked for. */
        DRAFT,
        /** The draft is complete, and still a draft because its check has found errors. */
        REFUSED
    }
}
