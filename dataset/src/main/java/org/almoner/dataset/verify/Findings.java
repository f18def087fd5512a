package org.almoner.dataset.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found in one archive, up to a limit; counts the rest. */
final class Findings {

    private final String archive;
    private final int limit;
    private final List<Finding> kept = new ArrayList<>();
    private long count;

    Findings(String archive, int limit) {
        this.archive = archive;
        this.limit = limit;
    }

    void add(String file, long line, String reason) {
        count++;
        if (kept.size() < limit) {
            kept.add(new Finding(archive, file, line, reason));
        }
    }

    void add(String reason) {
        add("", 0, reason);
    }

    List<Finding> kept() {
        return List.copyOf(kept);
    }

    long count() {
        return count;
    }
}
