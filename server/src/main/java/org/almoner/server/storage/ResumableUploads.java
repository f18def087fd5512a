package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.UploadRows.UploadRow;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Uploads over a store and two tables. The order of writes is what makes them safe: bytes are on disk and sealed before
 * the row that makes them an object is written, so a row never points at missing bytes; bytes without a row are swept.
 */
final class ResumableUploads implements Uploads {

    private static final int BUFFER = 128 << 10;

    private final ObjectStore store;
    private final UploadRows rows;
    private final ObjectRegister objects;
    private final TransactionTemplate joined;
    private final TransactionTemplate apart;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Map<UploadId, UploadProgress> progress = new ConcurrentHashMap<>();

    ResumableUploads(
            ObjectStore store,
            UploadRows rows,
            ObjectRegister objects,
            PlatformTransactionManager transactions,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.rows = rows;
        this.objects = objects;
        this.joined = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Upload begin(@Nullable Long length, @Nullable Sha256 expected) {
        if (length != null && length < 0) {
            throw new Invalid("The length of an upload cannot be negative.");
        }
        store.requireRoom(length == null ? 0 : length);
        var id = new UploadId(ids.get());
        var row = new UploadRow(id, store.stage(ObjectKey.of(ids.get())), length, expected, 0);
        rows.insert(row, clock.instant());
        return row.standingAt(0);
    }

    @Override
    public Upload find(UploadId id) {
        var row = require(id);
        return row.standingAt(store.kept(row.staging()));
    }

    @Override
    public Upload append(UploadId id, long offset, InputStream bytes) throws IOException {
        return inTurn(id, turn -> {
            var row = require(id);
            var kept = store.kept(row.staging());
            if (offset != kept) {
                throw new Conflict("The upload stands at byte " + kept + ", not " + offset + ". Continue from there.");
            }
            rows.countAppend(id, clock.instant());
            turn.startAt(kept, row.appends(), row.appends() + 1);
            try {
                copy(bytes, row, kept, turn);
            } finally {
                rows.touch(id, clock.instant());
            }
            return row.standingAt(turn.hashed());
        });
    }

    private void copy(InputStream bytes, UploadRow row, long kept, UploadProgress turn) throws IOException {
        var buffer = new byte[BUFFER];
        var count = bytes.read(buffer);
        if (count < 0) {
            return;
        }
        var room = row.length() == null ? Long.MAX_VALUE : row.length() - kept;
        try (var writer = store.append(row.staging(), row.length())) {
            for (; count >= 0; count = bytes.read(buffer)) {
                var fitting = (int) Math.min(count, room);
                writer.write(buffer, 0, fitting);
                turn.hash(buffer, fitting);
                room -= fitting;
                if (fitting < count) {
                    throw new Invalid("More bytes were sent than the " + row.length() + " announced. The surplus was"
                            + " not kept.");
                }
            }
        }
    }

    @Override
    public StoredObject complete(UploadId id, Consumer<? super StoredObject> alongside) {
        try {
            return inTurn(id, turn -> {
                var row = require(id);
                var kept = store.kept(row.staging());
                if (row.length() != null && kept != row.length()) {
                    throw rejected(
                            row, "The upload ended after " + kept + " bytes of the " + row.length() + " announced");
                }
                var known = turn.hashesOf(kept, row.appends());
                known.ifPresent(hashes -> verify(row, hashes.sha256()));
                store.seal(row.staging());
                var hashes = known.orElseGet(() -> hashesOf(row.staging().key(), kept));
                verify(row, hashes.sha256());
                var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                var object = new StoredObject(row.staging().key(), kept, hashes.sha256(), now);
                joined.executeWithoutResult(_ -> {
                    // First, so that rows are locked in the order in which their owner locks them when it abandons
                    // uploads.
                    alongside.accept(object);
                    rows.delete(id);
                    objects.insert(object, hashes);
                });
                AfterCommit.run(() -> progress.remove(id));
                return object;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void abandon(UploadId id) {
        rows.find(id).ifPresent(this::drop);
    }

    /** Abandons an upload that nobody is appending to; tells whether it did. */
    boolean abandonIfIdle(UploadId id) {
        try {
            return inTurn(id, _ -> {
                abandon(id);
                return true;
            });
        } catch (Conflict _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hashes of bytes that were sealed: it takes as long as reading them, and is only needed after a restart. */
    private BlockHashes hashesOf(ObjectKey key, long length) {
        try (var in = store.read(key, 0, length)) {
            return ContentHasher.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read back " + key, e);
        }
    }

    private void verify(UploadRow row, Sha256 actual) {
        if (row.expected() != null && !row.expected().equals(actual)) {
            throw rejected(row, "The bytes that arrived have the SHA-256 " + actual + ", not " + row.expected());
        }
    }

    private Invalid rejected(UploadRow row, String why) {
        drop(row);
        return new Invalid(why + ". Nothing of it was kept; upload it again from the start.");
    }

    /** In a transaction of its own: the caller's is about to be rolled back, and the bytes will not come back with it. */
    private void drop(UploadRow row) {
        apart.executeWithoutResult(_ -> rows.delete(row.id()));
        store.discard(row.staging());
        if (objects.among(List.of(row.staging().key())).isEmpty()) {
            store.delete(row.staging().key());
        }
        progress.remove(row.id());
    }

    private UploadRow require(UploadId id) {
        return rows.find(id).orElseThrow(() -> {
            progress.remove(id);
            return new NotFound("There is no such upload. It was completed, abandoned or left alone for too long;"
                    + " start another.");
        });
    }

    private <T> T inTurn(UploadId id, Work<T> work) throws IOException {
        var turn = progress.computeIfAbsent(id, _ -> new UploadProgress());
        if (!turn.tryTake()) {
            throw new Conflict(
                    "Bytes of this upload are still arriving on another connection. Try again when it has" + " ended.");
        }
        try {
            return work.with(turn);
        } finally {
            turn.giveBack();
        }
    }

    private interface Work<T> {
        T with(UploadProgress turn) throws IOException;
    }
}
