package org.almoner.server.access;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.MasterKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The keys that access tokens are signed with. They are in the database, wrapped with the master key, and shared by all
 * nodes. A rotation publishes the next key a little before it signs, and keeps the one before it until the last token that
 * it signed has expired, so that no token is refused because of it.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    /** Between a key's publication and its first signature; every node reads the keys each second ({@link Upkeep}). */
    static final Duration LEAD = Duration.ofSeconds(5);

    /** Clocks of nodes differ; a key verifies for a little longer than its last token is good for. */
    static final Duration SLACK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final String PURPOSE = "token signing key";
    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final MasterKey masterKey;
    private final AccessSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** Unwrapped once, by what they are in the database. */
    private final Map<String, RSAKey> unwrapped = new ConcurrentHashMap<>();

    /** Newest first. */
    private volatile List<SigningKey> keys = List.of();

    private volatile JWKSet published = new JWKSet();

    SigningKeys(
            JdbcClient jdbc,
            TransactionOperations transactions,
            MasterKey masterKey,
            AccessSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.masterKey = masterKey;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** The id of the key that signs now; the first key is made here if there is none. */
    String current() {
        if (keys.isEmpty()) {
            refresh();
        }
        if (keys.isEmpty()) {
            add(1, clock.instant());
        }
        var now = clock.instant();
        return keys.stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(keys::getLast)
                .pair()
                .getKeyID();
    }

    /** Starts the change to a new key and gives its id. If another node does so at the same moment, theirs is taken. */
    String rotate() {
        current();
        add(keys.getFirst().generation() + 1, clock.instant().plus(LEAD));
        return keys.getFirst().pair().getKeyID();
    }

    /**
     * Withdraws a key: its tokens are refused by this node at once and by the others within two seconds. If it signs, or was
     * to sign next, a new key takes its place without the usual lead, since nothing else may sign.
     *
     * @throws NotFound if no key of this id signs or verifies
     */
    void withdraw(String id) {
        refresh();
        var signing = current();
        if (!verifies(id)) {
            throw new NotFound("There is no signing key '" + id + "'. /.well-known/jwks.json lists all.");
        }
        var newest = keys.getFirst();
        if (id.equals(signing) || id.equals(newest.pair().getKeyID())) {
            add(newest.generation() + 1, clock.instant());
        }
        transactions.executeWithoutResult(_ -> {
            if (delete(id) > 0) {
                var actor = Actor.current();
                events.publishEvent(new AccessEvent.KeyWithdrawn(actor.organization(), actor.clientId(), id));
            }
        });
        refresh();
    }

    /** Whether tokens signed with this key are to be believed. Asked at every request. */
    boolean verifies(String id) {
        return published.getKeyByKeyId(id) != null;
    }

    private int delete(String id) {
        return jdbc.sql("delete from signing_key where id = :id")
                .param("id", id)
                .update();
    }

    /** Rotates if the newest key has signed for as long as the setting says. */
    void rotateIfDue() {
        var newest = keys.isEmpty() ? Optional.<SigningKey>empty() : Optional.of(keys.getFirst());
        var due = newest.map(key -> key.signsFrom().plus(settings.keyRotation()));
        if (!settings.keyRotation().isZero() && due.isPresent() && !due.get().isAfter(clock.instant())) {
            LOG.info("Rotating the signing key, as it has signed for {}", settings.keyRotation());
            rotate();
        }
    }

    /** Reads the keys that the nodes share. One reader at a time, lest an older reading replace a newer one. */
    final synchronized void refresh() {
        var now = clock.instant();
        keys = jdbc.sql("select * from signing_key").query((row, _) -> key(row)).list().stream()
                .filter(key -> key.verifiesAt(now))
                .sorted(Comparator.comparingInt(SigningKey::generation).reversed())
                .toList();
        published = new JWKSet(keys.stream().map(key -> (JWK) key.pair()).toList());
    }

    /** Deletes the keys whose last token has expired. */
    void sweep() {
        jdbc.sql("delete from signing_key where verifies_until < :now")
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** All keys that sign or verify, private halves included. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(published);
    }

    private void add(int generation, Instant signsFrom) {
        var pair = generate();
        var wrapped = masterKey.wrap(PURPOSE, pair.toJSONString().getBytes(StandardCharsets.UTF_8));
        try {
            transactions.executeWithoutResult(_ -> {
                insert(generation, pair.getKeyID(), wrapped, signsFrom);
                supersede(generation, signsFrom);
                var actor = Actor.current();
                events.publishEvent(
                        new AccessEvent.KeysRotated(actor.organization(), actor.clientId(), pair.getKeyID()));
            });
        } catch (DuplicateKeyException _) {
            LOG.info("Another node made signing key {} at the same moment; using that", generation);
        }
        refresh();
    }

    private void insert(int generation, String id, String wrapped, Instant signsFrom) {
        jdbc.sql("""
                        insert into signing_key (generation, id, private_key, created_at, signs_from)
                        values (:generation, :id, :privateKey, :createdAt, :signsFrom)
                        """)
                .param("generation", generation)
                .param("id", id)
                .param("privateKey", wrapped)
                .param("createdAt", Columns.time(clock.instant()))
                .param("signsFrom", Columns.time(signsFrom))
                .update();
    }

    private void supersede(int generation, Instant signsFrom) {
        jdbc.sql("""
                        update signing_key set verifies_until = :until
                        where generation < :generation and verifies_until is null
                        """)
                .param(
                        "until",
                        Columns.time(signsFrom.plus(settings.tokenLifetime()).plus(SLACK)))
                .param("generation", generation)
                .update();
    }

    private SigningKey key(ResultSet row) throws SQLException {
        return new SigningKey(
                row.getInt("generation"),
                unwrapped.computeIfAbsent(row.getString("private_key"), this::unwrap),
                Columns.instant(row, "signs_from"),
                Columns.nullableInstant(row, "verifies_until"));
    }

    private RSAKey unwrap(String wrapped) {
        try {
            return RSAKey.parse(new String(masterKey.unwrap(PURPOSE, wrapped), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("A signing key in the database is damaged", e);
        }
    }

    private RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .issueTime(Date.from(clock.instant()))
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
