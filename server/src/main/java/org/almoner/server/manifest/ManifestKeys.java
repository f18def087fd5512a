package org.almoner.server.manifest;

import java.security.SecureRandom;
import java.time.Clock;
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
 * The keys that manifests are signed with: one set for each signer, of which the newest signs. A key is never deleted, as what it has
 * signed is believed for years; one that has leaked is withdrawn.
 */
@Component
class ManifestKeys {

    private static final Logger log = LoggerFactory.getLogger(ManifestKeys.class);

    private final ManifestKeyRows rows;
    private final ManifestRows manifests;
    private final TransactionTemplate joined;
    private final TransactionTemplate apart;
    private final ApplicationEventPublisher events;
    private final SecureRandom random;
    private final Clock clock;

    ManifestKeys(
            ManifestKeyRows rows,
            ManifestRows manifests,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.manifests = manifests;
        this.joined = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** The server has its own key from its start on, so that everything it releases is younger than that. */
    @EventListener
    void start(ApplicationReadyEvent event) {
        all(new Signer.Operator());
    }

    /** All keys of a signer, withdrawn ones too, oldest first; at least one. */
    List<ManifestKey> all(Signer signer) {
        var keys = rows.of(signer);
        if (!keys.isEmpty()) {
            return keys;
        }
        try {
            // Not in the transaction of the caller: it would not survive that somebody else makes the key at this
            // moment.
            apart.executeWithoutResult(_ -> add(null, signer, 1, null));
        } catch (DuplicateKeyException _) {
            log.info("Another node made the first key of {} at the same moment; using that", signer.id());
        }
        return rows.of(signer);
    }

    /** The keys of a signer whose signatures count, oldest first; at least one. */
    List<ManifestKey> valid(Signer signer) {
        return all(signer).stream().filter(key -> key.withdrawnAt() == null).toList();
    }

    /** The key that signs, which nobody withdraws before the transaction of the caller is over. */
    ManifestKey signing(Signer signer) {
        all(signer);
        rows.lock(signer);
        return valid(signer).getLast();
    }

    /** Makes a new key, for which the one before it speaks; from now on it signs. */
    ManifestKey rotate(Caller caller, Signer signer) {
        return joined.execute(_ -> {
            var before = signing(signer);
            return add(caller, signer, newest(signer) + 1, before);
        });
    }

    /**
     * What a withdrawal has come to.
     *
     * @param signing the key that signs now
     * @param signedAnew how many manifests the key had signed, which were signed again
     * @param leftAlone how many the table says it had signed, though it had not
     */
    record Withdrawal(ManifestKey signing, int signedAnew, int leftAlone) {}

    /**
     * Withdraws a key that has leaked: what it has signed counts for nothing, neither manifests nor endorsements. A new key, for which
     * no key speaks, takes its place if it is the one that signs; its manifests are signed again by the key that signs now, unless
     * they are found altered.
     *
     * @throws NotFound if there is no such key of the signer, or it was withdrawn before
     */
    Withdrawal withdraw(Caller caller, Signer signer, String id) {
        return joined.execute(_ -> {
            var before = signing(signer);
            var leaked = valid(signer).stream()
                    .filter(key -> key.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("There is no such key. The list of keys says which there are."));
            var signing = leaked.id().equals(before.id()) ? add(caller, signer, newest(signer) + 1, null) : before;
            rows.withdraw(signer, id, Timestamps.now(clock));
            var withdrawal = signAnew(leaked, signing);
            events.publishEvent(new ManifestEvent.KeyWithdrawn(
                    caller.organization().id().value(),
                    caller.clientId(),
                    signer,
                    id,
                    withdrawal.signedAnew(),
                    withdrawal.leftAlone()));
            return withdrawal;
        });
    }

    private Withdrawal signAnew(ManifestKey leaked, ManifestKey signing) {
        var anew = 0;
        var left = 0;
        for (var subject : manifests.signedWith(leaked.id())) {
            var payload = leaked.payloadOf(manifests.find(subject).orElse(""));
            if (payload == null) {
                log.error("The manifest of {} was altered in the database; it is not signed again", subject);
                left++;
            } else {
                manifests.replace(subject, signing.id(), signing.manifest(payload), Timestamps.now(clock));
                anew++;
            }
        }
        return new Withdrawal(signing, anew, left);
    }

    private int newest(Signer signer) {
        return rows.of(signer).getLast().generation();
    }

    /** @param before the key that speaks for the new one; null if none does */
    private ManifestKey add(@Nullable Caller caller, Signer signer, int generation, @Nullable ManifestKey before) {
        var pair = Ed25519.generate(random);
        var key = new ManifestKey(
                pair.thumbprint(),
                generation,
                pair,
                Timestamps.now(clock),
                before == null ? null : before.endorse(pair),
                null);
        rows.insert(signer, key, before == null ? null : before.id());
        events.publishEvent(new ManifestEvent.KeyMade(
                caller == null ? null : caller.organization().id().value(),
                caller == null ? null : caller.clientId(),
                signer,
                key.id()));
        return key;
    }
}
