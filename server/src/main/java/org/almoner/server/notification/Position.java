package org.almoner.server.notification;

import java.util.UUID;

/**
 * A place in the one order of all events: right after one of them.
 *
 * @param number that event's number; 0 before the first
 * @param id that event's id: a database that was put back to an earlier state may use the number again, but not the id
 */
record Position(long number, UUID id) {}
