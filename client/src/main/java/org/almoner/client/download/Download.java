package org.almoner.client.download;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** The way of one file from its address to its name. */
final class Download {

    /** How often an object may turn out to be another one, or come without parts, before this gives up. */
    private static final int MOST_RESTARTS = 5;

    /** From so many restarts on, the file is asked for whole: one answer is of one object. */
    private static final int RESTARTS_IN_PARTS = 2;

    private final Engine engine;
    private final Wanted wanted;
    private final Remote remote;
    private final DownloadListener listener;

    Download(Engine engine, Wanted wanted, DownloadListener listener) {
        this.engine = engine;
        this.wanted = wanted;
        this.remote = wanted.remote();
        this.listener = listener;
    }

    Fetched fetch() {
        var target = wanted.target().toAbsolutePath().normalize();
        var folder = target.getParent();
        var last = target.getFileName();
        if (folder == null || last == null) {
            throw new AlmonerException.Local(wanted.target() + " is not the name of a file.");
        }
        var name = LocalName.of(last.toString());
        try {
            Files.createDirectories(folder);
            var there = InPlace.check(name.in(folder), wanted, listener);
            return there.isPresent() ? there.get() : through(name, folder);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private static AlmonerException.Interrupted interrupted(IOException cause) {
        var interruption = new InterruptedException(cause.getMessage());
        interruption.initCause(cause);
        return new AlmonerException.Interrupted(interruption);
    }

    private Fetched through(LocalName name, Path folder) throws IOException {
        var load = engine.load(remote);
        try {
            engine.gate.enter(load);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
        try {
            return new Rounds(name, folder).run();
        } finally {
            engine.gate.leave(load);
        }
    }

    /** Attempts that each begin with what there is, until the file is whole and right. */
    private final class Rounds {

        private final LocalName name;
        private final Path folder;
        private final Crew.Task task;
        private boolean parts = true;
        private boolean wasDamaged;
        private int restarts;

        private Rounds(LocalName name, Path folder) {
            this.name = name;
            this.folder = folder;
            this.task = new Crew.Task(
                    remote,
                    folder,
                    new Links(remote.source(), engine.patience.clock(), () -> listener.relinked(remote.fileName())),
                    engine.patience.begin(),
                    listener);
        }

        private Fetched run() throws IOException {
            while (true) {
                var fetched = round();
                if (fetched != null) {
                    return fetched;
                }
            }
        }

        private @Nullable Fetched round() throws IOException {
            try (var part = PartialFile.open(name.partIn(folder), remote, engine.disk);
                    var hash = new PrefixHash(part.channel(), engine.buffers);
                    var writing = new Writing(part, hash, engine.buffers);
                    var crew = new Crew(engine, task, parts, part, hash, writing)) {
                return switch (crew.run()) {
                    case Ending.Over over -> {
                        startOver(over, part);
                        yield null;
                    }
                    case Ending.Complete complete -> arrived(part, hash, complete.size());
                };
            }
        }

        private void startOver(Ending.Over over, PartialFile part) throws IOException {
            part.discard();
            restarts++;
            if (restarts > MOST_RESTARTS) {
                throw new AlmonerException.BadAnswer(
                        "Gave up on " + remote.fileName() + " after starting over " + MOST_RESTARTS + " times: "
                                + over.why() + ". Try again later, and tell the publisher if it stays so.");
            }
            parts &= over.parts() && restarts < RESTARTS_IN_PARTS;
            listener.restarted(remote.fileName(), over.why());
        }

        private @Nullable Fetched arrived(PartialFile part, PrefixHash hash, long size) throws IOException {
            // The disk is busy with this while the hash catches up.
            Undisturbed.run(() -> part.channel().force(true));
            var sha256 = hash.finish(size);
            var expected = part.identity().sha256();
            if (expected == null || expected.equals(sha256)) {
                var target = name.in(folder);
                Undisturbed.run(() -> part.moveTo(target, engine.folders));
                return new Fetched(target, size, sha256, proof(expected), false);
            }
            part.discard();
            if (wasDamaged) {
                throw new AlmonerException.Damaged(remote.fileName() + " arrived twice with SHA-256 " + sha256
                        + ", and is listed with " + expected
                        + ". Nothing of it was kept; try again, and tell the publisher if it stays so.");
            }
            wasDamaged = true;
            parts = false;
            listener.restarted(remote.fileName(), "its bytes are not those of its SHA-256");
            return null;
        }

        private Fetched.Proof proof(@Nullable Sha256 expected) {
            if (remote.sha256() != null) {
                return Fetched.Proof.HASH;
            }
            if (expected != null) {
                return Fetched.Proof.DIGEST;
            }
            return remote.size() == null ? Fetched.Proof.NONE : Fetched.Proof.SIZE;
        }
    }
}
