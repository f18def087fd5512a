package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.almoner.server.RawClient;
import org.almoner.server.storage.Links.LinkRequest;
import org.almoner.server.storage.StorageEvent.Outcome;
import org.almoner.server.storage.StorageEvent.TransferEnded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Uploads and downloads over S3. */
@Timeout(120)
class S3LinksTest {

    private static final byte[] LARGE = Bytes.random(20 << 20);

    private final S3Server s3;
    private final CountingStore store;
    private final LinkServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    S3LinksTest(@TempDir Path folder) throws Exception {
        s3 = new S3Server(folder);
        store = new CountingStore(s3.store());
        server = new LinkServer(store, new LinkSettings(Duration.ofMinutes(5), true, Duration.ofDays(30)));
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        server.close();
        s3.stop();
    }

    @Test
    void streamsTheWholeOrARange() throws Exception {
        var object = server.store(LARGE);

        var whole = get(server.link(object));
        var range = get(server.link(object), "bytes=15000000-15000009");
        var several = get(server.link(object), "bytes=0-9,15000000-15000009");

        assertThat(object.sha256()).isEqualTo(Bytes.sha256(LARGE));
        assertThat(Bytes.sha256(whole.body())).isEqualTo(object.sha256());
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(LARGE, 15_000_000, 15_000_010));
        assertThat(several.statusCode()).isEqualTo(206);
        assertThat(several.headers().firstValue("Content-Length")).contains(String.valueOf(several.body().length));
    }

    @Test
    void resumesAfterARestart() throws IOException {
        var storage = server.storage;
        var id = storage.uploads.begin((long) LARGE.length, Bytes.sha256(LARGE)).id();
        storage.uploads.append(id, 0, new ByteArrayInputStream(LARGE, 0, 9_000_001));

        var restarted = server.storage.restarted(s3.store());

        assertThat(restarted.uploads.find(id).offset()).isEqualTo(9_000_001);
        restarted.uploads.append(id, 9_000_001, new ByteArrayInputStream(LARGE, 9_000_001, LARGE.length - 9_000_001));
        assertThat(restarted.uploads.complete(id).sha256()).isEqualTo(Bytes.sha256(LARGE));
    }

    @Test
    void stopsReadingWhenTheClientIsGone() throws IOException {
        var object = server.store(LARGE);
        try (var client = new RawClient(server.port())) {
            client.get(server.link(object));
            client.head();
            client.read(1000);
            client.vanish();
        }

        while (server.transfers.running() > 0) {
            Thread.onSpinWait();
        }
        assertThat(((TransferEnded) server.events.getLast()).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(store.read.get()).isLessThan(LARGE.length);
        assertThat(store.open.get()).isZero();
    }

    @Test
    void answersNoSuchKeyWhenTheBucketLostTheObject() throws Exception {
        var object = server.store(Bytes.random(10));
        s3.store().delete(object.key());

        var answer = get(server.link(object));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("<Code>NoSuchKey</Code>");
    }

    @Test
    void handsOutLinksToTheBucketItself() throws Exception {
        var object = server.store(LARGE);
        try (var presigner = S3Clients.presigner(s3.settings())) {
            var links = new PresignedLinks(presigner, s3.store(), s3.settings().bucket(), Duration.ofMinutes(5));

            var link = links.issue(new LinkRequest(
                    object.key(), List.of("x"), "ä.zip", "application/zip", "00393482300wD", "client-1"));

            assertThat(link.address().toString())
                    .startsWith(s3.settings().endpoint() + "/almoner/some/prefix/objects/")
                    .contains("response-content-disposition=attachment", "X-Amz-Expires=300");
            var answer = get(link.address());
            assertThat(Bytes.sha256(answer.body())).isEqualTo(object.sha256());
            assertThat(answer.headers().firstValue("Content-Disposition"))
                    .contains(ContentDisposition.attachment("ä.zip"));
        }
    }

    private HttpResponse<byte[]> get(URI address, String... range) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address);
        for (var value : range) {
            request.header("Range", value);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Counts what is read, and streams that nobody closed. */
    private record CountingStore(ObjectStore delegate, AtomicLong read, AtomicLong open) implements DelegatingStore {

        CountingStore(ObjectStore delegate) {
            this(delegate, new AtomicLong(), new AtomicLong());
        }

        @Override
        public InputStream read(ObjectKey key, long first, long length) throws IOException {
            var in = delegate.read(key, first, length);
            open.incrementAndGet();
            return new FilterInputStream(in) {
                @Override
                public int read(byte[] bytes, int offset, int count) throws IOException {
                    var got = in.read(bytes, offset, count);
                    read.addAndGet(got);
                    return got;
                }

                @Override
                public void close() throws IOException {
                    open.decrementAndGet();
                    in.close();
                }
            };
        }
    }
}
