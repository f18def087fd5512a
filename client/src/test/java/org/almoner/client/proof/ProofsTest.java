package org.almoner.client.proof;

import java.time.Instant;
import java.util.Map;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.client.proof.Vectors.FIRST;
import static org.almoner.client.proof.Vectors.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProofsTest {

    private static final VersionAddress VERSION = new VersionAddress("p-1", "s-2", "v-3");
    private static final String UNDER = "/download/v1/products/p-1/sub-products/s-2/versions/v-3";
    private static final String HASH = "309afc6ee97345784b3190e69f519f6dd1ead5fca92e883839f63902668ce83d";
    private static final String BLOCKS = "{\"size_in_bytes\":5,\"sha256\":\"" + HASH
            + "\",\"block_size\":4,\"blocks\":[\"" + HASH + "\",\"" + HASH + "\"],\"later\":1}";

    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, new FakeTime());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void blocksAreAskedForWhereTheyAre() {
        answer(UNDER + "/files/f-4/blocks", "application/json", BLOCKS);
        answer("/api/extracts/7/blocks", "application/json", BLOCKS);
        assertThat(client.catalog().blocks(VERSION, "f-4"))
                .isEqualTo(client.syndication().blocks(7))
                .satisfies(blocks -> {
                    assertThat(blocks.sizeInBytes()).isEqualTo(5);
                    assertThat(blocks.sha256().hex()).isEqualTo(HASH);
                    assertThat(blocks.blockSize()).isEqualTo(4);
                    assertThat(blocks.blocks()).hasSize(2);
                });
    }

    @Test
    void blocksThatDoNotFitTheirSizeAreABadAnswer() {
        answer("/api/extracts/7/blocks", "application/json", BLOCKS.replace(":5,", ":50,"));
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.syndication().blocks(7));
    }

    @Test
    void manifestsAreAskedForWhereTheyAre() {
        answer(UNDER + "/manifest", "application/jose", Vectors.text("version.jws"));
        answer("/api/extracts/7/manifest", "application/jose", Vectors.text("extract.jws"));
        assertThat(client.catalog().manifest(VERSION).text()).isEqualTo(Vectors.text("version.jws"));
        assertThat(server.requests().getLast().headers().getFirst("Accept")).isEqualTo("application/jose");
        assertThat(client.syndication().manifest(7).text()).isEqualTo(Vectors.text("extract.jws"));
    }

    @Test
    void keysAreAskedForWhereTheyAre() {
        answer("/download/v1/products/p-1/manifest-keys", "application/json", Vectors.text("keys.json"));
        answer("/api/manifest-keys", "application/json", Vectors.text("keys.json"));
        var listed = client.catalog().manifestKeys("p-1");
        assertThat(listed).isEqualTo(client.syndication().manifestKeys());
        assertThat(listed)
                .containsExactly(
                        new ListedKey(FIRST, Instant.parse("2026-11-21T00:00:00Z"), null),
                        new ListedKey(NEXT, Instant.parse("2026-11-22T00:00:00Z"), Vectors.text("endorsement.jws")));
    }

    /** RFC 7517 §5. */
    @Test
    void keysOfAKindThatIsNotKnownArePassedOver() {
        answer(
                "/api/manifest-keys",
                "application/json",
                "{\"keys\":[{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}]}");
        assertThat(client.syndication().manifestKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\",\"kid\":\"x\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
                        + "\"kid\":\"1IG2tMH7J2wbJZnOf8LJzQitKf7LMvoAElsuDMVM54Y\",\"created_at\":\"2026-11-21T00:00:00Z\"}]}"
            })
    void whatIsNoListOfKeysIsABadAnswer(String body) {
        answer("/api/manifest-keys", "application/json", body);
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.syndication().manifestKeys());
    }

    @Test
    void aServerWithoutProofsHasNotFoundThem() {
        assertThatExceptionOfType(AlmonerException.NotFound.class)
                .isThrownBy(() -> client.catalog().manifest(VERSION));
        assertThatExceptionOfType(AlmonerException.NotFound.class)
                .isThrownBy(() -> client.catalog().blocks(VERSION, "f-4"));
        assertThatExceptionOfType(AlmonerException.NotFound.class)
                .isThrownBy(() -> client.syndication().manifestKeys());
    }

    private void answer(String path, String type, String body) {
        server.fail("GET", path, new Fault.Status(200, Map.of("Content-Type", type), body));
    }
}
