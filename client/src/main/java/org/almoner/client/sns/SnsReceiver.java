package org.almoner.client.sns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.almoner.client.failure.AlmonerException;

/**
 * A small web server that SNS messages are sent to: confirms subscriptions, verifies what comes, hears each message once, and answers when
 * that has been taken. It speaks HTTP; where messages come from other networks it belongs behind a proxy that speaks https.
 */
public final class SnsReceiver implements AutoCloseable {

    /** SNS's own messages have 256 KiB at most, and what is around them is far from doubling that. */
    private static final int LARGEST = 512 << 10;

    private static final int MOST_IDS = 100_000;
    private static final int MOST_AT_A_TIME = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SnsSettings settings;
    private final SnsVerifier verifier;
    private final HttpClient http;
    private final SnsListener listener;
    private final RecentIds heard = new RecentIds(MOST_IDS);
    private final Semaphore room = new Semaphore(MOST_AT_A_TIME);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * Begins to listen.
     *
     * @param http fetches certificates and confirms subscriptions; must not follow redirects
     * @throws AlmonerException.Local if the address cannot be listened at
     */
    public SnsReceiver(SnsSettings settings, HttpClient http, InstantSource clock, SnsListener listener) {
        this.settings = settings;
        this.http = http;
        this.verifier = new SnsVerifier(http, settings.hosts(), clock);
        this.listener = listener;
        try {
            this.server = HttpServer.create(settings.address(), MOST_AT_A_TIME);
        } catch (IOException e) {
            throw new AlmonerException.Local(
                    "Cannot listen at " + settings.address() + ": " + e.getMessage()
                            + ". Is another program listening there?",
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = room.tryAcquire() ? inTurn(exchange) : 503;
            exchange.getResponseHeaders().set("Content-Length", "0");
            if (status == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"almoner\", charset=\"UTF-8\"");
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int inTurn(HttpExchange exchange) {
        try {
            return answer(exchange);
        } catch (IOException e) {
            // Whoever sent it has gone.
            return 400;
        } finally {
            room.release();
        }
    }

    /** @return the status */
    private int answer(HttpExchange exchange) throws IOException {
        var from = String.valueOf(exchange.getRemoteAddress().getAddress().getHostAddress());
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        if (!authorized(exchange)) {
            listener.refused(from, "It did not show the credentials that were agreed on.");
            return 401;
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            listener.refused(from, "It sent more than any message of SNS has.");
            return 413;
        }
        try {
            take(SnsReader.read(body));
            return 200;
        } catch (AlmonerException.Untrusted | AlmonerException.BadAnswer e) {
            listener.refused(from, String.valueOf(e.getMessage()));
            return 403;
        } catch (AlmonerException e) {
            // It may well be right, and can be told the next time.
            listener.refused(from, String.valueOf(e.getMessage()));
            return 503;
        }
    }

    private boolean authorized(HttpExchange exchange) {
        return settings.credentials()
                .map(expected -> {
                    var shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse("");
                    var right = "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((expected.name() + ":" + expected.password())
                                            .getBytes(StandardCharsets.UTF_8));
                    return MessageDigest.isEqual(
                            shown.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
                })
                .orElse(true);
    }

    private void take(SnsMessage received) {
        if (!settings.topics().matcher(received.topicArn()).matches()) {
            throw new AlmonerException.Untrusted(
                    "It is of the topic " + received.topicArn() + ", which is not listened to.");
        }
        switch (verifier.verify(received)) {
            case SnsMessage.Notification notification -> hear(notification);
            case SnsMessage.SubscriptionConfirmation confirmation -> {
                confirm(confirmation.subscribeUrl());
                listener.confirmed(confirmation.topicArn());
            }
            case SnsMessage.UnsubscribeConfirmation confirmation -> listener.ended(confirmation.topicArn());
        }
    }

    private void hear(SnsMessage.Notification notification) {
        var id = notification.messageId();
        switch (heard.begin(id)) {
            case HEARD -> {}
            case UNDER_WAY ->
                // To say that it has arrived would be too early.
                throw new AlmonerException.Blocked("It came again while it was being dealt with.");
            case NEW -> {
                try {
                    listener.published(notification);
                    heard.heard(id);
                } catch (RuntimeException e) {
                    heard.forget(id);
                    throw e;
                }
            }
        }
    }

    private void confirm(URI address) {
        var request = HttpRequest.newBuilder(settings.hosts().checked(address, "SubscribeURL"))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new AlmonerException.Unreachable(
                        "The subscription could not be confirmed: its address answers " + status + ".",
                        new IOException("Status " + status));
            }
        } catch (IOException e) {
            throw new AlmonerException.Unreachable("The subscription could not be confirmed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    /** Stops listening. What is being answered is answered first, for a moment. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }
}
