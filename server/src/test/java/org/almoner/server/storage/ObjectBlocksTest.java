package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.almoner.server.TestDatabase;
import org.almoner.server.failure.Damaged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@CsvSource({"H2, folder", "POSTGRESQL, folder", "H2, s3"})
class ObjectBlocksTest {

    private static final int BLOCK = 4 * 1024 * 1024;

    /** Two blocks and a byte. */
    private static final byte[] BYTES = Bytes.random(2 * BLOCK + 1);

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final DataSource dataSource;
    private final AutoCloseable closing;
    private final ObjectStore store;
    private Storage storage;

    ObjectBlocksTest(TestDatabase database, String kind, @TempDir Path data) throws Exception {
        dataSource = database.fresh();
        if (kind.equals("s3")) {
            var server = new S3Server(data);
            closing = server::stop;
            store = server.store();
        } else {
            closing = () -> {};
            store = new FolderStore(data, 0);
        }
        storage = new Storage(dataSource, store, clock);
    }

    @AfterEach
    void stop() throws Exception {
        closing.close();
    }

    /** {@code head -c 9437185 /dev/zero | split -b 4M --filter=sha256sum}, and the same without {@code split}. */
    @Test
    void areThoseThatOtherProgramsCompute() throws IOException {
        var hashes = storage.objects.blocks(upload(new byte[9_437_185]));

        assertThat(hashes.length()).isEqualTo(9_437_185);
        assertThat(hashes.sha256().hex()).isEqualTo("149b772516c6bdf77ecba81d5085f386fc5053eb64324a7335aefccbc63409fc");
        assertThat(hashes.blocks())
                .extracting(Sha256::hex)
                .containsExactly(
                        "bb9f8df61474d25e71fa00722318cd387396ca1736605e1248821cc0de3d3af8",
                        "bb9f8df61474d25e71fa00722318cd387396ca1736605e1248821cc0de3d3af8",
                        "2cb74edba754a81d121c9db6833704a8e7d417e5b13d1a19f4a52f007d644264");
    }

    @Test
    void fitLengthsAroundTheEndOfABlock() throws IOException {
        for (var length : List.of(0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1)) {
            var bytes = Arrays.copyOf(BYTES, length);
            var object = upload(bytes);

            assertThat(storage.objects.blocks(object).blocks())
                    .as("%s bytes", length)
                    .isEqualTo(blocksOf(bytes));
            assertThat(rowsOf(object)).isEqualTo(length > BLOCK ? 1 : 0);
        }
    }

    @Test
    void areTheSameHoweverTheBytesCameIn() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        var at = 0;
        for (var part : List.of(1, 130_000, BLOCK - 130_001, 7, BLOCK - 9)) {
            storage.uploads.append(id, at, new ByteArrayInputStream(BYTES, at, part));
            at += part;
        }
        storage.uploads.append(id, at, new ByteArrayInputStream(BYTES, at, BYTES.length - at));

