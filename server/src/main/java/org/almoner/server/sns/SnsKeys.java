package org.almoner.server.sns;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.almoner.server.access.Caller;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that notifications are signed with; the newest signs. A certificate outlives its key, so that what the key has signed can be sent again
 * and verified whenever it is.
 */
@Component
class SnsKeys {

    private static final Logger log = LoggerFactory.getLogger(SnsKeys.class);
    private static final int BITS = 2048;

    private final SnsKeyRows rows;
    private final SnsSettings settings;
    private final SnsAddresses addresses;
    private final TransactionTemplate apart;
    private final ApplicationEventPublisher events;
    private final SecureRandom random;
    private final Clock clock;

    /** Unwrapped once; it signs for as long as the table says so. */
    private volatile @Nullable SnsKey known;

    SnsKeys(
            SnsKeyRows rows,
            SnsSettings settings,
            SnsAddresses addresses,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.addresses = addresses;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** The key is there before anything has to be signed. */
    @EventListener
    void start(ApplicationReadyEvent event) {
        signing();
    }

    /** The key that signs now; the first is made here if there is none. */
    SnsKey signing() {
        var id = rows.signingId();
        if (id.isEmpty()) {
            add(null, 1);
        }
        var before = known;
        if (before != null && id.isPresent() && before.id().equals(id.get())) {
            return before;
        }
        var now = rows.signing().orElseThrow();
        known = now;
        return now;
    }

    List<SnsKeyRows.Listed> all() {
        signing();
        return rows.all();
    }

    /** Makes a new key, which signs from now on. If another node does so at the same moment, theirs is taken. */
    SnsKey rotate(@Nullable Caller caller) {
        add(caller, signing().generation() + 1);
        return signing();
    }

    /** Rotates if the key has signed for as long as the setting says. */
    void rotateIfDue() {
        var due = signing().createdAt().plus(settings.keyRotation());
        if (!settings.keyRotation().isZero() && !due.isAfter(clock.instant())) {
            log.info("Rotating the key of notifications, as it has signed for {}", settings.keyRotation());
            rotate(null);
        }
    }

    /**
     * Withdraws a key that has leaked: its certificate is given out no more, so that receivers that have not kept it refuse what it has signed.
     * If it signs, a new key takes its place.
     *
     * @return the key that signs now
     * @throws NotFound if there is no such key
     */
    SnsKey withdraw(Caller caller, String id) {
        if (signing().id().equals(id)) {
            rotate(caller);
        }
        apart.executeWithoutResult(_ -> {
            if (!rows.delete(id)) {
                throw new NotFound("There is no such key. The list of keys says which there are.");
            }
            events.publishEvent(
                    new SnsEvent.KeyWithdrawn(caller.organization().id().value(), caller.clientId(), id));
        });
        return signing();
    }

    private void add(@Nullable Caller caller, int generation) {
        var pair = generate();
        var now = Timestamps.now(clock);
        var certificate = Certificates.issue(pair, names(), now, random);
        var key = new SnsKey(generation, certificate.id(), certificate.pem(), pair.getPrivate(), now);
        try {
            // Not in the transaction of the caller, which could not go on if another node was faster.
            apart.executeWithoutResult(_ -> {
                rows.insert(key);
                events.publishEvent(new SnsEvent.KeyMade(
                        caller == null ? null : caller.organization().id().value(),
                        caller == null ? null : caller.clientId(),
                        key.id()));
            });
        } catch (DuplicateKeyException _) {
            log.info("Another node made key {} of notifications at the same moment; using that", generation);
        }
    }

    private List<String> names() {
        var names = new ArrayList<>(List.of(
                "sns.amazonaws.com",
                "sns." + settings.region() + ".amazonaws.com",
                "sns-signing." + settings.region() + ".amazonaws.com",
                addresses.host()));
        names.addAll(settings.certificateNames());
        return names;
    }

    private KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }
}
