package org.almoner.cli.command;

import java.time.Duration;

import org.almoner.cli.output.Output;
import org.almoner.cli.output.Transfers;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.sync.HeldFile;
import org.almoner.client.sync.SyncListener;
import org.almoner.client.sync.SyncReport;

/** Shows how a copy gets on: to people, and as lines of JSON to programs. */
final class SyncDisplay implements SyncListener {

    private final Output out;
    private final Transfers transfers;
    private volatile GetDisplay files;

    SyncDisplay(Output out, Transfers transfers) {
        this.out = out;
        this.transfers = transfers;
        this.files = new GetDisplay(transfers);
    }

    record Looking(String event, String server) {}

    record Planned(String event, String server, int files, long bytes) {}

    record Placed(String event, HeldFile file) {}

    record Missed(String event, String path, String reason) {}

    record Waiting(String event, String fileName, String reason, long seconds) {}

    record Through(String event, SyncReport.Item item) {}

    record Ended(String event, SyncReport report) {}

    @Override
    public void looking(String server) {
        out.event(new Looking("looking", server));
    }

    @Override
    public void planned(String server, int number, long bytes) {
        files = new GetDisplay(transfers, number, bytes);
        out.event(new Planned("planned", server, number, bytes));
    }

    @Override
    public void placed(HeldFile file) {
        out.event(new Placed("placed", file));
    }

    @Override
    public void missed(String path, String reason) {
        transfers.remark(path + ": not fetched. " + reason);
        out.event(new Missed("missed", path, reason));
    }

    @Override
    public void through(SyncReport.Item item) {
        switch (item.result()) {
            case FETCHED -> transfers.done(item.name() + ": fetched" + (item.signer() == null ? "" : ", signed"));
            case REMOVED -> transfers.done(item.name() + ": removed. " + item.reason());
            case LEFT, REFUSED, FAILED -> transfers.done(item.name() + ": " + item.reason());
            case KEPT, DUE, LEAVING -> {}
        }
        out.event(new Through("through", item));
    }

    @Override
    public void checking(String fileName, long position, long size) {
        files.checking(fileName, position, size);
    }

    @Override
    public void receiving(String fileName, long position, long size) {
        files.receiving(fileName, position, size);
    }

    @Override
    public void waiting(String fileName, AlmonerException failure, Duration pause) {
        files.waiting(fileName, failure, pause);
        out.event(new Waiting("waiting", fileName, String.valueOf(failure.getMessage()), pause.toSeconds()));
    }

    @Override
    public void restarted(String fileName, String why) {
        files.restarted(fileName, why);
    }
}