        assertThat(storage.objects.blocks(storage.uploads.complete(id)).blocks())
                .isEqualTo(blocksOf(BYTES));
    }

    @Test
    void areKnownAfterARestartInTheMiddleOfTheUpload() throws IOException {
        var id = storage.uploads.begin(null, null).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(BYTES, 0, BLOCK + 5));
        storage = new Storage(dataSource, store, clock);
        storage.uploads.append(id, BLOCK + 5, new ByteArrayInputStream(BYTES, BLOCK + 5, BYTES.length - BLOCK - 5));

        var object = storage.uploads.complete(id);

        assertThat(rowsOf(object)).isEqualTo(1);
        assertThat(storage.objects.blocks(object).blocks()).isEqualTo(blocksOf(BYTES));
    }

    @Test
    void ofAnOlderObjectAreComputedOnceAndKept() throws IOException {
        var object = upload(BYTES);
        forgetHashes();
        var reading = new Reading(store);
        storage = new Storage(dataSource, reading, clock);

        assertThat(storage.objects.blocks(object).blocks()).isEqualTo(blocksOf(BYTES));
        assertThat(rowsOf(object)).isEqualTo(1);
        assertThat(storage.objects.blocks(object).blocks()).isEqualTo(blocksOf(BYTES));
        assertThat(reading.times.get()).isEqualTo(1);
    }

    @Test
    void areComputedOnceHoweverManyAsk() throws Exception {
        var object = upload(BYTES);
        forgetHashes();
        var reading = new Reading(store);
        storage = new Storage(dataSource, reading, clock);
        reading.held = new CountDownLatch(1);

        var first = CompletableFuture.supplyAsync(() -> storage.objects.blocks(object));
        reading.begun.await();
        var others = new ArrayList<CompletableFuture<BlockHashes>>();
        for (int i = 0; i < 4; i++) {
            others.add(CompletableFuture.supplyAsync(() -> storage.objects.blocks(object), Thread::startVirtualThread));
        }
        reading.held.countDown();

        assertThat(first.join().blocks()).isEqualTo(blocksOf(BYTES));
        assertThat(others).allSatisfy(other -> assertThat(other.join().blocks()).isEqualTo(blocksOf(BYTES)));
        assertThat(reading.times.get()).isEqualTo(1);
    }

    @Test
    void areRefusedWhenABitOfAnOlderObjectIsAnother() throws IOException {
        var object = upload(BYTES);
        forgetHashes();
        storage = new Storage(dataSource, new OneBitOff(store, BLOCK + 17), clock);

        for (int times = 1; times <= 2; times++) {
            assertThatThrownBy(() -> storage.objects.blocks(object))
                    .isInstanceOf(Damaged.class)
                    .hasMessageContaining("tell the operator");
            assertThat(storage.meters.get("almoner.objects.damaged").counter().count())
                    .isEqualTo(times);
        }
        assertThat(rowsOf(object)).isZero();
    }

    @Test
    void areRefusedWhenTheBytesAreFewerOrGone() throws IOException {
        var object = upload(BYTES);
        forgetHashes();
        var longer = new StoredObject(object.key(), object.length() - 1, object.sha256(), object.storedAt());
        assertThatThrownBy(() -> storage.objects.blocks(longer)).isInstanceOf(Damaged.class);

        store.delete(object.key());

        assertThatThrownBy(() -> storage.objects.blocks(object)).isInstanceOf(Damaged.class);
    }

    @Test
    void aStoreThatFailsForNowHasDamagedNothing() throws IOException {
        var object = upload(BYTES);
        forgetHashes();
        storage = new Storage(dataSource, new Broken(store), clock);

        assertThatThrownBy(() -> storage.objects.blocks(object)).isInstanceOf(UncheckedIOException.class);
        assertThat(storage.meters.get("almoner.objects.damaged").counter().count())
                .isZero();
        storage = new Storage(dataSource, store, clock);
        assertThat(storage.objects.blocks(object).blocks()).isEqualTo(blocksOf(BYTES));
    }

    @Test
    void ofAnObjectThatWasAlteredSinceAreThoseOfWhatWasPutIn() throws IOException {
        var object = upload(BYTES);
        storage = new Storage(dataSource, new OneBitOff(store, 0), clock);

        assertThat(storage.objects.blocks(object).blocks()).isEqualTo(blocksOf(BYTES));
    }

    @Test
    void areGoneWithTheObject() throws IOException {
        var object = upload(BYTES);

        storage.objects.delete(object.key());

        assertThat(rowsOf(object)).isZero();
    }

    @Test
    void ofALargeObjectHaveSeveralRows() throws IOException {
        var object = upload(new byte[1]);
        forgetHashes();
        // 9000 blocks: the hash of each is its number.
        var packed = new byte[9000 * 32];
        for (int i = 0; i < 9000; i++) {
            packed[i * 32] = (byte) i;
            packed[i * 32 + 1] = (byte) (i >> 8);
        }
        var large = new StoredObject(object.key(), 9000L * BLOCK, object.sha256(), object.storedAt());
        var rows = new BlockRows(storage.jdbc);

        rows.insert(large.key(), new BlockHashes(large.length(), large.sha256(), packed));

        assertThat(rowsOf(object)).isEqualTo(3);
        assertThat(rows.find(large))
                .hasValueSatisfying(found -> assertThat(found.packed()).isEqualTo(packed));
    }

    private StoredObject upload(byte[] bytes) throws IOException {
        var id = storage.uploads.begin((long) bytes.length, Bytes.sha256(bytes)).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(bytes));
        return storage.uploads.complete(id);
    }

    /** What an object has that came in before there were hashes of blocks. */
    private void forgetHashes() {
        storage.jdbc.sql("delete from block_hashes").update();
    }

    private int rowsOf(StoredObject object) {
        return storage.jdbc
                .sql("select count(*) from block_hashes where object_key = :key")
                .param("key", object.key().value())
                .query(Integer.class)
                .single();
    }

    private static List<Sha256> blocksOf(byte[] bytes) {
        var blocks = new ArrayList<Sha256>();
        for (int at = 0; at < bytes.length; at += BLOCK) {
            blocks.add(Bytes.sha256(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BLOCK))));
        }
        return blocks;
    }

    /** Counts how often it is read, and waits in it if told to. */
    private static final class Reading implements DelegatingStore {
        private final ObjectStore delegate;
        private final AtomicInteger times = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch held = new CountDownLatch(0);

        Reading(ObjectStore delegate) {
            this.delegate = delegate;
        }

        @Override
        public ObjectStore delegate() {
            return delegate;
        }

        @Override
        public InputStream read(ObjectKey key, long first, long length) throws IOException {
            times.incrementAndGet();
            begun.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return delegate.read(key, first, length);
        }
    }

    /** What a network does now and then. */
    private record Broken(ObjectStore delegate) implements DelegatingStore {

        @Override
        public InputStream read(ObjectKey key, long first, long length) throws IOException {
            return Bytes.breakingAfter(Bytes.random(1000));
        }
    }

    /** What a disk does that has a bad day. */
    private record OneBitOff(ObjectStore delegate, long where) implements DelegatingStore {

        @Override
        public InputStream read(ObjectKey key, long first, long length) throws IOException {
            return new FilterInputStream(delegate.read(key, first, length)) {
                private long at = first;

                @Override
                public int read(byte[] bytes, int offset, int count) throws IOException {
                    var read = super.read(bytes, offset, count);
                    if (read > 0 && at <= where && where < at + read) {
                        bytes[offset + (int) (where - at)] ^= 1;
                    }
                    at += Math.max(0, read);
                    return read;
                }
            };
        }
    }
}
