package org.almoner.client.events;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A piece of the events.
 *
 * @param events in the order in which they became visible
 * @param next stands for everything that was looked at, whether it was shown or not; what to keep, and to go on from
 * @param more whether there is more to read at once
 */
public record EventPage(List<Event> events, Cursor next, boolean more) {

    public EventPage {
        events = List.copyOf(requireNonNull(events, "events is missing"));
        requireNonNull(next, "next is missing");
    }
}
