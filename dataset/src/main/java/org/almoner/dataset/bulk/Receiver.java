package org.almoner.dataset.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Takes one answer as it comes, no faster than its bytes can be put away. */
final class Receiver implements HttpResponse.BodyHandler<String> {

    private final Target target;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean stopped;
    private final AtomicLong moved = new AtomicLong();

    /** Decides by the head of an answer where its bytes go. */
    @FunctionalInterface
    interface Target {

        /** @throws IOException if the answer is of no use */
        Sink open(int status, HttpHeaders headers) throws IOException;

        /** Keeps the bytes, so many at most. */
        static Target text(int atMost) {
            return (_, _) -> new Text(atMost);
        }
    }

    interface Sink {
        void write(ByteBuffer bytes) throws IOException;

        /** What is kept of them as text. */
        String text();
    }

    static final class Text implements Sink {
        private final int atMost;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Text(int atMost) {
            this.atMost = atMost;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            if (kept.size() + bytes.remaining() > atMost) {
                throw new IOException("the answer is longer than " + atMost + " bytes");
            }
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            kept.writeBytes(copy);
        }

        @Override
        public String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    Receiver(Target target) {
        this.target = target;
    }

    /** Grows as long as something comes. */
    long moved() {
        return moved.get();
    }

    /** From now on nothing is written any more: an exchange that was given up may still be at it. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
        lock.lock();
        try {
            moved.incrementAndGet();
            if (stopped) {
                return new Body(new IOException("given up"));
            }
            return new Body(target.open(info.statusCode(), info.headers()));
        } catch (IOException | BulkExportException e) {
            return new Body(e);
        } finally {
            lock.unlock();
        }
    }

    private final class Body implements HttpResponse.BodySubscriber<String> {

        private final Sink sink;
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Body(Sink sink) {
            this.sink = sink;
        }

        /** Wants nothing of the body. */
        Body(Exception failure) {
            this(new Text(0));
            ended.completeExceptionally(failure);
        }

        @Override
        public CompletionStage<String> getBody() {
            return ended;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (ended.isDone()) {
                given.cancel();
            } else {
                given.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (subscription == null || ended.isDone()) {
                return;
            }
            try {
                write(buffers);
                subscription.request(1);
            } catch (IOException | BulkExportException e) {
                subscription.cancel();
                ended.completeExceptionally(e);
            }
        }

        private void write(List<ByteBuffer> buffers) throws IOException {
            lock.lock();
            try {
                if (stopped) {
                    throw new IOException("given up");
                }
                for (var buffer : buffers) {
                    moved.addAndGet(buffer.remaining());
                    sink.write(buffer);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(sink.text());
        }
    }
}
