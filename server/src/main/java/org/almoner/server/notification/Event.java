package org.almoner.server.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, as it is stored.
 *
 * @param number its place in the one order of all events
 * @param id of this event and no other, on whatever server
 */
record Event(long number, UUID id, EventType type, Instant at, Subject subject) {

    Position position() {
        return new Position(number, id);
    }

    /** An event that has no place yet. */
    record New(EventType type, Instant at, Audience audience, Subject subject) {}
}
