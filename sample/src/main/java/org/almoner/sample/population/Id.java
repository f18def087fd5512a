package org.almoner.sample.population;

import java.util.UUID;

/** The id of a resource, written as a UUID of version 8 (RFC 9562): the same on every day of the population. */
record Id(long high, long low) {

    private static final long OTHER_HALF = 0x5851f42d4c957f2dL;

    /** @param owner key of the person or the population whose resource it is */
    static Id of(long owner, FhirType type, long ordinal) {
        long high = Draws.key(owner, type.salt(), ordinal);
        long low = Draws.key(owner ^ OTHER_HALF, type.salt(), ordinal);
        return new Id((high & ~0xf000L) | 0x8000L, (low & ~(3L << 62)) | (2L << 62));
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
