package org.almoner.bench.download;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.almoner.bench.measure.ProcessTree;

/** A running server that takes part, and where the things that are measured are found on it. */
record Contender(String name, InetSocketAddress address, ProcessTree process, Targets targets) {

    /**
     * Request targets: path and query.
     *
     * @param files of each set, in the order of its file names
     * @param listing a page of versions, as JSON
     * @param listingHeaders what has to be sent to see the listing
     */
    record Targets(Map<FileSet, List<String>> files, String listing, Map<String, String> listingHeaders) {
        Targets {
            files = Map.copyOf(files);
            listingHeaders = Map.copyOf(listingHeaders);
        }

        List<String> of(FileSet set) {
            return files.getOrDefault(set, List.of());
        }
    }

    URI base() {
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/");
    }
}
