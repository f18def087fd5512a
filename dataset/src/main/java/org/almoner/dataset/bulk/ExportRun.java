package org.almoner.dataset.bulk;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.almoner.dataset.disk.Sha256;

/** One call for an export: takes it from the phase it is in to its end, phase by phase, each written down before the next begins. */
final class ExportRun {

    private static final int MOST_PAGES = 10_000;

    private final BulkRequest request;
    private final Server server;
    private final Session session;
    private final ExportFolder folder;
    private final BulkListener listener;
    private final boolean despiteProblems;

    ExportRun(
            BulkRequest request,
            Server server,
            Session session,
            ExportFolder folder,
            BulkListener listener,
            boolean despiteProblems) {
        this.request = request;
        this.server = server;
        this.session = session;
        this.folder = folder;
        this.listener = listener;
        this.despiteProblems = despiteProblems;
    }

    FetchedExport fetch() {
        try {
            while (true) {
                session.goOn();
                var state = folder.state();
                if (state.isEmpty()) {
                    folder.requireNoNdjson();
                    start();
                } else if (advance(state.get()) instanceof ExportState.Complete complete) {
                    return complete.fetched();
                }
            }
        } catch (CancellationException e) {
            if (listener.demand() == BulkListener.Demand.STOP) {
                throw e;
            }
            var told = withdraw();
            throw new CancellationException("The export was cancelled. " + told);
        }
    }

    private ExportState advance(ExportState state) {
        if (!state.request().equals(fingerprint())) {
            throw new BulkExportException.Unfinished("The folder " + folder.path("") + " holds another export than "
                    + Urls.shown(request.kickOff()) + ". Use another folder, or give up what it holds.");
        }
        var next = switch (state) {
            case ExportState.Requested asked -> throw unanswered(asked);
            case ExportState.Running running ->
                new ExportState.Listed(
                        running.request(), running.at(), running.status(), list(running.status(), running.at()));
            case ExportState.Listed listed -> download(listed);
            case ExportState.Complete complete -> released(complete);
        };
        if (!next.equals(state)) {
            folder.save(next);
        }
        return next instanceof ExportState.Complete complete && !(state instanceof ExportState.Complete)
                ? advance(complete)
                : next;
    }

    private BulkExportException.Unanswered unanswered(ExportState.Requested asked) {
        return new BulkExportException.Unanswered("The server was asked for an export at " + asked.at()
                + ", and its answer was never received: " + Urls.shown(request.kickOff())
                + " may be at it without telling where. Look whether it is, then give this one up and fetch again.");
    }

