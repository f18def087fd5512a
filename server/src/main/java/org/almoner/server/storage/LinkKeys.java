package org.almoner.server.storage;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.almoner.server.web.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that links are signed with, shared by all nodes through the database. The newest signs; older ones verify until
 * no link of theirs can be alive.
 */
final class LinkKeys {

    private static final String PURPOSE = "link";
    private static final int ID_BYTES = 4;

    /** How long a node signs with the key it has before it looks for one that another node made. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    /** Strangers may send links with any key id: they must not make the server ask the database each time. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final MasterKey masterKey;
    private final SecureRandom random;
    private final InstantSource clock;
    private final LinkSettings settings;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, List.of());

    LinkKeys(JdbcClient jdbc, MasterKey masterKey, SecureRandom random, InstantSource clock, LinkSettings settings) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
        this.random = random;
        this.clock = clock;
        this.settings = settings;
    }

    /** The key to sign with; makes one if there is none or the newest has had its time. */
    LinkKey current() {
        var now = clock.instant();
        var seen = snapshot;
        if (seen.isFresh(now, MEMORY) && seen.signing(now, settings.keyLife()).isPresent()) {
            return seen.signing(now, settings.keyLife()).orElseThrow();
        }
        return renew(now);
    }

    /** The key with an id, made here or on another node. */
    Optional<LinkKey> find(String id) {
        var found = snapshot.find(id);
        var now = clock.instant();
        if (found.isPresent() || snapshot.isFresh(now, BETWEEN_LOOKS)) {
            return found;
        }
        return load(now).find(id);
    }

    /** Two nodes may both make a key at once; both are good, and the newer one wins. */
    private synchronized LinkKey renew(Instant now) {
        var signing = load(now).signing(now, settings.keyLife());
        if (signing.isPresent()) {
            return signing.get();
        }
        forgetOld(now);
        make(now);
        return load(now).keys().getFirst();
    }

    private void make(Instant now) {
        var secret = new byte[LinkKey.LENGTH];
        random.nextBytes(secret);
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        jdbc.sql("insert into link_key (id, wrapped, made_at) values (:id, :wrapped, :now)")
                .param("id", HexFormat.of().formatHex(id))
                .param("wrapped", masterKey.wrap(PURPOSE, secret))
                .param("now", utc(now))
                .update();
    }

    /** A key signs for its life and, on a node that hasn't looked since, a little longer; then its last link must lapse. */
    private void forgetOld(Instant now) {
        var useless = now.minus(settings.keyLife()).minus(settings.lifetime()).minus(Duration.ofDays(1));
        jdbc.sql("delete from link_key where made_at < :useless")
                .param("useless", utc(useless))
                .update();
    }

    private Snapshot load(Instant now) {
        var keys = jdbc.sql("select id, wrapped, made_at from link_key order by made_at desc, id")
                .query((rs, _) -> new LinkKey(
                        rs.getString("id"),
                        masterKey.unwrap(PURPOSE, rs.getString("wrapped")),
                        rs.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list();
        snapshot = new Snapshot(now, keys);
        return snapshot;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** @param keys newest first */
    private record Snapshot(Instant at, List<LinkKey> keys) {

        boolean isFresh(Instant now, Duration memory) {
            return !at.equals(Instant.MIN) && now.isBefore(at.plus(memory));
        }

        Optional<LinkKey> signing(Instant now, Duration life) {
            return keys.stream()
                    .findFirst()
                    .filter(key -> now.isBefore(key.madeAt().plus(life)));
        }

        Optional<LinkKey> find(String id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }
}
