package org.almoner.codeset.rule;

import java.io.IOException;
import java.util.List;

import org.almoner.codeset.keys.KeySet;
import org.almoner.codeset.keys.KeyThread;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.read.RowReader;

/** What rows may be named by others: the keys of some columns of one or more tables. */
final class Target implements AutoCloseable {

    private final Id id;
    private final KeySet keys;
    private int feeders;
    private volatile boolean broken;

    /**
     * Which rows.
     *
     * @param set the profile that the tables are of
     * @param columns of each of them
     */
    record Id(String set, List<String> tables, List<String> columns) {

        Id {
            tables = List.copyOf(tables);
            columns = List.copyOf(columns);
        }

        @Override
        public String toString() {
            return String.join(" or ", tables) + " of " + set;
        }
    }

    Target(Id id, Scratch scratch) {
        this.id = id;
        this.keys = new KeySet(scratch, (_, _, _, _, _) -> {});
    }

    Id id() {
        return id;
    }

    KeySet keys() {
        return keys;
    }

    /** Another file will feed it. */
    void expect() {
        feeders++;
    }

    /** Whether a file will. */
    boolean isFed() {
        return feeders > 0;
    }

    /** Takes the keys of one file. */
    RowRule feeder(Layout layout, KeyThread thread) {
        var key = new RowKey(id.columns(), layout);
        return (RowReader row, FileFindings _) -> {
            if (key.take(row)) {
                thread.add(keys, key.bytes(), 0, key.length(), row.line());
            }
        };
    }

    /**
     * A file has been read, and its keys are all in.
     *
     * @param whole whether to its end; otherwise it is not known what is there, and nothing is missing
     */
    void fed(boolean whole) throws IOException {
        broken |= !whole;
        feeders--;
        if (feeders == 0) {
            keys.complete();
        }
    }

    /** Whether not all of it could be read. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
