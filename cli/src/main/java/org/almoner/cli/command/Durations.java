package org.almoner.cli.command;

import java.time.Duration;

final class Durations {

    private Durations() {}

    /** Rounded up to whole seconds, as people say it. */
    static String seconds(Duration time) {
        long seconds = time.plusMillis(999).toSeconds();
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
