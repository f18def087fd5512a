package org.almoner.server.syndication;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a feed runs.
 *
 * @param text six fields from seconds to day of week, or five without the seconds, or a macro such as {@code @daily}
 * @param zone whose clock counts
 */
record Cron(String text, ZoneId zone) {

    private static final int LONGEST = 200;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /**
     * @param zone UTC if null
     * @param now it must come at least once after this
     * @throws Invalid if it is no such schedule, or comes never, or more often than every minute
     */
    static Cron checked(String text, @Nullable String zone, Instant now) {
        var cron = new Cron(text.strip(), zone(zone));
        if (cron.text().length() > LONGEST || !CronExpression.isValidExpression(cron.withSeconds())) {
            throw new Invalid(
                    "cron must have six fields (second, minute, hour, day of month, month, day of week), or five"
                            + " without the second, or be a macro such as @daily.");
        }
        if (!cron.text().startsWith("@")
                && !NUMBER.matcher(fields(cron.withSeconds()).getFirst()).matches()) {
            throw new Invalid("cron must say one second of the minute: a feed runs once in a minute at most.");
        }
        if (cron.next(now).isEmpty()) {
            throw new Invalid("cron names a moment that never comes.");
        }
        return cron;
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return ZoneId.of(zone == null ? "UTC" : zone);
        } catch (DateTimeException e) {
            throw new Invalid("time_zone must be a time zone such as Europe/Berlin or UTC.");
        }
    }

    /** The first moment after one; empty if there is none. */
    Optional<Instant> next(Instant after) {
        return Optional.ofNullable(CronExpression.parse(withSeconds()).next(after.atZone(zone)))
                .map(ZonedDateTime::toInstant);
    }

    private static List<String> fields(String text) {
        return BLANKS.splitAsStream(text).toList();
    }

    private String withSeconds() {
        return !text.startsWith("@") && fields(text).size() == 5 ? "0 " + text : text;
    }
}
