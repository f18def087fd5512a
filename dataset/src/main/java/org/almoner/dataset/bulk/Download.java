package org.almoner.dataset.bulk;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** Fetches one file, over as many broken connections as it takes. One thread. */
final class Download {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (?:([0-9]{1,18})-[0-9]{1,18}|\\*)/([0-9]{1,18}|\\*)");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final int LONGEST_REFUSAL = 1 << 20;

    private final Server server;
    private final Session session;
    private final ExportFolder folder;
    private final ManifestFile file;
    private final LongConsumer received;

    /** @param received hears of bytes as they come */
    Download(Server server, Session session, ExportFolder folder, ManifestFile file, LongConsumer received) {
        this.server = server;
        this.session = session;
        this.folder = folder;
        this.file = file;
        this.received = received;
    }

    /** What became of it. */
    sealed interface Outcome {

        record Finished(String name, Contents contents) implements Outcome {}

        /** The link is not honoured; a fresh one may be. */
        record LinkRefused(String told) implements Outcome {}
    }

    private sealed interface Step {
        record Ended(Outcome outcome) implements Step {}

        record Again(String reason, Optional<Duration> asked) implements Step {}
    }

    /** The file where it is already finished, checked again; a process that dies tells nobody how far it was. */
    static Optional<Outcome.Finished> found(ExportFolder folder, ManifestFile file) {
        for (boolean gzip : new boolean[] {false, true}) {
            var name = name(file, gzip);
            var path = folder.path(name);
            if (Files.exists(path)) {
                try {
                    return Optional.of(new Outcome.Finished(name, checked(file, Contents.of(path))));
                } catch (Contents.DamagedException _) {
                    // Then it is fetched again.
                    folder.remove(path);
                } catch (IOException e) {
                    throw ExportFolder.unusable(path, e);
                }
            }
        }
        return Optional.empty();
    }

    private static String name(ManifestFile file, boolean gzip) {
        return file.stem() + (file.outcomes() ? ".outcomes" : gzip ? ".ndjson.gz" : ".ndjson");
    }

    private static Contents checked(ManifestFile file, Contents contents) throws Contents.DamagedException {
        if (file.count().isPresent() && file.count().get() != contents.lines()) {
            throw new Contents.DamagedException("it has " + contents.lines() + " resources, and the manifest says "
                    + file.count().get());
        }
        return contents;
    }

    /** @throws BulkExportException.Unfinished if it cannot be had */
    @SuppressWarnings("try") // closed between attempts too, so that what has arrived is on disk while nobody writes
    Outcome run() {
        var attempts = session.attempts();
        long furthest = 0;
        try (var part = PartFile.open(folder, file.stem())) {
            while (true) {
                switch (step(part)) {
                    case Step.Ended ended -> {
                        return ended.outcome();
                    }
                    case Step.Again again -> {
                        part.close();
                        // Bytes that the next attempt has to fetch again are no progress.
                        if (part.version().isPresent() && part.position() > furthest) {
                            furthest = part.position();
                            attempts.progressed();
                        }
                        if (!attempts.pauseAfterFailure(again.asked())) {
                            throw givenUp(again.reason());
                        }
                    }
                }
            }
        }
    }

    private BulkExportException.Unfinished givenUp(String reason) {
        return new BulkExportException.Unfinished("The download of " + Urls.shown(file.url()) + " failed "
                + session.limits().attempts() + " times, at last because " + reason
                + ". What was fetched is kept; fetch again to go on.");
    }

    private Step step(PartFile part) {
        try {
            var answer = server.file(session, file, range(part), (status, headers) -> sink(part, status, headers));
            return switch (answer.status()) {
                case OK, PARTIAL -> finished(part);
                case NOT_SATISFIABLE -> afterUnsatisfiable(part, answer);
                default -> refused(answer);
            };
        } catch (Contents.DamagedException e) {
            part.discard();
            return new Step.Again(Wire.reason(e), Optional.empty());
        } catch (IOException e) {
            return new Step.Again("the connection broke (" + Wire.reason(e) + ")", Optional.empty());
        }
    }

    private Step refused(Answer answer) {
        return answer.passing()
                ? new Step.Again("the server answered " + answer.told(), answer.retryAfter(session.now()))
                : new Step.Ended(new Outcome.LinkRefused(answer.told()));
    }

    /** RFC 9110 §13.1.5: the rest only if it is of the same version; otherwise all of the new one comes. */
    private static Map<String, String> range(PartFile part) {
        return part.version()
                .filter(_ -> part.position() > 0)
                .map(version -> Map.of("Range", "bytes=" + part.position() + "-", "If-Range", version.tag()))
                .orElse(Map.of());
    }

    private Receiver.Sink sink(PartFile part, int status, HttpHeaders headers) throws IOException {
        return switch (status) {
            case OK -> {
                part.restart(version(headers));
                yield new ToPart(part);
            }
            case PARTIAL -> {
                if (!continues(part, headers)) {
                    throw new Contents.DamagedException("the server sent another part of it than was asked for");
                }
                yield new ToPart(part);
            }
            default -> new Receiver.Text(LONGEST_REFUSAL);
        };
    }

    /** Where bytes can be gone on from later: a weak tag does not promise that they are the same. */
    private static Optional<PartFile.Version> version(HttpHeaders headers) throws Contents.DamagedException {
        var encoding = encoding(headers);
        return headers.firstValue("ETag")
                .map(String::strip)
                .filter(tag -> tag.matches("\"[^\"\\p{Cntrl}]*\""))
                .map(tag -> new PartFile.Version(encoding, tag));
    }

    private static String encoding(HttpHeaders headers) throws Contents.DamagedException {
        var encoding = headers.firstValue("Content-Encoding")
                .orElse("identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> "identity";
            case "gzip", "x-gzip" -> "gzip";
            default ->
                throw new Contents.DamagedException(
                        "it came encoded as " + Outcomes.bounded(encoding) + ", which was not asked for");
        };
    }

    private static boolean continues(PartFile part, HttpHeaders headers) throws Contents.DamagedException {
        var range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return part.position() > 0
                && range.matches()
                && range.group(1) != null
                && Long.parseLong(range.group(1)) == part.position()
                && version(headers).equals(part.version());
    }

    /** All of it may be here already: a process can die between the last byte and the name. */
    private Step afterUnsatisfiable(PartFile part, Answer answer) throws IOException {
        var range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
        if (range.matches() && range.group(2).equals(Long.toString(part.position()))) {
            return finished(part);
        }
        throw new Contents.DamagedException("the server has less of it than was fetched already");
    }

    private Step finished(PartFile part) throws IOException {
        part.sync();
        var contents = checked(file, Contents.of(part.path()));
        var name = name(file, contents.gzip());
        part.publish(name);
        return new Step.Ended(new Outcome.Finished(name, contents));
    }

    private final class ToPart implements Receiver.Sink {

        private final PartFile part;

        ToPart(PartFile part) {
            this.part = part;
        }

        @Override
        public void write(ByteBuffer bytes) {
            int count = bytes.remaining();
            part.append(bytes);
            received.accept(count);
        }

        @Override
        public String text() {
            return "";
        }
    }
}
