package org.almoner.server.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All events in the order in which they became visible, for features that tell of them in their own way. */
public final class EventStream {

    private final EventLog events;

    EventStream(EventLog events) {
        this.events = events;
    }

    /**
     * Something that happened.
     *
     * @param number its place in the one order of all events, in which none is left out but those that are kept no more
     * @param id of this event and no other, on whatever server
     * @param type as the API has it, such as {@code version.launched}
     * @param audience who may know of it
     */
    public record Told(long number, UUID id, String type, Instant at, Audience audience, Subject subject) {}

    /** The number of the newest event; 0 if there never was one. */
    public long newest() {
        return events.newest();
    }

    /** The first so many events after a number. */
    public List<Told> after(long number, int count) {
        return events.after(number, count);
    }
}
