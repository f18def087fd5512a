package org.almoner.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of objects, with a short memory in front of it: small files are asked for thousands of times a second. */
final class ObjectRegister implements Objects {

    /** How long another node may go on serving an object after it was withdrawn on this one. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private static final int REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final ObjectBlocks blocks;
    private final InstantSource clock;
    private final Cache<ObjectKey, Optional<StoredObject>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    ObjectRegister(JdbcClient jdbc, ObjectStore store, ObjectBlocks blocks, InstantSource clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.blocks = blocks;
        this.clock = clock;
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return remembered.get(key, this::load);
    }

    @Override
    public InputStream open(StoredObject object, long first) throws IOException {
        return store.read(object.key(), first, object.length() - first);
    }

    @Override
    public void place(StoredObject object, Path to) throws IOException {
        var file = store.file(object.key());
        if (file.isEmpty() || !linked(file.get(), to)) {
            try (var in = open(object)) {
                Files.copy(in, to);
            }
        }
    }

    private static boolean linked(Path file, Path to) throws IOException {
        try {
            Files.createLink(to, file);
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException _) {
            // Another disk, or a file system without such names.
            return false;
        }
    }

    @Override
    public BlockHashes blocks(StoredObject object) {
        return blocks.of(object);
    }

    @Override
    public void withdraw(ObjectKey key) {
        jdbc.sql("update stored_object set withdrawn_at = :now where object_key = :key and withdrawn_at is null")
                .param("now", utc(clock.instant()))
                .param("key", key.value())
                .update();
        AfterCommit.run(() -> remembered.invalidate(key));
    }

    @Override
    public void delete(ObjectKey key) {
        jdbc.sql("delete from stored_object where object_key = :key")
                .param("key", key.value())
                .update();
        // The bytes go last: a row must not point at missing bytes, not even when the transaction is rolled back.
        AfterCommit.run(() -> {
            remembered.invalidate(key);
            store.delete(key);
        });
    }

    /** @param hashes of the object's own bytes */
    void insert(StoredObject object, BlockHashes hashes) {
        jdbc.sql("""
                insert into stored_object (object_key, size_in_bytes, sha256, stored_at)
                values (:key, :length, :sha256, :at)
                """)
                .param("key", object.key().value())
                .param("length", object.length())
                .param("sha256", object.sha256().hex())
                .param("at", utc(object.storedAt()))
                .update();
        blocks.add(object, hashes);
        AfterCommit.run(() -> remembered.invalidate(object.key()));
    }

    /** Those of the keys that are in the table, withdrawn ones too. */
    Set<ObjectKey> among(Collection<ObjectKey> keys) {
        return new HashSet<>(jdbc.sql("select object_key from stored_object where object_key in (:keys)")
                .param("keys", keys.stream().map(ObjectKey::value).toList())
                .query((rs, _) -> new ObjectKey(rs.getString(1)))
                .list());
    }

    private Optional<StoredObject> load(ObjectKey key) {
        return jdbc.sql("""
                select size_in_bytes, sha256, stored_at from stored_object
                where object_key = :key and withdrawn_at is null
                """)
                .param("key", key.value())
                .query((rs, _) -> new StoredObject(
                        key,
                        rs.getLong("size_in_bytes"),
                        new Sha256(rs.getString("sha256")),
                        rs.getObject("stored_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
