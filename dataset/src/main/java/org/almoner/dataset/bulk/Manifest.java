package org.almoner.dataset.bulk;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server made of an export, all pages of its manifest taken together.
 *
 * @param transactionTime the earliest of the pages
 */
record Manifest(Instant transactionTime, List<ManifestFile> files, int filesNotWanted, int filesOfDeletions) {

    /** As it is now, with fresh links for the files that it had; empty if it is not told which file is which. */
    Optional<Manifest> withLinksOf(Manifest fresh) {
        Map<String, ManifestFile> byAddress = new HashMap<>();
        fresh.files.forEach(file -> byAddress.put(file.address(), file));
        if (!fresh.transactionTime.equals(transactionTime)
                || fresh.files.size() != files.size()
                || byAddress.size() != files.size()) {
            return Optional.empty();
        }
        var refreshed = new ArrayList<ManifestFile>();
        for (var file : files) {
            var now = byAddress.get(file.address());
            if (now == null || !now.type().equals(file.type())) {
                return Optional.empty();
            }
            refreshed.add(file.refreshed(now));
        }
        return Optional.of(new Manifest(transactionTime, refreshed, filesNotWanted, filesOfDeletions));
    }

    /** A part of a manifest, and where the next is. */
    record Page(
            Instant transactionTime,
            List<Entry> entries,
            int filesNotWanted,
            int filesOfDeletions,
            Optional<URI> next) {}

    /** A file as a page names it. */
    record Entry(String type, URI url, boolean requiresAccessToken, boolean outcomes, Optional<Long> count) {}
}
