package org.almoner.dataset.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes exchanges: follows redirects without carrying credentials along, and gives up what stands still or is cancelled. */
final class Wire {

    private static final int REDIRECTS = 5;
    private static final Duration TICK = Duration.ofMillis(100);

    private Wire() {}

    enum Kind {
        GET("GET", true),
        /** A GET that starts something, and must not be repeated. */
        START("GET", true),
        POST("POST", false),
        DELETE("DELETE", false);

        private final String method;
        private final boolean redirects;

        Kind(String method, boolean redirects) {
            this.method = method;
            this.redirects = redirects;
        }
    }

    /** Nothing of a request was sent. */
    static final class NotSentException extends IOException {
        NotSentException(IOException cause) {
            super(reason(cause), cause);
        }
    }

    /**
     * The body, of no bytes, of a request that is sent once. Java's client sends a GET again by itself when the connection ends without
     * an answer, and there is no setting against it; but each time it asks how long the body is.
     */
    private static final class OnceOnly implements HttpRequest.BodyPublisher {

        private final AtomicBoolean sent = new AtomicBoolean();

        @Override
        public long contentLength() {
            if (sent.getAndSet(true)) {
                throw new UncheckedIOException(
                        "the connection ended without an answer", new IOException("sent once already"));
            }
            return 0;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            HttpRequest.BodyPublishers.noBody().subscribe(subscriber);
        }
    }

    /**
     * @param authorization goes to the host of the address, and to no other that it redirects to
     * @param body sent as a form if present
     */
    record Call(
            Kind kind, URI uri, Map<String, String> headers, Optional<String> authorization, Optional<String> body) {

        static Call get(URI uri, Map<String, String> headers, Optional<String> authorization) {
            return new Call(Kind.GET, uri, headers, authorization, Optional.empty());
        }

        @Override
        public String toString() {
            return kind.method + " " + Urls.shown(uri);
        }
    }

    /**
     * Makes one exchange and those it redirects to.
     *
     * @throws IOException if the answer did not come, or not all of it
     * @throws BulkExportException.Unfinished if it redirects to where it must not
     */
    static Answer send(Session session, HttpClient client, Call call, Receiver.Target target) throws IOException {
        var uri = call.uri();
        for (int hops = 0; ; hops++) {
            var answer = once(session, client, call, uri, target);
            if (!isRedirect(answer.status()) || !call.kind().redirects) {
                return answer;
            }
            var next = answer.header("Location").flatMap(location -> resolved(answer.uri(), location));
            if (hops == REDIRECTS || next.isEmpty() || !Urls.noWeaker(uri, next.get())) {
                throw new BulkExportException.Unfinished(
                        Urls.shown(call.uri()) + " redirects " + reason(hops, next) + ", which is not followed.");
            }
            uri = next.get();
        }
    }

    private static String reason(int hops, Optional<URI> next) {
        return hops == REDIRECTS
                ? "more than " + REDIRECTS + " times"
                : next.map(uri -> "to " + Urls.shown(uri)).orElse("to no address");
    }

    /** What an address found in an answer means; empty if it means nothing. */
    static Optional<URI> resolved(URI base, String address) {
        try {
            return Optional.of(base.resolve(address.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static Answer once(Session session, HttpClient client, Call call, URI uri, Receiver.Target target)
            throws IOException {
        session.goOn();
        var request = HttpRequest.newBuilder(uri).header("User-Agent", "almoner");
        call.headers().forEach(request::header);
        call.authorization()
                .filter(_ -> Urls.sameOrigin(uri, call.uri()))
                .ifPresent(value -> request.header("Authorization", value));
        call.body().ifPresent(_ -> request.header("Content-Type", "application/x-www-form-urlencoded"));
        var receiver = new Receiver(target);
        if (call.kind() == Kind.START) {
            var once = new OnceOnly();
            request.method(call.kind().method, once);
            try {
                return exchanged(session, client, request.build(), receiver);
            } catch (IOException e) {
                throw once.sent.get() ? e : new NotSentException(e);
            }
        }
        var body = call.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody);
        return exchanged(
                session, client, request.method(call.kind().method, body).build(), receiver);
    }

    private static Answer exchanged(Session session, HttpClient client, HttpRequest request, Receiver receiver)
            throws IOException {
        var response = await(session, client.sendAsync(request, receiver), receiver);
        return new Answer(request.uri(), response.statusCode(), response.headers(), response.body());
    }

    private static <T> HttpResponse<T> await(
            Session session, CompletableFuture<HttpResponse<T>> exchange, Receiver receiver) throws IOException {
        long before = 0;
        var still = Duration.ZERO;
        try {
            while (true) {
                session.goOn();
                try {
                    return exchange.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    still = receiver.moved() == before ? still.plus(TICK) : Duration.ZERO;
                    before = receiver.moved();
                }
                if (still.compareTo(session.limits().stall()) >= 0) {
                    throw new HttpTimeoutException("nothing came for " + still.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            throw Session.interrupted(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            receiver.stop();
            // Releases the connection when this ends before the exchange does; does nothing otherwise.
            exchange.cancel(true);
        }
    }

    /** What a receiver failed with is somewhere inside of what the HTTP client puts around it. */
    private static IOException unwrapped(ExecutionException failure) {
        var cause = failure.getCause();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BulkExportException ours) {
                throw ours;
            }
            if (each instanceof Contents.DamagedException damaged) {
                return damaged;
            }
            if (each instanceof UncheckedIOException unchecked) {
                return new IOException(unchecked.getMessage(), unchecked);
            }
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /** What happened, for a message. */
    static String reason(IOException failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
