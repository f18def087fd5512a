package org.almoner.server.manifest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import org.almoner.server.failure.Damaged;
import org.almoner.server.web.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class SignedManifests implements Manifests {

    private static final Logger log = LoggerFactory.getLogger(SignedManifests.class);

    private final ManifestKeys keys;
    private final ManifestRows rows;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignedManifests(ManifestKeys keys, ManifestRows rows, PlatformTransactionManager transactions, Clock clock) {
        this.keys = keys;
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public void sign(Signer signer, Subject subject, byte[] payload) {
        var key = keys.signing(signer);
        rows.insert(subject, key.id(), key.manifest(payload), Timestamps.now(clock));
    }

    @Override
    public String find(Signer signer, Subject subject, Instant publishedAt, Supplier<byte[]> payload) {
        return rows.find(subject).orElseGet(() -> signLate(signer, subject, publishedAt, payload));
    }

    private String signLate(Signer signer, Subject subject, Instant publishedAt, Supplier<byte[]> payload) {
        // Whoever could delete the manifest of something altered would else have it signed as it is now. In whole
        // seconds, as the
        // moments of extracts are.
        var first = keys.all(signer).getFirst().createdAt().truncatedTo(ChronoUnit.SECONDS);
        if (!publishedAt.isBefore(first)) {
            log.error("The manifest of {} is missing, though it was signed when that was published", subject.text());
            throw new Damaged(
                    "The manifest of this is missing, though there was one. Do not use the files unless you know"
                            + " their SHA-256 from elsewhere, and tell the operator.");
        }
        try {
            transaction.executeWithoutResult(_ -> sign(signer, subject, payload.get()));
            log.info("Signed the manifest of {}, which was published before there were any", subject.text());
        } catch (DuplicateKeyException _) {
            log.debug("Somebody else has signed the manifest of {} at the same moment", subject.text());
        }
        return rows.find(subject).orElseThrow();
    }

    @Override
    public ManifestKeySet keys(Signer signer) {
        return ManifestKeySet.of(keys.valid(signer));
    }
}
