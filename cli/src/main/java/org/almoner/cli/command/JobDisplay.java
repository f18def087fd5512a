package org.almoner.cli.command;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Output;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Transfers;
import org.almoner.client.admin.ExtractJob;
import org.jspecify.annotations.Nullable;

/** Shows how a job gets on, and says how to see more of it when the looking is broken off: the job itself goes on. */
final class JobDisplay implements AutoCloseable {

    private final Output out;
    private final Transfers transfers;
    private final String id;
    private final Thread atExit = new Thread(this::brokenOff, "almoner-broken-off");
    private volatile boolean ended;
    private ExtractJob.@Nullable State shown;

    JobDisplay(Output out, String id) {
        this.out = out;
        this.transfers = out.transfers();
        this.id = id;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Runs when the process is told to end, as by Ctrl-C. */
    private void brokenOff() {
        transfers.close();
        if (!ended) {
            out.warn("The job goes on. To follow it: almoner extract job " + id + " --follow. To cancel it:"
                    + " almoner extract cancel " + id);
        }
    }

    void see(ExtractJob job) {
        switch (job.state()) {
            case QUEUED -> {
                if (shown != job.state()) {
                    transfers.remark("Waiting for its turn.");
                }
            }
            case RUNNING -> {
                var total = job.bytesTotal();
                transfers.at(
                        "Extracting",
                        job.organization() + "/" + job.population(),
                        job.bytesRead(),
                        total == null ? -1 : total);
            }
            case DONE, FAILED, CANCELLED -> ended = true;
        }
        shown = job.state();
    }

    @Override
    public void close() {
        transfers.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has said its sentence.
            return;
        }
    }

    /**
     * What a job has come to, in a sentence.
     *
     * @throws CommandFailure if it came to nothing
     */
    static String sentence(ExtractJob job) {
        return switch (job.state()) {
            case QUEUED -> "Job " + job.id() + " waits for its turn.";
            case RUNNING ->
                "Job " + job.id() + " is running: " + job.rows() + " rows, "
                        + Plain.size(job.bytesRead()) + " read"
                        + (job.expectedEndAt() == null
                                ? "."
                                : ", expected to end at " + Times.shown(job.expectedEndAt()) + ".");
            case DONE -> "Released extract " + job.extractId() + " (" + job.rows() + " rows).";
            case FAILED ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Job " + job.id() + " failed: " + (job.message() == null ? "nobody knows why" : job.message()));
            case CANCELLED -> throw new CommandFailure(ExitCode.FAILED, "Job " + job.id() + " was cancelled.");
        };
    }
}
