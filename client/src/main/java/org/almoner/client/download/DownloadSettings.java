package org.almoner.client.download;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How files are fetched.
 *
 * @param connections how many there are at a time, of all files together, and of a large one, too; empty lets them follow what the
 *     server gives, up to {@value #MOST_CONNECTIONS}. Fewer when the server sends some away
 * @param limitRate bytes a second, over all connections together; empty for as fast as can be
 * @param segment what a connection fetches at a time when there are several, and what is fetched again at most, for each connection,
 *     when the process is killed; in bytes
 */
public record DownloadSettings(OptionalInt connections, OptionalLong limitRate, long segment) {

    /** Connections of a client that follow what the server gives. */
    public static final int MOST_CONNECTIONS = 16;

    /** Up to 16 connections, as fast as can be, segments of 64 MiB. */
    public static final DownloadSettings USUAL =
            new DownloadSettings(OptionalInt.empty(), OptionalLong.empty(), 64L << 20);

    public DownloadSettings {
        if (connections.isPresent() && (connections.getAsInt() < 1 || connections.getAsInt() > 256)) {
            throw new IllegalArgumentException("Connections are 1 to 256, not " + connections.getAsInt());
        }
        if (limitRate.isPresent() && limitRate.getAsLong() < 1) {
            throw new IllegalArgumentException("A rate is at least one byte a second, not " + limitRate.getAsLong());
        }
        if (segment < 1) {
            throw new IllegalArgumentException("A segment has at least one byte, not " + segment);
        }
    }

    /** With so many connections, from 1 to 256, whatever the server gives. */
    public DownloadSettings withConnections(int number) {
        return new DownloadSettings(OptionalInt.of(number), limitRate, segment);
    }

    /** With so many bytes a second at most. */
    public DownloadSettings withLimitRate(long bytesPerSecond) {
        return new DownloadSettings(connections, OptionalLong.of(bytesPerSecond), segment);
    }

    /** With segments of so many bytes. */
    public DownloadSettings withSegment(long bytes) {
        return new DownloadSettings(connections, limitRate, bytes);
    }

    int mostConnections() {
        return connections.orElse(MOST_CONNECTIONS);
    }
}
