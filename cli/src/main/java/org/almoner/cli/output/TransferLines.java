package org.almoner.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Plain lines, for logs: one when a file is through, and now and then one while it is not. */
final class TransferLines implements Transfers {

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private final LongSupplier nanoTime;
    private String current = "";
    private long begun;
    private long said;
    private long first;

    /** @param nanoTime as {@link System#nanoTime} */
    TransferLines(PrintStream err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void at(String verb, String fileName, long position, long size) {
        long now = nanoTime.getAsLong();
        var what = verb + " " + Plain.text(fileName);
        if (!what.equals(current)) {
            current = what;
            begun = now;
            said = now;
            first = position;
        } else if (now - said >= INTERVAL) {
            said = now;
            err.println(what + ": " + progress(position, size) + rate(position - first, now - begun));
        }
    }

    private static String progress(long position, long size) {
        return size > 0 ? position * 100 / size + " % of " + Plain.size(size) : Plain.size(position);
    }

    private static String rate(long bytes, long nanos) {
        return bytes <= 0 || nanos <= 0 ? "" : ", " + Plain.size((long) (bytes * 1e9 / nanos)) + "/s";
    }

    @Override
    public synchronized void remark(String sentence) {
        err.println(Plain.text(sentence));
    }

    @Override
    public synchronized void done(String sentence) {
        current = "";
        err.println(Plain.text(sentence));
    }

    @Override
    public void close() {}
}
