package org.almoner.server.operations;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.almoner.server.RawClient;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.ServerProcess;
import org.almoner.server.TestRelease;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SIGTERM, as systemd sends it, while somebody downloads. */
@Timeout(300)
class StopTest {

    /** What Java makes of SIGTERM (128 + 15). */
    private static final int TERMINATED = 143;

    private static final byte[] CONTENT = new byte[24 << 20];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    private Path data;

    @Test
    void aRunningTransferEndsAndNobodyNewComesIn() throws Exception {
        try (var server = ServerProcess.start(data)) {
            var client = server.newClient("acme", "publish", "download");
            try (var slow = new RawClient(server.baseUri().getPort())) {
                var begun = begin(server, client, slow);

                var ended = server.terminate();

                Awaitility.await()
                        .untilAsserted(() -> assertThatThrownBy(() -> connect(server.baseUri()))
                                .isInstanceOf(ConnectException.class));
                assertThat(ended).isNotDone();
                assertThat(begun).isEqualTo(Arrays.copyOf(CONTENT, 1000));
                assertThat(slow.read(CONTENT.length - 1000))
                        .isEqualTo(Arrays.copyOfRange(CONTENT, 1000, CONTENT.length));
                assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo(TERMINATED);
            }
        }

        var transfer = theTransfer();
        assertThat(transfer.get("outcome").stringValue()).isEqualTo("done");
        assertThat(transfer.get("bytes_sent").longValue()).isEqualTo(CONTENT.length);
    }

    @Test
    void nobodyWaitsForeverForATransferThatDoesNotEnd() throws Exception {
        try (var server = ServerProcess.start(data, "--spring.lifecycle.timeout-per-shutdown-phase=2s")) {
            var client = server.newClient("acme", "publish", "download");
            try (var silent = new RawClient(server.baseUri().getPort())) {
                begin(server, client, silent);

                assertThat(server.terminate().get(1, TimeUnit.MINUTES)).isEqualTo(TERMINATED);
            }
        }

        var transfer = theTransfer();
        assertThat(transfer.get("outcome").stringValue()).isEqualTo("aborted");
        assertThat(transfer.get("bytes_sent").longValue()).isLessThan(CONTENT.length);
    }

    private static byte[] begin(ServerProcess server, TestClient client, RawClient download) throws IOException {
        var release = TestRelease.publish(server, client, "Slow", "file.bin", CONTENT);
        download.get(URI.create(release.link(server, client)));
        assertThat(download.head()).startsWith("HTTP/1.1 200");
        return download.read(1000);
    }

    private static void connect(URI address) throws IOException {
        new RawClient(address.getPort()).close();
    }

    /** What the audit of the server that has stopped says of it. */
    private JsonNode theTransfer() throws IOException, InterruptedException {
        try (var next = ServerProcess.start(data)) {
            var lines = expect(200, next.get("/admin/v1/audit?event=transfer-ended", next.asAdmin()))
                    .get("items");
            assertThat(lines.size()).isEqualTo(1);
            return lines.get(0);
        }
    }
}
