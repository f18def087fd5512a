package org.almoner.cli.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.almoner.cli.output.Transfers;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.failure.AlmonerException;

/** Shows how downloads get on: one by its name, several all together. */
final class GetDisplay implements DownloadListener {

    private final Transfers transfers;
    private final int files;
    private final long size;
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    private final AtomicLong together = new AtomicLong();

    /** Shows one file. */
    GetDisplay(Transfers transfers) {
        this(transfers, 1, -1);
    }

    /**
     * Shows several files.
     *
     * @param size of all files together; -1 if it is not known
     */
    GetDisplay(Transfers transfers, int files, long size) {
        this.transfers = transfers;
        this.files = files;
        this.size = size;
    }

    @Override
    public void checking(String fileName, long position, long fileSize) {
        show("Checking", fileName, position, fileSize);
    }

    @Override
    public void receiving(String fileName, long position, long fileSize) {
        show("Fetching", fileName, position, fileSize);
    }

    private void show(String verb, String fileName, long position, long fileSize) {
        if (files == 1) {
            transfers.at(verb, fileName, position, fileSize);
            return;
        }
        var before = positions.put(fileName, position);
        long all = together.addAndGet(position - (before == null ? 0 : before));
        transfers.at("Fetching", files + " files", all, size);
    }

    @Override
    public void waiting(String fileName, AlmonerException failure, Duration pause) {
        transfers.remark(failure.getMessage() + " Trying again in " + Durations.seconds(pause) + ".");
    }

    @Override
    public void restarted(String fileName, String why) {
        transfers.remark(fileName + " is fetched from its beginning again, because " + why + ".");
    }
}
