package org.almoner.client.http;

import java.time.Duration;

/**
 * When an exchange is given up.
 *
 * @param connect how long a connection may take to stand
 * @param answer how long the answer to a call may take
 * @param stall how long nothing may move in a transfer
 */
public record Timeouts(Duration connect, Duration answer, Duration stall) {

    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(60));
}
