package org.almoner.client.download;

/**
 * A stretch of a file.
 *
 * @param from its first byte, from 0
 * @param to the byte after its last one; more than {@code from}
 */
record Span(long from, long to) {

    Span {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Not a stretch of a file: " + from + " to " + to);
        }
    }

    long length() {
        return to - from;
    }
}
