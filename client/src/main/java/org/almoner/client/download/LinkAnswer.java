package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.failure.AlmonerException;

/**
 * Takes the answer to a request on a link into a partial file. What is not the wanted bytes never gets there: an answer other
 * than 200 or 206, a range that was not asked for, a length that the listing contradicts, more bytes than announced.
 */
final class LinkAnswer implements BodyHandler<byte[]> {

    private static final int LONGEST_ERROR = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    private final ReleaseFile file;
    private final PartialFile part;
    private final DownloadListener listener;
    private final AtomicLong moved = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private boolean stopped;
    private OptionalLong total = OptionalLong.empty();

    LinkAnswer(ReleaseFile file, PartialFile part, DownloadListener listener) {
        this.file = file;
        this.part = part;
        this.listener = listener;
    }

    /** How far the file has got; to be read on any thread. */
    long moved() {
        return moved.get();
    }

    /** Whether there is all that anybody announced. To be asked when the answer has ended. */
    boolean complete() {
        return total.isEmpty() || total.getAsLong() == part.position();
    }

    /** Lets no further byte into the partial file, whatever still arrives. */
    void stop() {
        writing.lock();
        try {
            stopped = true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo answer) {
        try {
            return switch (answer.statusCode()) {
                case 200 -> {
                    beginWhole(answer);
                    yield new SinkSubscriber(this::write);
                }
                case 206 -> {
                    requireRest(answer);
                    yield new SinkSubscriber(this::write);
                }
                default -> BodySubscribers.limiting(BodySubscribers.ofByteArray(), LONGEST_ERROR);
            };
        } catch (AlmonerException e) {
            return SinkSubscriber.failing(e);
        }
    }

    private void beginWhole(ResponseInfo answer) {
        var length = answer.headers().firstValueAsLong("Content-Length");
        agreeOnTotal(length);
        var etag = answer.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
        part.restart(Identity.of(file, etag.orElse(null)));
    }

    private void requireRest(ResponseInfo answer) {
        var field = answer.headers().firstValue("Content-Range").orElse("");
        var range = CONTENT_RANGE.matcher(field);
        if (part.position() == 0 || !range.matches() || Long.parseLong(range.group(1)) != part.position()) {
            throw new AlmonerException.BadAnswer("Asked for " + file.fileName() + " from byte " + part.position()
                    + " on, the server sent '" + field + "'");
        }
        agreeOnTotal(
                range.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(range.group(3))));
    }

    private void agreeOnTotal(OptionalLong said) {
        var listed = file.sizeInBytes();
        if (listed != null && said.isPresent() && said.getAsLong() != listed) {
            throw new AlmonerException.BadAnswer(
                    "The server lists " + file.fileName() + " with " + listed + " bytes and sends " + said.getAsLong());
        }
        total = listed == null ? said : OptionalLong.of(listed);
    }

    private void write(ByteBuffer bytes) throws IOException {
        writing.lock();
        try {
            if (stopped) {
                throw new IOException("given up");
            }
            if (total.isPresent() && part.position() + bytes.remaining() > total.getAsLong()) {
                throw new AlmonerException.BadAnswer("The server sends more of " + file.fileName() + " than the "
                        + total.getAsLong() + " bytes it has");
            }
            part.append(bytes);
            moved.set(part.position());
            listener.receiving(file.fileName(), part.position(), total.orElse(-1));
        } finally {
            writing.unlock();
        }
    }
}
