package org.almoner.cli.command;

import java.time.Duration;

import org.almoner.cli.output.Transfers;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.publish.PublishListener;

/** Shows how the upload of an archive gets on. */
record ImportDisplay(Transfers transfers) implements PublishListener {

    @Override
    public void hashing(String fileName, long position, long size) {
        transfers.at("Reading", fileName, position, size);
    }

    @Override
    public void uploading(String fileName, long position, long size) {
        transfers.at("Sending", fileName, position, size);
    }

    @Override
    public void uploadWaiting(String fileName, AlmonerException failure, Duration wait) {
        transfers.remark(fileName + ": " + failure.getMessage() + " Trying again in " + Durations.seconds(wait) + ".");
    }
}
