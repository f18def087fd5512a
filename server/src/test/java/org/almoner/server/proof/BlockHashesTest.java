package org.almoner.server.proof;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockHashesTest {

    private static final int BLOCK = 4 * 1024 * 1024;

    private final TestServer server = TestServer.start("almoner.rate-limit.requests-per-second=0");
    private final TestClient publisher = server.newClient("vendor", "publish", "download");
    private int made;

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aFileHasThoseOfItsBytes() throws Exception {
        var bytes = content();
        var answer = expect(200, server.get(blocks(publish(bytes)), as(publisher)));

        assertThat(answer.propertyNames()).containsExactly("size_in_bytes", "sha256", "block_size", "blocks");
        assertThat(answer.get("size_in_bytes").asLong()).isEqualTo(BLOCK + 1);
        assertThat(answer.get("block_size").asLong()).isEqualTo(BLOCK);
        assertThat(answer.get("sha256").asString()).isEqualTo(sha256(bytes, 0, BLOCK + 1));
        assertThat(answer.get("blocks").valueStream().map(JsonNode::asString))
                .containsExactly(sha256(bytes, 0, BLOCK), sha256(bytes, BLOCK, BLOCK + 1));
    }

    @Test
    void whoHasThemAlreadyIsToldSo() throws IOException {
        var path = blocks(publish(content()));
        var first = server.get(path, as(publisher));
        var etag = first.headers().firstValue("ETag").orElseThrow();
        var again = server.get(path, "Authorization", publisher.bearer(), "If-None-Match", etag);

        assertThat(etag).startsWith("\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void ofAnOlderFileAreComputedUnlessItsBytesAreNotThoseThatWerePublished() throws IOException {
        var path = blocks(publish(content()));
        var first = server.get(path, as(publisher));
        server.bean(JdbcClient.class).sql("delete from block_hashes").update();
        assertThat(server.get(path, as(publisher)).body()).isEqualTo(first.body());

        server.bean(JdbcClient.class).sql("delete from block_hashes").update();
        alterABitOf(newestObject());
        var refused = server.get(path, as(publisher));

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("urn:almoner:problem:damaged").contains("tell the operator");
        assertThat(server.get("/actuator/prometheus", server.asAdmin()).body())
                .containsPattern("almoner_objects_damaged_total(\\{[^}]*})? 1\\.0");
    }

    @Test
    void aRetractedVersionHasNoneAnyMore() throws IOException {
        var release = publish(content());
        var path = blocks(release);
        expect(
                200,
                server.postJson(
                        "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct()
                                + "/versions/" + release.version() + "/retract",
                        "{\"reason\":\"Wrong\"}",
                        as(publisher)));

        assertThat(server.get(path, as(publisher)).statusCode()).isEqualTo(410);
    }

    @Test
    void anotherFileOfTheSamePublisherIsNotFoundHere() throws IOException {
        var one = publish(content());
        var other = publish(content());
        var crossed = one.files() + "/" + fileId(other) + "/blocks";

        assertThat(server.get(crossed, as(publisher)).statusCode()).isEqualTo(404);
        for (var id : List.of("x", "00000000-0000-4000-8000-000000000000", "%2e%2e")) {
            assertThat(server.get(one.files() + "/" + id + "/blocks", as(publisher))
                            .statusCode())
                    .isIn(400, 404);
        }
    }

    private TestRelease publish(byte[] bytes) {
        return TestRelease.publish(server, publisher, "Release " + ++made, "codes.txt", bytes);
    }

    private String blocks(TestRelease release) {
        return release.files() + "/" + fileId(release) + "/blocks";
    }

    private String fileId(TestRelease release) {
        return expect(200, server.get(release.files(), as(publisher)))
                .at("/0/id")
                .asString();
    }

    private Path newestObject() throws IOException {
        var key = server.bean(JdbcClient.class)
                .sql("select object_key from stored_object order by stored_at desc fetch first 1 rows only")
                .query(String.class)
                .single();
        try (var files = Files.walk(server.data())) {
            return files.filter(file -> file.endsWith(key)).findFirst().orElseThrow();
        }
    }

    private static void alterABitOf(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(BLOCK);
            var old = open.read();
            open.seek(BLOCK);
            open.write(old ^ 1);
        }
    }

    private static String[] as(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }

    private static byte[] content() {
        var bytes = new byte[BLOCK + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 9));
        }
        return bytes;
    }

    private static String sha256(byte[] bytes, int from, int to) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, from, to - from);
        return HexFormat.of().formatHex(digest.digest());
    }
}
