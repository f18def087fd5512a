package org.almoner.client.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Answer;
import org.almoner.client.http.Api;
import org.almoner.client.http.Patience;
import org.almoner.client.http.Route;

/**
 * Sends the bytes of a file that was announced, in parts, from wherever the server has got to. After a failure that may pass it
 * asks the server how much it has and goes on from there; it gives up when a whole budget of attempts brought nothing
 * further.
 */
final class Uploader {

    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";

    private final Api api;
    private final long partSize;

    /** @param partSize how many bytes go out before the server acknowledges them; at least 1 */
    Uploader(Api api, long partSize) {
        this.api = api;
        this.partSize = partSize;
    }

    /**
     * Sends what the server lacks.
     *
     * @param offset where the server stood when it was last asked
     * @param route where the bytes go
     * @return the answer to the last part; empty if it was lost, and the server has all of it
     * @throws AlmonerException.Invalid if the server found the bytes not to be those announced; it has forgotten them then
     */
    Optional<Answer> send(Route route, LocalFile file, long offset, PublishListener listener) {
        return new Run(route, file, listener).from(offset);
    }

    private final class Run {

        private final LocalFile file;
        private final PublishListener listener;
        private final Route route;
        private final AtomicLong moved = new AtomicLong();

        Run(Route route, LocalFile file, PublishListener listener) {
            this.route = route;
            this.file = file;
            this.listener = listener;
        }

        Optional<Answer> from(long start) {
            var attempts = api.patience().begin();
            var position = new Position(start, false);
            while (true) {
                try {
                    var sent = sendPart(position.offset());
                    if (sent.position().complete()) {
                        return Optional.of(sent.answer());
                    }
                    attempts.progressed();
                    position = sent.position();
                } catch (AlmonerException e) {
                    var pause = waitIfPassing(attempts, e);
                    listener.uploadWaiting(file.name(), e, pause);
                    var now = position(api.head(route));
                    if (now.complete()) {
                        return Optional.empty();
                    }
                    if (now.offset() > position.offset()) {
                        attempts.progressed();
                    }
                    position = now;
                }
            }
        }

        private Sent sendPart(long offset) {
            file.requireUnchanged();
            long end = Math.min(file.size(), offset + partSize);
            boolean last = end == file.size();
            var headers = Map.of(
                    "Content-Type",
                    "application/partial-upload",
                    OFFSET,
                    Long.toString(offset),
                    COMPLETE,
                    last ? "?1" : "?0");
            try {
                var answer = api.send("PATCH", route, headers, body(offset, end - offset), moved::get);
                return new Sent(last ? new Position(end, true) : acknowledged(answer, end), answer);
            } catch (IOException e) {
                file.requireUnchanged();
                throw api.unreachable(e);
            }
        }

        private Position acknowledged(Answer answer, long end) {
            var kept = position(answer);
            if (kept.offset() != end) {
                throw new AlmonerException.BadAnswer("The server was sent " + file.name() + " up to byte " + end
                        + " and acknowledged byte " + kept.offset());
            }
            return kept;
        }

        private BodyPublisher body(long offset, long length) {
            // Without a length there would be chunks, and a server could not tell a broken part from a short one.
            return length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(offset, length)), length);
        }

        private InputStream open(long offset, long length) {
            try {
                return file.slice(offset, length, this::movedTo);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void movedTo(long position) {
            moved.set(position);
            listener.uploading(file.name(), position, file.size());
        }

        private Position position(Answer answer) {
            var offset = answer.header(OFFSET)
                    .filter(text -> text.matches("[0-9]{1,18}"))
                    .map(Long::parseLong)
                    .filter(number -> number <= file.size())
                    .orElseThrow(() -> new AlmonerException.BadAnswer(
                            "The server does not say how much of " + file.name() + " it has"));
            return new Position(offset, answer.header(COMPLETE).orElse("").equals("?1"));
        }
    }

    /** An offset that does not fit, or an append whose end the server has not noticed, passes once the server is asked. */
    private static Duration waitIfPassing(Patience.Attempts attempts, AlmonerException failure) {
        return switch (failure) {
            case AlmonerException.Conflict conflict -> attempts.waitAfter(conflict, Optional.empty());
            case AlmonerException.NotAuthenticated expired -> attempts.waitAfter(expired, Optional.empty());
            case AlmonerException other -> attempts.waitIfPassing(other);
        };
    }

    /** How much of a file the server has. */
    private record Position(long offset, boolean complete) {}

    /** A part that has arrived. */
    private record Sent(Position position, Answer answer) {}
}
