package org.almoner.cli.output;

import java.io.PrintStream;
import java.time.Duration;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for the file that is on its way, with rate and remaining time; a line for each that is through. */
final class TransferBar implements Transfers {

    /** Fits the narrowest usual terminal; a wider line would leave its rest behind at every update. */
    private static final int WIDTH = 79;

    private static final int LONGEST_NAME = 30;
    private static final int UPDATE_MILLIS = 200;
    private static final long MEGABYTE = 1_000_000;

    private final PrintStream err;
    private String current = "";
    private @Nullable ProgressBar bar;

    TransferBar(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void at(String verb, String fileName, long position, long size) {
        var what = verb + " " + Plain.text(fileName);
        var shown = bar;
        if (shown == null || !what.equals(current)) {
            stop();
            current = what;
            shown = begin(what, position, size);
            bar = shown;
        }
        shown.stepTo(position);
    }

    private ProgressBar begin(String what, long position, long size) {
        var name = what.length() > LONGEST_NAME ? what.substring(0, LONGEST_NAME - 1) + "\u2026" : what;
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size)
                .setUnit(" MB", MEGABYTE)
                .showSpeed()
                .startsFrom(position, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(line -> err.print("\r" + line), WIDTH))
                .build();
    }

    @Override
    public synchronized void remark(String sentence) {
        stop();
        err.println(Plain.text(sentence));
    }

    @Override
    public synchronized void done(String sentence) {
        remark(sentence);
    }

    @Override
    public synchronized void close() {
        stop();
    }

    private void stop() {
        if (bar != null) {
            bar.close();
            bar = null;
            // The library's own clearing is skipped for a bar that lived for less than one update.
            err.print("\r" + " ".repeat(WIDTH) + "\r");
        }
    }
}
