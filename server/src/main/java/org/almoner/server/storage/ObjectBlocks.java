package org.almoner.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.almoner.server.failure.Damaged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hashes of objects' blocks. Those of an object that has no more than one block are not kept, as its own hash says them. Those of an object that has come in without are computed when they are first asked for, from its bytes,
 * which are thereby proven to be the right ones.
 */
final class ObjectBlocks {

    private static final Logger log = LoggerFactory.getLogger(ObjectBlocks.class);

    private final BlockRows rows;
    private final ObjectStore store;
    private final TransactionTemplate transaction;
    private final Counter damaged;

    /** An object is read once, however many ask: whoever comes later waits for the first. */
    private final Map<ObjectKey, FutureTask<BlockHashes>> computing = new ConcurrentHashMap<>();

    ObjectBlocks(BlockRows rows, ObjectStore store, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.rows = rows;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
        this.damaged = Counter.builder("almoner.objects.damaged")
                .description("How often bytes in the store were found not to be those that were put there")
                .register(meters);
    }

    /** In the transaction that adds the object. */
    void add(StoredObject object, BlockHashes hashes) {
        if (object.length() > BlockHashes.BLOCK_SIZE) {
            rows.insert(object.key(), hashes);
        }
    }

    /** @throws Damaged if the hashes have to be computed, and the bytes are not those of the object's own hash */
    BlockHashes of(StoredObject object) {
        return object.length() > BlockHashes.BLOCK_SIZE
                ? rows.find(object).orElseGet(() -> computeOnce(object))
                : BlockHashes.ofSmall(object.length(), object.sha256());
    }

    private BlockHashes computeOnce(StoredObject object) {
        var mine = new FutureTask<>(() -> rows.find(object).orElseGet(() -> compute(object)));
        var first = computing.putIfAbsent(object.key(), mine);
        if (first == null) {
            try {
                mine.run();
            } finally {
                computing.remove(object.key(), mine);
            }
        }
        return outcome(first == null ? mine : first);
    }

    private BlockHashes compute(StoredObject object) {
        var hashes = read(object);
        if (!hashes.sha256().equals(object.sha256()) || hashes.length() != object.length()) {
            throw damaged(object, "its bytes have the SHA-256 " + hashes.sha256());
        }
        try {
            transaction.executeWithoutResult(_ -> rows.insert(object.key(), hashes));
        } catch (DataIntegrityViolationException _) {
            // Another node was faster, or the object was deleted meanwhile. The hashes are right all the same.
            log.debug("The hashes of the blocks of {} are not kept", object.key());
        }
        return hashes;
    }

    private BlockHashes read(StoredObject object) {
        try (var in = store.read(object.key(), 0, object.length())) {
            return ContentHasher.of(in);
        } catch (NoSuchFileException e) {
            throw damaged(object, "it is not there");
        } catch (IOException e) {
            // That may pass, and says nothing of the bytes.
            throw new UncheckedIOException("Cannot read " + object.key() + " to its end", e);
        }
    }

    private Damaged damaged(StoredObject object, String how) {
        damaged.increment();
        log.error(
                "Object {} is damaged: {} bytes with the SHA-256 {} were put into the store, but {}. Bring it back from a backup.",
                object.key(),
                object.length(),
                object.sha256(),
                how);
        return new Damaged(
                "The server no longer has the bytes that were put there. Do not use what you have downloaded of"
                        + " them unless its SHA-256 is right, and tell the operator.");
    }

    private static BlockHashes outcome(FutureTask<BlockHashes> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while an object was read", e));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        }
    }
}
