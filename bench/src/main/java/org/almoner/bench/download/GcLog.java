package org.almoner.bench.download;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a JVM wrote with {@code -Xlog:gc} about its collections.
 *
 * @param collections how many there were
 * @param peakMegabytes the most that was in the heap before one; 0 if there was none
 * @param livePeakMegabytes the most that was left after one; 0 if there was none
 * @param longestPauseMillis the longest that the program stood still for one; 0 if there was none
 */
record GcLog(int collections, long peakMegabytes, long livePeakMegabytes, double longestPauseMillis) {

    // [12.345s][info][gc] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.345ms
    private static final Pattern PAUSE =
            Pattern.compile("GC\\(\\d+\\) Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

    static GcLog parse(List<String> lines) {
        var log = new GcLog(0, 0, 0, 0);
        for (var line : lines) {
            var pause = PAUSE.matcher(line);
            if (pause.find()) {
                log = new GcLog(
                        log.collections + 1,
                        Math.max(log.peakMegabytes, Long.parseLong(pause.group(1))),
                        Math.max(log.livePeakMegabytes, Long.parseLong(pause.group(2))),
                        Math.max(log.longestPauseMillis, Double.parseDouble(pause.group(3))));
            }
        }
        return log;
    }
}
