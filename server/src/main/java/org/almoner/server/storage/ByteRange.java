package org.almoner.server.storage;

/**
 * Bytes of an object that lie together.
 *
 * @param first the offset of the first
 * @param last the offset of the last, not before the first
 */
record ByteRange(long first, long last) {

    ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("Not a range: " + first + "-" + last);
        }
    }

    long length() {
        return last - first + 1;
    }

    /** The {@code Content-Range} of these bytes (RFC 9110 §14.4). */
    String contentRange(long complete) {
        return "bytes " + first + "-" + last + "/" + complete;
    }
}
