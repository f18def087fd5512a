package org.almoner.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code /proc/PID/stat} says a process has cost so far. The kernel counts in hundredths of a second.
 *
 * @param own user and system time of the process's own threads
 * @param ofEndedChildren the same of its children that have ended and were waited for
 */
record ProcStat(Duration own, Duration ofEndedChildren) {

    // proc(5) counts in clock ticks, which Linux fixes at 100 a second for programs, whatever the kernel's own clock
    // does.
    private static final Duration TICK = Duration.ofMillis(10);

    // The numbers of proc(5), less the two fields in front of the first one after the name.
    private static final int UTIME = 14 - 3;
    private static final int STIME = 15 - 3;
    private static final int CUTIME = 16 - 3;
    private static final int CSTIME = 17 - 3;

    static ProcStat of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    }

    static ProcStat parse(String line) {
        // The name in brackets may itself hold blanks and brackets; nothing after it does.
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcStat(ticks(fields[UTIME], fields[STIME]), ticks(fields[CUTIME], fields[CSTIME]));
    }

    private static Duration ticks(String user, String system) {
        return TICK.multipliedBy(Long.parseLong(user) + Long.parseLong(system));
    }
}
