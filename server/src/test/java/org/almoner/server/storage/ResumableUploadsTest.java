package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.almoner.server.TestDatabase;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;
import org.almoner.server.failure.StorageFull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ResumableUploadsTest {

    private static final byte[] BYTES = Bytes.random(300_000);

    private final TestClock clock = new TestClock("2026-11-21T10:00:00Z");
    private final Path data;
    private final DataSource dataSource;
    private Storage storage;

    ResumableUploadsTest(TestDatabase database, @TempDir Path data) {
        this.data = data;
        this.dataSource = database.fresh();
        this.storage = new Storage(dataSource, data, clock);
    }

    @Test
    void makesAnObjectOfWhatWasUploaded() throws IOException {
        var object = upload(BYTES);

        assertThat(object.length()).isEqualTo(BYTES.length);
        assertThat(object.sha256()).isEqualTo(Bytes.sha256(BYTES));
        assertThat(object.storedAt()).isEqualTo(clock.instant());
        assertThat(storage.objects.find(object.key())).contains(object);
        assertThat(storage.read(object)).isEqualTo(BYTES);
    }

    @Test
    void makesAnObjectOfNothing() {
        var object = storage.uploads.complete(storage.uploads.begin(0L, null).id());

        assertThat(object.sha256()).isEqualTo(Bytes.sha256(new byte[0]));
    }

    @Test
    void keepsWhatArrivedBeforeTheConnectionBroke() throws IOException {
        var id = storage.uploads.begin((long) BYTES.length, Bytes.sha256(BYTES)).id();

        assertThatThrownBy(
                        () -> storage.uploads.append(id, 0, Bytes.breakingAfter(Arrays.copyOfRange(BYTES, 0, 200_001))))
                .isInstanceOf(IOException.class);
        assertThat(storage.uploads.find(id).offset()).isEqualTo(200_001);
        assertThat(append(id, 200_001, BYTES.length).offset()).isEqualTo(BYTES.length);
        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(BYTES);
    }

    @Test
    void goesOnAfterARestart() throws IOException {
        var id = storage.uploads.begin(null, Bytes.sha256(BYTES)).id();
        append(id, 0, 100_000);

        storage = new Storage(dataSource, data, clock);

        assertThat(storage.uploads.find(id).offset()).isEqualTo(100_000);
        append(id, 100_000, BYTES.length);
        assertThat(storage.uploads.complete(id).sha256()).isEqualTo(Bytes.sha256(BYTES));
    }

    @Test
    void doesNotTrustItsDigestWhenAnotherNodeAppendedMeanwhile() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        append(id, 0, 100_000);
        // The other node threw our bytes away and wrote as many others.
        var other = new Storage(dataSource, data, clock);
        var part = data.resolve("uploads").resolve(other.key(id) + ".part");
        Files.write(part, new byte[50_000]);
        other.uploads.append(id, 50_000, new ByteArrayInputStream(new byte[50_000]));

        var object = storage.uploads.complete(id);

        assertThat(object.sha256()).isEqualTo(Bytes.sha256(new byte[100_000]));
    }

    @Test
    void refusesAnyOtherOffset() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        append(id, 0, 10);

        assertThatThrownBy(() -> append(id, 9, 10)).isInstanceOf(Conflict.class).hasMessageContaining("byte 10");
        assertThatThrownBy(() -> append(id, 11, 12)).isInstanceOf(Conflict.class);
        assertThat(storage.uploads.find(id).offset()).isEqualTo(10);
    }

    @Test
    void refusesASecondAppendWhileOneIsRunning() throws Exception {
        var id = storage.uploads.begin(null, null).id();
        var sender = new PipedOutputStream();
        var slow = new PipedInputStream(sender);
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return storage.uploads.append(id, 0, slow);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        sender.write(BYTES, 0, 1000);
        sender.flush();
        while (storage.uploads.find(id).offset() < 1000) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> append(id, 1000, 2000)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> storage.uploads.complete(id)).isInstanceOf(Conflict.class);
        sender.close();
        assertThat(first.get().offset()).isEqualTo(1000);
        assertThat(append(id, 1000, 2000).offset()).isEqualTo(2000);
    }

    @Test
    void refusesTheSurplusAndKeepsTheRest() throws IOException {
        var id = storage.uploads.begin(10L, null).id();

        assertThatThrownBy(() -> append(id, 0, 11)).isInstanceOf(Invalid.class);
        assertThat(storage.uploads.find(id).offset()).isEqualTo(10);
        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(Arrays.copyOf(BYTES, 10));
    }

    @Test
    void refusesAnUploadThatEndedEarly() throws IOException {
        var id = storage.uploads.begin(11L, null).id();
        append(id, 0, 10);

        assertThatThrownBy(() -> storage.uploads.complete(id))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("after 10 bytes of the 11");
        assertGone(id);
    }

    @Test
    void refusesAnotherDigestThanAnnounced() throws IOException {
        var id = storage.uploads.begin(null, Bytes.sha256(BYTES)).id();
        append(id, 0, BYTES.length - 1);

        assertThatThrownBy(() -> storage.uploads.complete(id)).isInstanceOf(Invalid.class);
        assertGone(id);
    }

    @Test
    void refusesAnotherDigestAfterARestartToo() throws IOException {
        var id = storage.uploads.begin(null, Bytes.sha256(BYTES)).id();
        append(id, 0, BYTES.length - 1);
        storage = new Storage(dataSource, data, clock);

        assertThatThrownBy(() -> storage.uploads.complete(id)).isInstanceOf(Invalid.class);
        assertGone(id);
    }

    @Test
    void forgetsARefusedUploadEvenIfTheCallersTransactionIsRolledBack() {
        var id = storage.uploads.begin(11L, null).id();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));

        assertThatThrownBy(() -> transaction.execute(_ -> storage.uploads.complete(id)))
                .isInstanceOf(Invalid.class);
        assertGone(id);
    }

    @Test
    void makesNoObjectOfWhatTheCallerCouldNotWriteDown() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        append(id, 0, BYTES.length);
        var seen = new AtomicReference<@Nullable StoredObject>();

        assertThatThrownBy(() -> storage.uploads.complete(id, object -> {
                    seen.set(object);
                    throw new Conflict("Somebody was faster");
                }))
                .isInstanceOf(Conflict.class);

        assertThat(storage.objects.find(Objects.requireNonNull(seen.get()).key()))
                .isEmpty();
        assertThat(storage.read(storage.uploads.complete(id))).isEqualTo(BYTES);
    }

    @Test
    void canBeCompletedAgainWhenTheCallersTransactionWasRolledBack() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        append(id, 0, BYTES.length);
        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            storage.uploads.complete(id);
            status.setRollbackOnly();
        });

        var object = storage.uploads.complete(id);

        assertThat(storage.read(object)).isEqualTo(BYTES);
    }

    @Test
    void forgetsAnAbandonedUpload() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        append(id, 0, 10);

        storage.uploads.abandon(id);
        storage.uploads.abandon(id);

        assertGone(id);
    }

    @Test
    void refusesWhatCannotFit() {
        var full = new Storage(dataSource, data, clock, Long.MAX_VALUE / 2);

        assertThatThrownBy(() -> full.uploads.begin(1L, null)).isInstanceOf(StorageFull.class);
        assertThat(data.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void losesNothingAcknowledgedWhenTheDiskIsFull() throws IOException {
        var id = storage.uploads.begin(null, Bytes.sha256(BYTES)).id();
        append(id, 0, 100_000);

        var full = new Storage(dataSource, data, clock, Long.MAX_VALUE / 2);
        assertThatThrownBy(() -> full.uploads.append(id, 100_000, new ByteArrayInputStream(BYTES)))
                .isInstanceOf(StorageFull.class);

        append(id, 100_000, BYTES.length);
        assertThat(storage.uploads.complete(id).sha256()).isEqualTo(Bytes.sha256(BYTES));
    }

    @Test
    void knowsNothingOfOtherIds() {
        var id = new UploadId(UUID.randomUUID());

        assertThatThrownBy(() -> storage.uploads.find(id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> append(id, 0, 1)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> storage.uploads.complete(id)).isInstanceOf(NotFound.class);
    }

    @Test
    void refusesANegativeLength() {
        assertThatThrownBy(() -> storage.uploads.begin(-1L, null)).isInstanceOf(Invalid.class);
    }

    @Test
    void findsNoObjectThatWasWithdrawn() throws IOException {
        var object = upload(BYTES);

        storage.objects.withdraw(object.key());

        assertThat(storage.objects.find(object.key())).isEmpty();
        assertThat(storage.read(object)).isEqualTo(BYTES);
    }

    @Test
    void deletesAnObjectWithItsBytes() throws IOException {
        var object = upload(BYTES);

        storage.objects.delete(object.key());
        storage.objects.delete(object.key());

        assertThat(storage.objects.find(object.key())).isEmpty();
        assertThat(storage.store.traces(Instant.MAX)).isEmpty();
    }

    @Test
    void keepsTheBytesOfAnObjectWhoseDeletionIsRolledBack() throws IOException {
        var object = upload(BYTES);

        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            storage.objects.delete(object.key());
            status.setRollbackOnly();
        });

        assertThat(storage.objects.find(object.key())).contains(object);
        assertThat(storage.read(object)).isEqualTo(BYTES);
    }

    @Test
    void sweepsUploadsLeftAlone() throws IOException {
        var old = storage.uploads.begin(null, null).id();
        append(old, 0, 10);
        clock.advance(Duration.ofDays(6));
        var young = storage.uploads.begin(null, null).id();
        clock.advance(Duration.ofDays(2));

        storage.sweeper(Duration.ofDays(7)).sweep();

        assertThatThrownBy(() -> storage.uploads.find(old)).isInstanceOf(NotFound.class);
        assertThat(storage.uploads.find(young).offset()).isZero();
    }

    private Upload append(UploadId id, int from, int to) throws IOException {
        return storage.uploads.append(id, from, new ByteArrayInputStream(BYTES, from, to - from));
    }

    private StoredObject upload(byte[] bytes) throws IOException {
        var id = storage.uploads.begin((long) bytes.length, Bytes.sha256(bytes)).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(bytes));
        return storage.uploads.complete(id);
    }

    private void assertGone(UploadId id) {
        assertThatThrownBy(() -> storage.uploads.find(id)).isInstanceOf(NotFound.class);
        assertThat(storage.store.traces(Instant.MAX)).isEmpty();
        assertThat(JdbcClient.create(dataSource)
                        .sql("select count(*) from upload")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
