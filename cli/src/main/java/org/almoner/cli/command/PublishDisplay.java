package org.almoner.cli.command;

import java.time.Duration;

import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Transfers;
import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.publish.PublishListener;
import org.almoner.client.publish.PublishedFile;
import org.jspecify.annotations.Nullable;

/** Shows how a publication gets on, and says how to go on when it is broken off. */
final class PublishDisplay implements PublishListener, AutoCloseable {

    private final Output out;
    private final Transfers transfers;
    private final Thread atExit = new Thread(this::brokenOff, "almoner-broken-off");
    private volatile @Nullable VersionAddress draft;
    private VersionCheck.@Nullable State shown;

    PublishDisplay(Output out) {
        this.out = out;
        this.transfers = out.transfers();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Runs when the process is told to end, as by Ctrl-C, before {@link #ended}. */
    private void brokenOff() {
        transfers.close();
        var address = draft;
        out.warn(
                address == null
                        ? "Broken off before anything was sent."
                        : "Broken off. What has arrived is kept in the draft " + address
                                + "; the same command goes on from there.");
    }

    /** All went well: there is nothing to say any more if the process ends now. */
    void ended() {
        draft = null;
    }

    @Override
    public void hashing(String fileName, long position, long size) {
        transfers.at("Reading", fileName, position, size);
    }

    @Override
    public void draftReady(VersionAddress address, ManagedVersion version, boolean found) {
        draft = address;
        if (found) {
            transfers.remark("Going on with the draft " + address + ".");
        }
    }

    @Override
    public void uploading(String fileName, long position, long size) {
        transfers.at("Sending", fileName, position, size);
    }

    @Override
    public void uploadWaiting(String fileName, AlmonerException failure, Duration wait) {
        transfers.remark(fileName + ": " + failure.getMessage() + " Trying again in " + Durations.seconds(wait) + ".");
    }

    @Override
    public void fileDone(PublishedFile file) {
        var how = switch (file.how()) {
            case UPLOADED -> "sent";
            case RESUMED -> "sent the rest";
            case ALREADY_THERE -> "already there";
        };
        transfers.done(file.fileName() + ": " + how + " (" + Plain.size(file.size()) + ")");
    }

    @Override
    public void checking(VersionAddress address, VersionCheck check) {
        if (shown != check.state()) {
            switch (check.state()) {
                case WAITING -> transfers.remark("Waiting for the server to check it.");
                case RUNNING -> transfers.remark("The server checks it.");
                case PASSED, REFUSED, UNRECOGNIZED, FAILED, OFF -> {}
            }
        }
        shown = check.state();
    }

    @Override
    public void close() {
        transfers.close();
        if (draft != null) {
            out.note("What has arrived is kept in the draft " + draft + "; the same command goes on from there.");
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has said its sentence.
            return;
        }
    }
}
