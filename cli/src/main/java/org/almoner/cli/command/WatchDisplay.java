package org.almoner.cli.command;

import java.nio.file.Path;
import java.time.Duration;

import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.cli.watch.WatchSettings;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.publish.PublishListener;
import org.almoner.client.publish.PublishedFile;

/** Says what happens in watched folders: to people, and as lines of JSON to programs. */
final class WatchDisplay implements PublishListener {

    private final Output out;

    WatchDisplay(Output out) {
        this.out = out;
    }

    record Found(String event, String folder, String name, int files, long bytes) {}

    record Kept(String event, String folder, String name, String reason) {}

    record Unreadable(String event, String folder, String reason) {}

    record Through(String event, String movedTo, DropReport report) {}

    record Sent(String event, String fileName, long sizeInBytes, String sha256) {}

    record Waiting(String event, String fileName, String reason, long seconds) {}

    record Ended(String event) {}

    void found(WatchSettings.Folder folder, Drop drop) {
        out.note(drop.name() + ": found (" + Plain.count(drop.files().size(), "file") + ", " + Plain.size(drop.bytes())
                + ").");
        out.event(new Found(
                "found", folder.path().toString(), drop.name(), drop.files().size(), drop.bytes()));
    }

    void early(WatchSettings.Folder folder, Drop drop) {
        out.trace(folder.path() + ": " + drop.name() + " may still be being written.");
    }

    void kept(WatchSettings.Folder folder, Drop drop, String reason) {
        out.warn(drop.name() + " stays in " + folder.path() + ", to be tried again: " + reason);
        out.event(new Kept("kept", folder.path().toString(), drop.name(), reason));
    }

    void unreadable(WatchSettings.Folder folder, String reason) {
        out.warn("Cannot look into " + folder.path() + ": " + reason);
        out.event(new Unreadable("unreadable", folder.path().toString(), reason));
    }

    void through(DropReport report, Path to) {
        if (!out.mode().json()) {
            out.line(report, Plain.text(report.sentence()));
            report.notes().forEach(out::note);
        }
        out.event(new Through(report.event(), to.toString(), report));
    }

    void stopped() {
        out.note("Stopped. What was under way is taken up again the next time.");
        out.event(new Ended("stopped"));
    }

    @Override
    public void fileDone(PublishedFile file) {
        out.event(new Sent("sent", file.fileName(), file.size(), file.sha256().hex()));
    }

    @Override
    public void uploadWaiting(String fileName, AlmonerException failure, Duration wait) {
        out.note(fileName + ": " + failure.getMessage() + " Trying again in " + Durations.seconds(wait) + ".");
        out.event(new Waiting("waiting", fileName, String.valueOf(failure.getMessage()), wait.toSeconds()));
    }
}
