package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.almoner.server.TestDatabase;
import org.almoner.server.storage.ObjectStore.Staging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a crash leaves at each point between the first byte and the row, and that it is found or swept. */
class SweeperTest {

    private static final byte[] BYTES = Bytes.random(100_000);
    private static final Duration RETENTION = Duration.ofDays(7);

    private final TestClock clock = new TestClock("2026-11-21T10:00:00Z");
    private final Path data;
    private final Storage storage;

    SweeperTest(@TempDir Path data) {
        this.data = data;
        storage = new Storage(TestDatabase.H2.fresh(), data, clock);
    }

    @Test
    void sweepsAFileThatWasStagedWithoutARow() throws IOException {
        storage.store.stage(ObjectKey.of(UUID.randomUUID()));
        sweepLater();

        assertThat(storage.store.traces(Instant.MAX)).isEmpty();
    }

    @Test
    void sweepsAnObjectThatWasSealedWithoutARow() throws IOException {
        var staging = storage.store.stage(ObjectKey.of(UUID.randomUUID()));
        write(staging, BYTES);
        storage.store.seal(staging);
        sweepLater();

        assertThat(storage.store.traces(Instant.MAX)).isEmpty();
    }

    @Test
    void leavesAloneWhatIsYoung() {
        storage.store.stage(ObjectKey.of(UUID.randomUUID()));

        storage.sweeper(RETENTION).sweep();

        assertThat(storage.store.traces(Instant.MAX)).hasSize(1);
    }

    @Test
    void leavesAloneObjectsUploadsAndWithdrawnObjects() throws IOException {
        var object = upload();
        var withdrawn = upload();
        storage.objects.withdraw(withdrawn.key());
        var running = storage.uploads.begin(null, null).id();
        storage.uploads.append(running, 0, new ByteArrayInputStream(BYTES));
        sweepLater();

        assertThat(storage.read(object)).isEqualTo(BYTES);
        assertThat(storage.read(withdrawn)).isEqualTo(BYTES);
        assertThat(storage.uploads.find(running).offset()).isEqualTo(BYTES.length);
    }

    /** Killed between the rename and the row: the upload is still there, and completing it makes the row. */
    @Test
    void completesWhatWasSealedBeforeTheRowWasWritten() throws IOException {
        var id = storage.uploads.begin((long) BYTES.length, Bytes.sha256(BYTES)).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(BYTES));
        storage.store.seal(new Staging(storage.key(id), ""));
        sweepLater();

        var restarted = storage.restarted(new FolderStore(data, 0));

        assertThat(restarted.uploads.find(id).offset()).isEqualTo(BYTES.length);
        assertThat(restarted.read(restarted.uploads.complete(id))).isEqualTo(BYTES);
    }

    @Test
    void writesNoRowForBytesThatAreNotSealed() throws IOException {
        var broken = storage.restarted(new DelegatingStore() {
            @Override
            public ObjectStore delegate() {
                return storage.store;
            }

            @Override
            public void seal(Staging staging) {
                throw new IllegalStateException("power cut");
            }
        });
        var id = broken.uploads.begin(null, null).id();
        broken.uploads.append(id, 0, new ByteArrayInputStream(BYTES));
        var key = broken.key(id);

        assertThatThrownBy(() -> broken.uploads.complete(id)).hasMessage("power cut");

        assertThat(storage.objects.find(key)).isEmpty();
        assertThat(storage.uploads.find(id).offset()).isEqualTo(BYTES.length);
        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(BYTES);
    }

    @Test
    void sealsNothingTwiceWhenTheRowCannotBeWritten() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(BYTES));
        storage.jdbc.sql("alter table stored_object rename to elsewhere").update();
        assertThatThrownBy(() -> storage.uploads.complete(id)).isInstanceOf(DataAccessException.class);
        storage.jdbc.sql("alter table elsewhere rename to stored_object").update();

        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(BYTES);
    }

    private StoredObject upload() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(BYTES));
        return storage.uploads.complete(id);
    }

    private void write(Staging staging, byte[] bytes) {
        try (var writer = storage.store.append(staging, null)) {
            writer.write(bytes, 0, bytes.length);
        }
    }

    /** Two hours after all of it was written. */
    private void sweepLater() throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            }
        }
        clock.advance(Duration.ofHours(2));
        storage.sweeper(RETENTION).sweep();
    }
}
