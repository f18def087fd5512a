package org.almoner.client.download;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.almoner.client.http.Patience;

/** What servers asked for in {@code Retry-After} (RFC 9110 §10.2.3): nobody asks them for anything before. */
final class Pauses {

    private final Patience patience;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    Pauses(Patience patience) {
        this.patience = patience;
    }

    void ask(URI server, Duration pause) {
        // Nobody waits for longer than that: whoever wants something gives up instead.
        if (pause.compareTo(patience.policy().budget()) > 0) {
            return;
        }
        notBefore.merge(
                server.getRawAuthority(),
                patience.clock().instant().plus(pause),
                (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Waits until the server may be asked. */
    void await(URI server) {
        var until = notBefore.get(server.getRawAuthority());
        if (until == null) {
            return;
        }
        var left = Duration.between(patience.clock().instant(), until);
        if (left.isPositive()) {
            patience.pause(left);
        } else {
            notBefore.remove(server.getRawAuthority(), until);
        }
    }
}
