package org.almoner.cli.command;

import java.time.Duration;

import org.almoner.cli.output.Transfers;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.failure.AlmonerException;

/** Shows how downloads get on. */
record GetDisplay(Transfers transfers) implements DownloadListener {

    @Override
    public void checking(String fileName, long position, long size) {
        transfers.at("Checking", fileName, position, size);
    }

    @Override
    public void receiving(String fileName, long position, long size) {
        transfers.at("Fetching", fileName, position, size);
    }

    @Override
    public void waiting(String fileName, AlmonerException failure, Duration pause) {
        transfers.remark(failure.getMessage() + " Trying again in " + Durations.seconds(pause) + ".");
    }
}
