package org.almoner.client.download;

import java.time.Duration;
import java.time.Instant;

/**
 * How many connections a file is worth. It tries four times as many, and keeps them if they bring more; it halves them when the server sends
 * some away. Decides from what it is told, and reads no clock. Not for use by several threads at once.
 */
final class Growth {

    /** Connections need a while to come up to speed; only then they are measured. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Duration WINDOW = Duration.ofSeconds(1);

    /** A long line is not filled by a few, and each step takes its time. */
    private static final int STEP = 4;

    /** More connections must bring so much more, or they are not worth their requests. */
    private static final double WORTH = 1.15;

    /** Connections that bring so much each, in bytes a second, are not held up by the line: more of them only take turns. */
    private static final double PLENTY = 100e6;

    /** Connecting and asking take two round trips or more. */
    private static final Duration LONG_WAY = Duration.ofMillis(50);

    /** One connection does not fill a long line, and to find that out takes as long as many a file. */
    private static final int ON_A_LONG_LINE = 8;

    /** Windows until what was not worth it is tried again. */
    private static final int HOLD = 20;

    private final int most;
    private int wanted;
    private int before;
    private double rateBefore;
    private int hold;
    private Instant since = Instant.MIN;
    private Instant measuredFrom = Instant.MAX;
    private long bytesThen;

    private Growth(int first, int most) {
        this.wanted = first;
        this.before = first;
        this.most = most;
    }

    /** Begins with one; or with several where the first answer took so long to begin that the line must be a long one. */
    static Growth upTo(int most, Duration answered) {
        return new Growth(answered.compareTo(LONG_WAY) < 0 ? 1 : Math.min(most, ON_A_LONG_LINE), most);
    }

    /** Begins with as many as there are to be. */
    static Growth fixed(int number) {
        return new Growth(number, number);
    }

    int wanted() {
        return wanted;
    }

    /**
     * The transfer has got so far.
     *
     * @param bytes all that have arrived
     */
    void arrived(long bytes, Instant now) {
        if (most == 1) {
            return;
        }
        if (since.equals(Instant.MIN)) {
            since = now;
        }
        if (measuredFrom.equals(Instant.MAX)) {
            if (Duration.between(since, now).compareTo(SETTLE) >= 0) {
                measuredFrom = now;
                bytesThen = bytes;
            }
            return;
        }
        var took = Duration.between(measuredFrom, now);
        if (took.compareTo(WINDOW) >= 0) {
            decide((bytes - bytesThen) * 1e9 / took.toNanos(), now);
        }
    }

    private void decide(double rate, Instant now) {
        if (hold > 0) {
            hold--;
            begin(now);
            return;
        }
        boolean triedMore = wanted > before;
        if (triedMore && rate < rateBefore * WORTH) {
            wanted = before;
            hold = HOLD;
        } else {
            before = wanted;
            rateBefore = rate;
            wanted = rate / wanted > PLENTY ? wanted : Math.min(most, wanted * STEP);
        }
        begin(now);
    }

    private void begin(Instant now) {
        since = now;
        measuredFrom = Instant.MAX;
    }

    /** The server sent a connection away: fewer, and no more for a while. */
    void refused(Instant now) {
        wanted = Math.max(1, wanted / 2);
        before = wanted;
        hold = HOLD;
        begin(now);
    }
}
