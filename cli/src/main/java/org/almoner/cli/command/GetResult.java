package org.almoner.cli.command;

import java.util.List;
import java.util.Locale;

import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.Fetched;

/** What {@code get} fetched, as JSON. */
record GetResult(String productSlug, String subProductSlug, String versionSlug, List<File> files) {

    GetResult(VersionAddress version, List<Fetched> fetched) {
        this(
                version.productSlug(),
                version.subProductSlug(),
                version.versionSlug(),
                fetched.stream().map(File::of).toList());
    }

    /** One file of it. */
    record File(String path, long sizeInBytes, String sha256, String proof, boolean alreadyThere) {

        static File of(Fetched fetched) {
            return new File(
                    fetched.path().toString(),
                    fetched.size(),
                    fetched.sha256().hex(),
                    fetched.proof().name().toLowerCase(Locale.ROOT),
                    fetched.alreadyThere());
        }
    }
}
