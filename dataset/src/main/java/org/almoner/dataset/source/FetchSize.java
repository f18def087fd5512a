package org.almoner.dataset.source;

/**
 * How many rows of a result to have the driver fetch at once. It counts rows, and memory is bytes: so it begins with a look at a few rows,
 * goes by the widest row seen so far, and never asks for more rows than have been looked at. Should rows turn wide all of a sudden,
 * no more than {@link #MOST} of them are fetched before it is noticed.
 */
final class FetchSize {

    static final int FIRST = 16;

    /** So a million rows are five thousand trips: five seconds over a network that takes a millisecond for each. */
    static final int MOST = 200;

    static final int BYTES = 8 << 20;

    private int rows = FIRST;
    private long seen;
    private long widest = 1;

    /**
     * Takes a row into account.
     *
     * @param bytes of the row's values as text
     * @return whether {@link #rows} is another now
     */
    boolean isChangedBy(long bytes) {
        seen++;
        widest = Math.max(widest, bytes);
        int before = rows;
        rows = (int) Math.max(1, Math.min(Math.min(MOST, Math.max(FIRST, seen)), BYTES / widest));
        return rows != before;
    }

    /** How many to fetch next; from 1 to {@link #MOST}. */
    int rows() {
        return rows;
    }
}