    /** The same for the same request; it does not tell what was asked for. */
    private String fingerprint() {
        return HexFormat.of()
                .formatHex(Sha256.digest().digest(request.kickOff().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void start() {
        var attempts = session.attempts();
        while (true) {
            session.goOn();
            var at = session.now();
            folder.save(new ExportState.Requested(fingerprint(), at));
            var answer = kickOff(attempts);
            if (answer.isPresent()) {
                switch (answer.get().status()) {
                    case Answer.ACCEPTED -> {
                        folder.save(new ExportState.Running(fingerprint(), at, statusUrl(answer.get())));
                        return;
                    }
                    case 502, 504 ->
                        throw new BulkExportException.Unanswered(
                                "A gateway before " + Urls.shown(request.kickOff()) + " answered "
                                        + answer.get().told()
                                        + ": an export may have been started without telling where. Look whether it was,"
                                        + " then give this one up and fetch again.");
                    default -> afterRefusal(answer.get(), attempts);
                }
            }
        }
    }

    /** Empty if the server cannot have got the request, and there was a pause. */
    private Optional<Answer> kickOff(Session.Attempts attempts) {
        try {
            // Not cut off by a cancellation: the answer is needed to have the server stop.
            return Optional.of(server.kickOff(session.toTheEnd()));
        } catch (Wire.NotSentException e) {
            folder.forgetState();
            if (!attempts.pauseAfterFailure(Optional.empty())) {
                throw new BulkExportException.Failed(
                        Urls.shown(request.kickOff()) + " cannot be reached: " + Wire.reason(e)
                                + ". Check the address and the network.",
                        e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new BulkExportException.Unanswered(
                    "The answer of " + Urls.shown(request.kickOff()) + " was lost (" + Wire.reason(e)
                            + "): an export may have been started without telling where. Look whether it was, then give"
                            + " this one up and fetch again.",
                    e);
        }
    }

    private URI statusUrl(Answer answer) {
        return answer.header("Content-Location")
                .flatMap(location -> Wire.resolved(answer.uri(), location))
                .filter(uri -> Urls.noWeaker(request.base(), uri))
                .orElseThrow(() -> new BulkExportException.Unanswered(Urls.shown(request.kickOff())
                        + " accepted the export, but its Content-Location is no address to ask about it. This is a"
                        + " fault of the server; give this one up before fetching again."));
    }

    private void afterRefusal(Answer answer, Session.Attempts attempts) {
        folder.forgetState();
        boolean later = answer.status() == Answer.TOO_MANY || answer.status() == 503;
        if (!later || !attempts.pauseAfterFailure(answer.retryAfter(session.now()))) {
            throw new BulkExportException.Failed(
                    Urls.shown(request.kickOff()) + " starts no export: it answered " + answer.told()
                            + (answer.successful()
                                    ? ", where 202 says that it will. Does it support Bulk Data exports?"
                                    : ". Check the address, the types and what the client may do."));
        }
    }

    private Manifest list(URI status, Instant begun) {
        var reader = new ManifestReader(request.types(), request.base());
        var pages = new ArrayList<Manifest.Page>();
        var seen = new HashSet<URI>();
        var next = Optional.of(status);
        while (next.isPresent()) {
            if (!seen.add(next.get()) || pages.size() == MOST_PAGES) {
                throw new BulkExportException.Unfinished("The manifest at " + Urls.shown(status)
                        + " has no end: its pages refer to each other. This is a fault of the server.");
            }
            var page = reader.page(ready(next.get(), begun.plus(session.limits().longestWait())));
            pages.add(page);
            next = page.next();
        }
        return ManifestReader.together(pages);
    }

    /** Asks until there is an answer that is not about waiting. */
    private Answer ready(URI status, Instant deadline) {
        var attempts = session.attempts();
        int polls = 0;
        while (true) {
            session.goOn();
            Answer answer;
            try {
                answer = server.status(session, status);
            } catch (IOException e) {
                if (!attempts.pauseAfterFailure(Optional.empty())) {
                    throw new BulkExportException.Unfinished(
                            "The state of the export cannot be asked for at " + Urls.shown(status) + ": "
                                    + Wire.reason(e) + ". The export is kept; fetch again to go on.",
                            e);
                }
                continue;
            }
            switch (answer.status()) {
                case 200 -> {
                    return answer;
                }
                case Answer.ACCEPTED, Answer.TOO_MANY -> {
                    attempts.progressed();
                    answer.header("X-Progress")
                            .ifPresent(text -> listener.progress(new BulkListener.Progress.Preparing(
                                    Outcomes.bounded(text.length() > 100 ? text.substring(0, 100) : text))));
                    waitUntil(deadline, status, session.between(polls++, answer.retryAfter(session.now())));
                }
                default -> afterFailure(answer, attempts);
            }
        }
    }

    private void waitUntil(Instant deadline, URI status, Duration pause) {
        var left = Duration.between(session.now(), deadline);
        if (!left.isPositive()) {
            throw new BulkExportException.Unfinished("The server did not get the export ready within "
                    + session.limits().longestWait() + ": " + Urls.shown(status)
                    + ". The export is kept: fetch again later, let it wait longer, or give it up.");
        }
        session.pause(BulkLimits.shorter(pause, left));
    }

    private void afterFailure(Answer answer, Session.Attempts attempts) {
        var issues = Outcomes.of(answer.body());
        boolean failed = answer.status() == 500 && !issues.isEmpty();
        if ((answer.passing() && !failed) || Outcomes.isTransient(issues)) {
            if (!attempts.pauseAfterFailure(answer.retryAfter(session.now()))) {
                throw new BulkExportException.Unfinished("The state of the export cannot be asked for at "
                        + Urls.shown(answer.uri()) + ": it answered " + answer.told()
                        + ". The export is kept; fetch again to go on.");
            }
            return;
        }
        if (answer.status() == Answer.UNAUTHORIZED || answer.status() == 403) {
            throw new BulkExportException.Unfinished("The server does not tell this client about its export at "
                    + Urls.shown(answer.uri()) + " (" + answer.told()
                    + "). Check the credentials; the export is kept, and fetching again goes on.");
        }
        folder.forget();
        throw new BulkExportException.Failed("The export failed at the server: " + Urls.shown(answer.uri())
                + " answered " + answer.told() + ". Nothing of it is kept; fetch again to start another.");
    }

    private ExportState.Complete download(ExportState.Listed first) {
        var listed = first;
        boolean freshInVain = false;
        int startedOver = 0;
        while (true) {
            var round = new Downloads(server, session, folder, listener, listed.manifest()).run(this::judge);
            if (round.refused().isEmpty()) {
                return complete(listed, round.files());
            }
            if ((freshInVain && !round.progressed())
                    || startedOver > session.limits().attempts()) {
                throw new BulkExportException.Unfinished(
                        "The server does not give out a file that it names, also after its manifest was asked for anew: "
                                + round.refused().getFirst() + ". What was fetched is kept; fetch again to go on.");
            }
            freshInVain = true;
            var fresh = list(listed.status(), session.now());
            var same = listed.manifest().withLinksOf(fresh);
            if (same.isEmpty()) {
                // It cannot be told which file is which any more. Twice the work is better than a file twice.
                folder.clear();
                startedOver++;
            }
            listed = new ExportState.Listed(listed.request(), listed.at(), listed.status(), same.orElse(fresh));
            folder.save(listed);
        }
    }

    /** What a server says of problems is read before gigabytes are fetched. */
    private void judge(ExportProblems problems) {
        if (problems.errors() > 0 && !despiteProblems) {
            throw new BulkExportException.Unfinished("The server says that the export has " + problems.errors()
                    + " errors; the first: " + problems.first().getFirst()
                    + ". Take it despite its problems, or give it up and start another.");
        }
    }

    private ExportState.Complete complete(ExportState.Listed listed, List<Downloads.Finished> finished) {
        var problems = ExportProblems.NONE;
        var files = new ArrayList<FetchedExport.Downloaded>();
        var resources = new TreeMap<String, Long>();
        for (var each : finished) {
            var contents = each.outcome().contents();
            if (each.file().outcomes()) {
                problems = problems.plus(Downloads.problems(folder, each.outcome()));
            } else {
                files.add(new FetchedExport.Downloaded(
                        each.outcome().name(), each.file().type(), contents.bytes(), contents.lines()));
                resources.merge(each.file().type(), contents.lines(), Long::sum);
            }
        }
        folder.clearParts();
        var manifest = listed.manifest();
        var fetched = new FetchedExport(
                manifest.transactionTime(),
                files,
                resources,
                manifest.filesNotWanted(),
                manifest.filesOfDeletions(),
                problems);
        return new ExportState.Complete(listed.request(), listed.status(), false, fetched);
    }

    private ExportState.Complete released(ExportState.Complete complete) {
        judge(complete.fetched().problems());
        for (var file : complete.fetched().files()) {
            requireThere(file);
        }
        if (complete.released()) {
            return complete;
        }
        // Once, and whatever it answers: the export is here, and servers also forget by themselves.
        delete(complete.status());
        return new ExportState.Complete(complete.request(), complete.status(), true, complete.fetched());
    }

    private void requireThere(FetchedExport.Downloaded file) {
        var path = folder.path(file.name());
        try {
            if (Files.size(path) == file.bytes()) {
                return;
            }
        } catch (IOException e) {
            throw ExportFolder.unusable(path, e);
        }
        throw new BulkExportException.Unfinished(
                path + " is not as it was downloaded. Give this export up and fetch it again.");
    }

    /** What became of it, for a message. */
    private String delete(URI status) {
        try {
            var answer = server.delete(session.toTheEnd(), status);
            return answer.successful() || answer.status() == 404 || answer.status() == 410
                    ? "The server was told."
                    : "The server was told, and answered " + answer.told() + ".";
        } catch (IOException e) {
            return "The server could not be told: " + Wire.reason(e) + ".";
        } catch (BulkExportException e) {
            return "The server could not be told: " + e.getMessage();
        }
    }

    /** Has the server stop, and removes all that there is here. */
    String withdraw() {
        var told = folder.state()
                .map(state -> switch (state) {
                    case ExportState.Requested asked ->
                        "The server cannot be told: its answer of " + asked.at() + " was lost.";
                    case ExportState.Running running -> delete(running.status());
                    case ExportState.Listed listed -> delete(listed.status());
                    case ExportState.Complete complete ->
                        complete.released() ? "The server was told before." : delete(complete.status());
                })
                .orElse("The server was not asked for it yet.");
        folder.forget();
        return told;
    }
}
