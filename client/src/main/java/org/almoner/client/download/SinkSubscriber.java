package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/** Passes the bytes of a body on to a sink as they come, no faster than it takes them, and ends when it wants no more. */
final class SinkSubscriber implements BodySubscriber<byte[]> {

    private final Sink sink;
    private final CompletableFuture<byte[]> ended = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    SinkSubscriber(Sink sink) {
        this.sink = sink;
    }

    /** Where the bytes go. */
    interface Sink {

        /** Takes bytes. Returns whether it wants more. */
        boolean take(List<ByteBuffer> bytes) throws IOException;

        /** What is to be told when there are no more. */
        default byte[] end() throws IOException {
            return new byte[0];
        }
    }

    /** Wants nothing of a body. */
    static SinkSubscriber nothing() {
        var subscriber = new SinkSubscriber(_ -> false);
        subscriber.ended.complete(new byte[0]);
        return subscriber;
    }

    static SinkSubscriber failing(Exception failure) {
        var subscriber = new SinkSubscriber(_ -> false);
        subscriber.ended.completeExceptionally(failure);
        return subscriber;
    }

    /** Takes the beginning of a body. */
    static SinkSubscriber upTo(int most) {
        var beginning = ByteBuffer.allocate(most);
        return new SinkSubscriber(new Sink() {
            @Override
            public boolean take(List<ByteBuffer> bytes) {
                for (var each : bytes) {
                    beginning.put(each.slice(each.position(), Math.min(each.remaining(), beginning.remaining())));
                }
                return beginning.hasRemaining();
            }

            @Override
            public byte[] end() {
                var taken = new byte[beginning.position()];
                beginning.get(0, taken);
                return taken;
            }
        });
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
        var from = subscription;
        if (from == null || ended.isDone()) {
            return;
        }
        try {
            if (sink.take(buffers)) {
                from.request(1);
            } else {
                from.cancel();
                ended.complete(sink.end());
            }
        } catch (IOException | RuntimeException e) {
            from.cancel();
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        try {
            ended.complete(sink.end());
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }
}
