package org.almoner.dataset.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Fetches the files of a manifest that are not here yet, several at once. */
final class Downloads {

    private final Server server;
    private final Session session;
    private final ExportFolder folder;
    private final BulkListener listener;
    private final Manifest manifest;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean progressed = new AtomicBoolean();

    Downloads(Server server, Session session, ExportFolder folder, BulkListener listener, Manifest manifest) {
        this.server = server;
        this.session = session;
        this.folder = folder;
        this.listener = listener;
        this.manifest = manifest;
    }

    record Finished(ManifestFile file, Download.Outcome.Finished outcome) {}

    /**
     * What a round came to.
     *
     * @param refused the files whose links were not honoured, for a message
     * @param progressed whether anything was received
     */
    record Round(List<Finished> files, List<String> refused, boolean progressed) {}

    /** @param judge hears of the problems that the server tells of before any other file is fetched */
    Round run(Consumer<ExportProblems> judge) {
        var finished = new ArrayList<Finished>();
        var refused = new ArrayList<String>();
        fetch(manifest.files().stream().filter(ManifestFile::outcomes).toList(), finished, refused);
        if (refused.isEmpty()) {
            var problems = ExportProblems.NONE;
            for (var file : finished) {
                problems = problems.plus(problems(folder, file.outcome()));
            }
            judge.accept(problems);
            fetch(manifest.files().stream().filter(file -> !file.outcomes()).toList(), finished, refused);
        }
        return new Round(finished, refused, progressed.get());
    }

    static ExportProblems problems(ExportFolder folder, Download.Outcome.Finished file) {
        var path = folder.path(file.name());
        try {
            return Outcomes.in(path);
        } catch (IOException e) {
            throw ExportFolder.unusable(path, e);
        }
    }

    private void fetch(List<ManifestFile> files, List<Finished> finished, List<String> refused) {
        var failed = new AtomicBoolean();
        var sessions = session.until(failed::get);
        try (var threads = Executors.newFixedThreadPool(
                session.limits().downloads(),
                Thread.ofVirtual().name("bulk-", 0).factory())) {
            var outcomes = new ArrayList<Future<Download.Outcome>>();
            for (var file : files) {
                outcomes.add(threads.submit(() -> {
                    try {
                        return one(sessions, file);
                    } catch (RuntimeException | Error e) {
                        failed.set(true);
                        throw e;
                    }
                }));
            }
            try {
                collect(files, outcomes, finished, refused);
            } finally {
                failed.set(true);
            }
        }
    }

    private Download.Outcome one(Session sessions, ManifestFile file) {
        sessions.goOn();
        var here = Download.found(folder, file);
        var outcome = here.isPresent()
                ? here.get()
                : new Download(server, sessions, folder, file, count -> {
                            progressed.set(true);
                            bytes.addAndGet(count);
                            report();
                        })
                        .run();
        if (outcome instanceof Download.Outcome.Finished) {
            done.incrementAndGet();
            report();
        }
        return outcome;
    }

    private void report() {
        listener.progress(new BulkListener.Progress.Downloading(
                done.get(), manifest.files().size(), bytes.get()));
    }

    private void collect(
            List<ManifestFile> files,
            List<Future<Download.Outcome>> outcomes,
            List<Finished> finished,
            List<String> refused) {
        RuntimeException first = null;
        for (int i = 0; i < files.size(); i++) {
            try {
                switch (outcomes.get(i).get()) {
                    case Download.Outcome.Finished outcome -> finished.add(new Finished(files.get(i), outcome));
                    case Download.Outcome.LinkRefused refusal ->
                        refused.add(Urls.shown(files.get(i).url()) + " answered " + refusal.told());
                }
            } catch (InterruptedException e) {
                throw Session.interrupted(e);
            } catch (ExecutionException e) {
                first = graver(first, e.getCause());
            }
        }
        if (first != null) {
            // Those that were stopped because of the first failure are not what failed; a cancellation is.
            session.goOn();
            throw first;
        }
    }

    private static RuntimeException graver(
            @org.jspecify.annotations.Nullable RuntimeException known,
            @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        var next = failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
        return known == null || known instanceof CancellationException ? next : known;
    }
}
