package org.almoner.server.storage;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class S3StoreTest extends ObjectStoreContract {

    private final S3Server server;
    private final S3Store store;

    S3StoreTest(@TempDir Path folder) throws Exception {
        server = new S3Server(folder);
        store = server.store();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    ObjectStore restarted() {
        return server.store();
    }

    @Test
    void needsNoTailWhereTheLengthIsKnown() throws Exception {
        var bytes = Bytes.random(100_000);
        var staging = store.stage(key);
        try (var writer = store.append(staging, (long) bytes.length)) {
            writer.write(bytes, 0, bytes.length);
        }

        assertThat(traces()).hasSize(1);
        assertThat(store.kept(staging)).isEqualTo(bytes.length);
        store.seal(staging);
        assertThat(read(store, 0, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void hasRoomForHundredsOfGigabytesInTheTenThousandPartsThatS3Allows() {
        long sum = 0;
        for (int number = 1; number <= 10_000; number++) {
            assertThat(PartSize.of(number)).isBetween(5 << 20, 64 << 20);
            sum += PartSize.of(number);
        }
        assertThat(sum).isGreaterThan(350L << 30);
    }
}
