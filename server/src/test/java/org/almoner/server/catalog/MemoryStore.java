package org.almoner.server.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.BlockHashes;
import org.almoner.server.storage.Links;
import org.almoner.server.storage.ObjectKey;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.Sha256;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.storage.Upload;
import org.almoner.server.storage.UploadId;
import org.almoner.server.storage.Uploads;
import org.jspecify.annotations.Nullable;

/** The store, in memory: keeps the promises of its interfaces as far as the catalogue relies on them. */
final class MemoryStore implements Uploads, Objects, Links {

    private static final class Pending {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final @Nullable Long length;
        private final @Nullable Sha256 expected;

        Pending(@Nullable Long length, @Nullable Sha256 expected) {
            this.length = length;
            this.expected = expected;
        }
    }

    private final Clock clock;
    private final Map<UploadId, Pending> pending = new HashMap<>();
    private final Map<ObjectKey, StoredObject> objects = new HashMap<>();
    private final Map<ObjectKey, byte[]> contents = new HashMap<>();
    private final Set<ObjectKey> withdrawn = new HashSet<>();
    private final List<LinkRequest> linked = new ArrayList<>();

    MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Upload begin(@Nullable Long length, @Nullable Sha256 expected) {
        var id = new UploadId(UUID.randomUUID());
        pending.put(id, new Pending(length, expected));
        return find(id);
    }

    @Override
    public synchronized Upload find(UploadId id) {
        var upload = existing(id);
        return new Upload(id, upload.bytes.size(), upload.length, upload.expected);
    }

    @Override
    public synchronized Upload append(UploadId id, long offset, InputStream bytes) throws IOException {
        var upload = existing(id);
        if (offset != upload.bytes.size()) {
            throw new Conflict("The upload stands at " + upload.bytes.size());
        }
        for (int read = bytes.read(); read >= 0; read = bytes.read()) {
            upload.bytes.write(read);
        }
        return find(id);
    }

    @Override
    public synchronized StoredObject complete(UploadId id, Consumer<? super StoredObject> alongside) {
        var upload = existing(id);
        var content = upload.bytes.toByteArray();
        var digest = sha256(content);
        if (upload.length != null && upload.length != content.length) {
            pending.remove(id);
            throw new Invalid("Not as long as announced");
        }
        if (upload.expected != null && !upload.expected.equals(digest)) {
            pending.remove(id);
            throw new Invalid("Not of the digest announced");
        }
        var key = new ObjectKey(UUID.randomUUID().toString().replace("-", ""));
        var object = new StoredObject(key, content.length, digest, clock.instant());
        alongside.accept(object);
        pending.remove(id);
        objects.put(key, object);
        contents.put(key, content);
        return object;
    }

    @Override
    public synchronized void abandon(UploadId id) {
        pending.remove(id);
    }

    @Override
    public synchronized Optional<StoredObject> find(ObjectKey key) {
        return withdrawn.contains(key) ? Optional.empty() : Optional.ofNullable(objects.get(key));
    }

    @Override
    public synchronized InputStream open(StoredObject object, long first) throws IOException {
        var content = contents.get(object.key());
        if (content == null) {
            throw new NoSuchFileException(object.key().value());
        }
        var in = new ByteArrayInputStream(content);
        in.skipNBytes(first);
        return in;
    }

    @Override
    public void place(StoredObject object, Path to) {
        throw new UnsupportedOperationException("Only a real store does");
    }

    @Override
    public synchronized void withdraw(ObjectKey key) {
        withdrawn.add(key);
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        objects.remove(key);
        contents.remove(key);
    }

    @Override
    public BlockHashes blocks(StoredObject object) {
        throw new UnsupportedOperationException("Only a real store knows");
    }

    @Override
    public synchronized Link issue(LinkRequest request) {
        linked.add(request);
        return new Link(
                URI.create(
                        "http://localhost/files/" + String.join("/", request.path()) + "?signature=" + linked.size()),
                clock.instant().plus(Duration.ofMinutes(5)));
    }

    synchronized List<LinkRequest> linked() {
        return List.copyOf(linked);
    }

    synchronized List<byte[]> contents() {
        return List.copyOf(contents.values());
    }

    synchronized int uploads() {
        return pending.size();
    }

    synchronized int withdrawn() {
        return withdrawn.size();
    }

    /** What the sweeper does to uploads that were left alone. */
    synchronized void sweep() {
        pending.clear();
    }

    static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Pending existing(UploadId id) {
        return Optional.ofNullable(pending.get(id)).orElseThrow(() -> new NotFound("There is no such upload"));
    }
}
