package org.almoner.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is refused before its time: single tokens, and all tokens of a client. The database is the memory that the nodes
 * share; every node reads what is new in it each second ({@link Upkeep}), so that a request asks nobody.
 */
@Component
class Revocations {

    /** A row may become visible this long after the time it carries: a transaction takes its time from its start. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    /** Clocks of nodes differ; a token is refused for a little longer than it would be good for. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final String TOKEN = "token";
    private static final String CLIENT = "client";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Duration tokenLifetime;
    private final Clock clock;

    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, Instant> clients = new ConcurrentHashMap<>();
    private volatile Instant seenUntil = Instant.EPOCH;

    Revocations(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AccessSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.tokenLifetime = settings.tokenLifetime();
        this.clock = clock;
    }

    /** Whether a token is refused although its signature and its times are right. */
    boolean refuses(String tokenId, String clientId) {
        return tokens.containsKey(tokenId) || clients.containsKey(clientId);
    }

    /** Revokes one token: for this node at once, for the others within two seconds. Does nothing if it is revoked. */
    void revokeToken(String tokenId, Instant expiresAt, Actor by) {
        try {
            transactions.executeWithoutResult(_ -> {
                record(TOKEN, tokenId, expiresAt.plus(SLACK));
                events.publishEvent(new AccessEvent.TokenRevoked(by.organization(), by.clientId(), tokenId));
            });
        } catch (DuplicateKeyException _) {
            // Revoked before, which is what was asked for.
        }
        refresh();
    }

    /**
     * Writes down that the tokens of a client are refused from now on. To be called inside the transaction that disables the
     * client, and followed by {@link #refresh()} after it.
     */
    void recordClient(ClientId client) {
        record(CLIENT, client.value(), clock.instant().plus(tokenLifetime).plus(SLACK));
    }

    private void record(String kind, String subject, Instant expiresAt) {
        jdbc.sql("insert into revocation (kind, subject, expires_at) values (:kind, :subject, :expiresAt)")
                .param("kind", kind)
                .param("subject", subject)
                .param("expiresAt", Columns.time(expiresAt))
                .update();
    }

    /** Reads what this node has not heard of yet. */
    final void refresh() {
        jdbc.sql("select kind, subject, expires_at, recorded_at from revocation where recorded_at > :since")
                .param("since", Columns.time(since()))
                .query(row -> {
                    var revoked = CLIENT.equals(row.getString("kind")) ? clients : tokens;
                    revoked.put(row.getString("subject"), Columns.instant(row, "expires_at"));
                    seen(row.getObject("recorded_at", OffsetDateTime.class).toInstant());
                });
    }

    private Instant since() {
        return seenUntil.equals(Instant.EPOCH) ? seenUntil : seenUntil.minus(LONGEST_TRANSACTION);
    }

    private synchronized void seen(Instant recordedAt) {
        if (recordedAt.isAfter(seenUntil)) {
            seenUntil = recordedAt;
        }
    }

    /** Forgets, here and in the database, what has expired anyway. */
    void sweep() {
        var now = clock.instant();
        tokens.values().removeIf(now::isAfter);
        clients.values().removeIf(now::isAfter);
        jdbc.sql("delete from revocation where expires_at < :now")
                .param("now", Columns.time(now))
                .update();
    }
}
