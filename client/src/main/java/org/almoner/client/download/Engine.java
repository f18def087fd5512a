package org.almoner.client.download;

import org.almoner.client.http.Patience;
import org.almoner.client.http.Wire;

/** What all downloads of a client share. Safe for use by many threads. */
public final class Engine implements AutoCloseable {

    /** Files of at most so many bytes never wait behind larger ones. */
    private static final long LARGEST_SMALL = 8L << 20;

    final DownloadSettings settings;
    final Patience patience;
    final RangeClient client;
    final Gate gate;
    final Pauses pauses;
    final Throttle throttle;
    final Buffers buffers;
    final Disk disk;
    final Room room;
    final FolderSync folders = new FolderSync();

    /** @param wire whose HTTP client has no authenticator and no cookies, and follows no redirects */
    public Engine(Wire wire, DownloadSettings settings) {
        this(wire, settings, Disk.REAL);
    }

    Engine(Wire wire, DownloadSettings settings, Disk disk) {
        this.settings = settings;
        this.patience = wire.patience();
        this.pauses = new Pauses(patience);
        this.client = new RangeClient(wire, pauses);
        this.gate = new Gate(settings.mostConnections());
        this.throttle = new Throttle(settings.limitRate(), patience.clock());
        this.buffers = new Buffers(settings.segment());
        this.disk = disk;
        this.room = new Room(disk);
    }

    Gate.Load load(Remote remote) {
        var size = remote.size();
        return size != null && isLarge(size) ? Gate.Load.LARGE : Gate.Load.SMALL;
    }

    boolean isLarge(long size) {
        return size > Math.min(LARGEST_SMALL, settings.segment());
    }

    /** Ends all that is under way; what has arrived is kept for the next time. */
    @Override
    public void close() {
        client.close();
    }
}
