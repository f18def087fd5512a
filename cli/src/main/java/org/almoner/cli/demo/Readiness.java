package org.almoner.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether the server answers yet. */
final class Readiness {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration TRY = Duration.ofSeconds(2);

    private final HttpRequest question;
    private final long server;

    /** @param server the process id of the server */
    Readiness(URI address, long server) {
        this.question = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                .timeout(TRY)
                .build();
        this.server = server;
    }

    /** Waits until the server is ready. False if it has ended instead. */
    boolean await() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            while (!ready(http)) {
                if (ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty()) {
                    return false;
                }
                Thread.sleep(BETWEEN_TRIES);
            }
            return true;
        }
    }

    private boolean ready(HttpClient http) throws InterruptedException {
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
