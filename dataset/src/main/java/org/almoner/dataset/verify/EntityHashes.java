package org.almoner.dataset.verify;

import java.io.IOException;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.HashSorter;
import org.almoner.dataset.index.SortedHashes;
import org.almoner.dataset.text.RowHash;

/** The hashes of one archive's rows, or deletes, for each entity. */
final class EntityHashes implements AutoCloseable {

    /** Less than an extract's writer takes, as there are four for each entity: 256 KiB. */
    private static final int RUN = 16 << 10;

    private final Workspace workspace;
    private final TreeMap<String, HashSorter> sorters = new TreeMap<>();

    EntityHashes(Workspace workspace) {
        this.workspace = workspace;
    }

    void add(String entity, RowHash hash) throws IOException {
        sorters.computeIfAbsent(entity, _ -> new HashSorter(workspace, RUN)).add(hash.high(), hash.low());
    }

    Set<String> entities() {
        return sorters.keySet();
    }

    /** One for each entity that has rows. */
    SequencedMap<String, HashSorter> sorters() {
        return sorters;
    }

    SortedHashes sorted(String entity) throws IOException {
        HashSorter sorter = sorters.get(entity);
        return (sorter == null ? new HashSorter(workspace, RUN) : sorter).sorted();
    }

    @Override
    public void close() throws IOException {
        for (HashSorter sorter : sorters.values()) {
            sorter.close();
        }
    }
}
