package org.almoner.client.events;

import java.time.Duration;
import java.time.Instant;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * What became available to this client's organization, and what ceased to be, in the order in which it became visible. Who keeps
 * {@link EventPage#next} when the events before it have been dealt with misses nothing and hears nothing twice.
 *
 * {@snippet :
 * var place = events.latest();
 * compareEverything();
 * while (true) {
 *     var page = events.after(place, Events.LONGEST_WAIT);
 *     page.events().forEach(this::actOn);
 *     place = page.next();
 *     keep(place);
 * }
 * }
 */
public final class Events {

    /** For how long a server holds an answer back at most. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Route FEED = Route.of("events", "v1");

    /** A server that is being stopped answers at once; whoever waits for it, or for the more that it speaks of, asks again not quite at once. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final Api api;

    public Events(Api api) {
        this.api = api;
    }

    /**
     * The events after a place.
     *
     * @param cursor a place of an earlier answer; null for the oldest event that is kept
     * @param wait for how long to wait for an event where there is none yet, up to {@link #LONGEST_WAIT}; whole seconds count, and a part
     *     of one counts as one. Zero answers at once, unless the server has more and gives none of it. May end earlier without an event
     * @throws IllegalArgumentException if the wait is negative or too long
     * @throws AlmonerException.Gone if events after the place are kept no more, or never were on this server: everything is to be compared,
     *     beginning with {@link #latest}
     * @throws AlmonerException.Invalid if the cursor is not one of this organization
     * @throws AlmonerException.NotFound if the server has no events
     * @throws AlmonerException.BadAnswer if it goes on where it began, although it gives events or has more: one would hear the same for ever
     */
    public EventPage after(@Nullable Cursor cursor, Duration wait) {
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("One may wait for 0 to " + LONGEST_WAIT.toSeconds() + " s, not " + wait);
        }
        var begun = now();
        var page = api.get(FEED.with("after", cursor).with("wait", wholeSeconds(wait)), EventPage.class, wait);
        if (page.next().equals(cursor) && (page.more() || !page.events().isEmpty())) {
            throw new AlmonerException.BadAnswer(
                    "The server's events do not go on: it gives the place again that it was asked for");
        }
        if (page.events().isEmpty()) {
            var left = page.more() ? BREATH : wait.minus(Duration.between(begun, now()));
            if (left.isPositive()) {
                api.patience().pause(left.compareTo(BREATH) < 0 ? left : BREATH);
            }
        }
        return page;
    }

    /** The end of the events: what happens from now on is after it. */
    public Cursor latest() {
        return api.get(FEED.with("after", "latest"), EventPage.class).next();
    }

    private Instant now() {
        return api.patience().clock().instant();
    }

    private static long wholeSeconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
