package org.almoner.client.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

import org.almoner.client.download.Crew.Task;
import org.almoner.client.download.RangeClient.Reply;
import org.almoner.client.download.Segments.Lease;
import org.almoner.client.failure.AlmonerException;

/** One of the connections that fetch a file: a thread that asks for one lease after the other. */
final class CrewMember implements Runnable {

    private final Crew crew;
    private final Engine engine;
    private final Task task;
    private final PartialFile part;
    private final Writing writing;
    private final Thread thread;
    private final Interruptions interruptions;
    private ByteBuffer buffer;

    CrewMember(Crew crew, Engine engine, Task task, PartialFile part, Writing writing) {
        this.crew = crew;
        this.engine = engine;
        this.task = task;
        this.part = part;
        this.writing = writing;
        var load = engine.load(task.remote());
        this.buffer = buffer(load, engine.buffers);
        this.thread = kind(load).name("almoner-download").unstarted(this);
        this.interruptions = new Interruptions(thread);
    }

    /** A virtual thread asks the system each time a socket runs empty; on a fast line that costs more than the bytes themselves. */
    private static Thread.Builder kind(Gate.Load load) {
        return switch (load) {
            case SMALL -> Thread.ofVirtual();
            case LARGE -> Thread.ofPlatform().daemon();
        };
    }

    private static ByteBuffer buffer(Gate.Load load, Buffers buffers) {
        return switch (load) {
            case SMALL -> buffers.borrowSmall();
            case LARGE -> buffers.borrowLarge();
        };
    }

    void start() {
        thread.start();
    }

    /** Ends what it does, at once but for what it is writing. */
    void stop() {
        interruptions.interrupt();
    }

    @Override
    public void run() {
        try {
            for (var lease = crew.next(this); lease.isPresent(); lease = crew.next(this)) {
                try {
                    if (!carry(lease.get())) {
                        break;
                    }
                } finally {
                    crew.giveBack(lease.get());
                }
            }
        } catch (InterruptedException e) {
            crew.fail(new AlmonerException.Interrupted(e));
        } catch (RuntimeException e) {
            crew.fail(e);
        } finally {
            engine.buffers.giveBack(buffer);
            crew.leave(this);
        }
    }

    /** Fetches a lease. Returns whether this connection should go on with another. */
    private boolean carry(Lease lease) throws InterruptedException {
        while (true) {
            var asked = crew.ask(this, lease);
            if (asked.isEmpty()) {
                return true;
            }
            var target = new LeaseTarget(crew, part, writing, engine.buffers, lease, asked.get(), interruptions);
            var intake = new Intake(asked.get(), task.remote(), target, buffer, engine.throttle, engine.patience);
            var failed = attempt(task.links().current(), asked.get(), intake, lease);
            if (failed.isEmpty()) {
                continue;
            }
            boolean sentAway = intake.received() == 0;
            if (sentAway && !(failed.get() instanceof AlmonerException.BadAnswer)) {
                engine.gate.refused();
            }
            if (crew.leaveToOthers(this, sentAway, lease)) {
                return false;
            }
            var pause = crew.planAfter(failed.get());
            task.listener().waiting(task.remote().fileName(), failed.get(), pause);
            engine.patience.pause(pause);
            crew.startOverIfItCannotGoOn();
        }
    }

    /** One request. Returns why it failed, if that may pass. */
    private Optional<AlmonerException> attempt(Link link, Asked asked, Intake intake, Lease lease)
            throws InterruptedException {
        try {
            return judge(link, exchange(link, asked, intake), intake, lease);
        } catch (IOException e) {
            task.links().tried(link);
            return Optional.of(new AlmonerException.Unreachable(
                    "The download of " + task.remote().fileName() + " broke off: " + words(e), e));
        } catch (AlmonerException.TooMany | AlmonerException.ServerFailed | AlmonerException.BadAnswer e) {
            task.links().tried(link);
            return Optional.of(e);
        } catch (AlmonerException.NotAuthenticated | AlmonerException.NotAllowed | AlmonerException.Gone e) {
            task.links().renew(link, e);
            return Optional.empty();
        }
    }

    private Reply exchange(Link link, Asked asked, Intake intake) throws IOException, InterruptedException {
        try {
            return engine.client.exchange(link, asked, intake);
        } finally {
            buffer = intake.buffer();
        }
    }

    /** What Java says of connections that never stood is often not for people. */
    private static String words(IOException cause) {
        return switch (cause) {
            case ConnectException _ -> "nothing answers there";
            case HttpConnectTimeoutException _ -> "no connection in time";
            default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        };
    }

    private Optional<AlmonerException> judge(Link link, Reply reply, Intake intake, Lease lease) throws IOException {
        switch (intake.verdict()) {
            case Verdict.Take _ -> {
                task.links().tried(link);
                engine.gate.answered();
                crew.endOfAnswer(lease, intake.received());
            }
            case Verdict.Changed changedObject -> crew.startOver(changedObject.why(), true);
            case Verdict.Whole _ -> crew.withoutParts(this, lease);
            case Verdict.Renamed renamed -> interruptions.defer(() -> crew.rename(renamed.validator()));
            case Verdict.Contradiction contradiction -> {
                task.links().tried(link);
                return Optional.of(contradiction.failure());
            }
            case Verdict.Other _ -> throw engine.client.refusal(link, reply);
        }
        return Optional.empty();
    }
}
