package org.almoner.client.download;

import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param from the first byte
 * @param to the byte after the last one; {@link Long#MAX_VALUE} for all to the end
 * @param ranged whether it asks for a part; otherwise for all, and {@code from} is 0
 * @param identity what is known of the object before the answer
 */
record Asked(long from, long to, boolean ranged, Identity identity) {

    /** The {@code Range} field (RFC 9110 §14.2). */
    Optional<String> range() {
        if (!ranged) {
            return Optional.empty();
        }
        return Optional.of("bytes=" + from + "-" + (to == Long.MAX_VALUE ? "" : to - 1));
    }

    /** The {@code If-Range} field: a part only if it is still the same object; otherwise all of the new one (RFC 9110 §13.1.5). */
    Optional<String> ifRange() {
        return ranged ? identity.ifRange().map(Validator::text) : Optional.empty();
    }
}
