package org.almoner.client.http;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token. Never prints its value.
 *
 * @param value what goes after {@code Bearer}
 * @param obtainedAt when it was asked for
 * @param expiresAt when it stops being accepted
 * @param scope the scopes it carries, separated by blanks; empty when the server did not say
 */
public record Token(String value, Instant obtainedAt, Instant expiresAt, String scope) {

    /** No token is renewed earlier than this before its end, however long it lives. */
    private static final Duration EARLIEST_RENEWAL = Duration.ofMinutes(2);

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Renewed in the last fifth of its life, so that no request starts with a token about to end. */
    boolean dueAt(Instant now) {
        var fifth = Duration.between(obtainedAt, expiresAt).dividedBy(5);
        var ahead = fifth.compareTo(EARLIEST_RENEWAL) < 0 ? fifth : EARLIEST_RENEWAL;
        return !now.isBefore(expiresAt.minus(ahead));
    }

    @Override
    public String toString() {
        return "Token[***, expiresAt=" + expiresAt + ", scope=" + scope + "]";
    }
}
