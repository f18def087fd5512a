package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** Passes the bytes of a body on to a sink as they come, no faster than it takes them, and ends at its first failure. */
final class SinkSubscriber implements BodySubscriber<byte[]> {

    private static final byte[] NOTHING = {};

    private final Sink sink;
    private final CompletableFuture<byte[]> ended = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    SinkSubscriber(Sink sink) {
        this.sink = sink;
    }

    /** Where the bytes go. */
    @FunctionalInterface
    interface Sink {
        void write(ByteBuffer bytes) throws IOException;
    }

    /** A subscriber that wants nothing of the body. */
    static SinkSubscriber failing(Exception failure) {
        var subscriber = new SinkSubscriber(_ -> {});
        subscriber.ended.completeExceptionally(failure);
        return subscriber;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
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
            for (var buffer : buffers) {
                sink.write(buffer);
            }
            subscription.request(1);
        } catch (IOException | AlmonerException e) {
            subscription.cancel();
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ended.complete(NOTHING);
    }
}
