package org.almoner.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.almoner.server.RawClient;
import org.almoner.server.storage.StorageEvent.Outcome;
import org.almoner.server.storage.StorageEvent.TransferEnded;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.Shutdown;

import static org.assertj.core.api.Assertions.assertThat;

/** What the kernel sends is accounted for, over real connections. */
@Timeout(60)
class TransfersTest {

    /** Far more than the buffers of a connection hold. */
    private static final byte[] LARGE = Bytes.random(40 << 20);

    private final GatedStore store;
    private final LinkServer server;

    TransfersTest(@TempDir Path data) {
        store = new GatedStore(new FolderStore(data, 0));
        server = new LinkServer(store, new LinkSettings(Duration.ofMinutes(5), true, Duration.ofDays(30)), factory -> {
            factory.setShutdown(Shutdown.GRACEFUL);
            factory.addConnectorCustomizers(
                    connector -> ((AbstractProtocol<?>) connector.getProtocolHandler()).setConnectionTimeout(1500));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void accountsForACompleteTransfer() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.head();
            client.read(1000);
            assertThat(server.transfers.running()).isEqualTo(1);
            assertThat(server.meters.get("almoner.transfers.running").gauge().value())
                    .isEqualTo(1);
            assertThat(server.events).isEmpty();

            client.read(LARGE.length - 1000);
        }

        var ended = ended();
        assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(ended.bytesSent()).isEqualTo(LARGE.length);
        assertThat(ended.bytesPlanned()).isEqualTo(LARGE.length);
        assertThat(ended.object()).isEqualTo(object.key());
        assertThat(ended.name()).isEqualTo("product-1/.../example.zip");
        assertThat(ended.fileName()).isEqualTo("example.zip");
        assertThat(ended.organization()).isEqualTo("00393482300wD");
        assertThat(ended.clientId()).isEqualTo("client-1");
        assertThat(server.meters.get("almoner.transfers.sent").counter().count())
                .isEqualTo(LARGE.length);
    }

    @Test
    void accountsForAClientThatGoesAwayHalfWay() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.head();
            client.read(1 << 20);
            client.vanish();
        }

        var ended = ended();
        assertThat(ended.outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(ended.bytesSent()).isBetween(1L << 20, LARGE.length - 1L);
        assertThat(ended.bytesPlanned()).isEqualTo(LARGE.length);
    }

    @Test
    void accountsForAClientThatTakesNothing() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));

            assertThat(ended().outcome()).isEqualTo(Outcome.ABORTED);
        }
    }

    @Test
    void accountsForAClientThatGoesAwayAmongSeveralRanges() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            var link = server.link(object);
            client.send("GET " + link.getRawPath() + "?" + link.getRawQuery()
                    + " HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-9,1000-39999999\r\n\r\n");
            client.head();
            client.read(1 << 20);
            client.vanish();
        }

        assertThat(ended().outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void accountsForAFileThatLostItsEnd() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.head();
            client.read(1000);

            try (var file = FileChannel.open(store.file(object.key()).orElseThrow(), StandardOpenOption.WRITE)) {
                file.truncate(20 << 20);
            }

            assertThat(client.read(LARGE.length).length).isLessThan(LARGE.length - 1000);
        }
        assertThat(ended().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void servesPipelinedRequestsInTurn() throws IOException {
        var object = server.store(LARGE);
        var small = server.store(Bytes.random(1000));
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.get(server.link(small));
            client.get(server.link(object));

            client.head();
            assertThat(Bytes.sha256(client.read(LARGE.length))).isEqualTo(object.sha256());
            client.head();
            assertThat(Bytes.sha256(client.read(1000))).isEqualTo(small.sha256());
            client.head();
            assertThat(Bytes.sha256(client.read(LARGE.length))).isEqualTo(object.sha256());
        }
    }

    @Test
    void closesTheConnectionOfAnOldClientOnlyAfterTheLastByte() throws IOException {
        var object = server.store(LARGE);
        var link = server.link(object);
        try (var client = new RawClient(server.port())) {
            client.send("GET " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.0\r\n\r\n");

            client.head();
            assertThat(Bytes.sha256(client.read(Integer.MAX_VALUE - 8))).isEqualTo(object.sha256());
        }
    }

    @Test
    void letsRunningTransfersEndWhenTheServerStops() throws Exception {
        var object = server.store(LARGE);
        var drained = new CountDownLatch(1);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.head();
            var start = client.read(1000);
            server.pause();
            new TransferDrain(server.transfers).stop(drained::countDown);
            assertThat(drained.await(100, TimeUnit.MILLISECONDS)).isFalse();

            var rest = client.read(LARGE.length - 1000);

            drained.await();
            assertThat(start).isEqualTo(Arrays.copyOf(LARGE, 1000));
            assertThat(Bytes.sha256(rest)).isEqualTo(Bytes.sha256(Arrays.copyOfRange(LARGE, 1000, LARGE.length)));
        }
        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    /** Tomcat closes such a connection as soon as the request's thread is done with it. */
    @Test
    void letsATransferEndThatWasJustBegunWhenTheServerStops() throws Exception {
        var object = server.store(LARGE);
        store.gate = new CountDownLatch(1);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            store.waiting.await();
            server.pause();

            store.gate.countDown();

            client.head();
            assertThat(Bytes.sha256(client.read(LARGE.length))).isEqualTo(object.sha256());
        }
        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void doesNotWaitWhereNothingIsRunning() throws Exception {
        var drained = new CountDownLatch(1);

        new TransferDrain(server.transfers).stop(drained::countDown);

        assertThat(drained.await(0, TimeUnit.SECONDS)).isTrue();
    }

    private TransferEnded ended() {
        while (server.transfers.running() > 0 || server.events.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(server.events).hasSize(1);
        return (TransferEnded) server.events.getFirst();
    }

    /** A store that keeps a handler waiting. */
    private static final class GatedStore implements DelegatingStore {

        private final ObjectStore store;
        private final CountDownLatch waiting = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);

        GatedStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public ObjectStore delegate() {
            return store;
        }

        @Override
        public Optional<Path> file(ObjectKey key) {
            waiting.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return store.file(key);
        }
    }
}
