package org.almoner.dataset.bulk;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * An export that lies in its folder.
 *
 * @param transactionTime nothing that changed after it is in the export, and all that changed until then is
 * @param files that were downloaded, without those about problems
 * @param resources how many there are, by type
 * @param filesNotWanted of types that were not asked for, left on the server
 * @param filesOfDeletions left on the server too: a whole export needs none
 * @param problems what the server says went wrong
 */
public record FetchedExport(
        Instant transactionTime,
        List<Downloaded> files,
        SortedMap<String, Long> resources,
        int filesNotWanted,
        int filesOfDeletions,
        ExportProblems problems) {

    /**
     * A file in the folder.
     *
     * @param bytes as they lie there, compressed or not
     */
    public record Downloaded(String name, String type, long bytes, long resources) {}
}
