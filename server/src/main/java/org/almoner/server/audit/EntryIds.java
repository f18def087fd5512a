package org.almoner.server.audit;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * UUIDs of version 7 with the microseconds in the bits after the milliseconds (RFC 9562 §6.2, method 3): their order is the
 * order of time, and a span of time is a span of ids.
 */
final class EntryIds {

    private static final int MICROS_PER_MILLI = 1000;
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 0b10L << 62;

    private final LongSupplier random;

    /** @param random any 64 bits at each call; safe for many threads */
    EntryIds(LongSupplier random) {
        this.random = random;
    }

    /** A new id for something that happened then. */
    UUID at(Instant moment) {
        var bits = random.getAsLong();
        return new UUID(leading(moment) | (bits & 0b11), VARIANT | (bits >>> 2));
    }

    /** No id of that moment or later is smaller, and every id of an earlier one is. */
    static UUID firstOf(Instant moment) {
        return new UUID(leading(moment), VARIANT);
    }

    /** 48 bits of milliseconds, the version, 10 bits of microseconds, two to spare. */
    private static long leading(Instant moment) {
        var micros = moment.getLong(ChronoField.MICRO_OF_SECOND) % MICROS_PER_MILLI;
        return (Math.max(0, moment.toEpochMilli()) << 16) | VERSION | (micros << 2);
    }
}
