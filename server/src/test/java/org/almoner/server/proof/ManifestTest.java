package org.almoner.server.proof;

import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** Manifests of versions, from their commit to whoever reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TestDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
class ManifestTest {

    /** {@code printf 'A00\n' | sha256sum} */
    private static final String HASH = "309afc6ee97345784b3190e69f519f6dd1ead5fca92e883839f63902668ce83d";

    @Parameter
    private TestDatabase database;

    private TestServer server;
    private TestClient publisher;
    private TestClient stranger;
    private int made;

    @BeforeParameterizedClassInvocation
    void start() {
        server = TestServer.start(Stream.of(
                        List.of("almoner.rate-limit.requests-per-second=0", "almoner.audit.group-wait=20ms"),
                        database == TestDatabase.H2
                                ? List.<String>of()
                                : List.of(
                                        "almoner.database.url=" + database.newUrl(), "almoner.database.user=postgres"))
                .flatMap(List::stream)
                .toArray(String[]::new));
        publisher = server.newClient("vendor", "publish", "download");
        stranger = server.newClient("stranger", "publish", "download", "syndication");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void saysWhatWasCommittedInTheNameOfThePublisher() throws Exception {
        var release = publish();
        var answer = manifest(release);
        var jws = verified(answer.body());
        var today = LocalDate.now(ZoneOffset.UTC).toString();

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/jose");
        assertThat(jws.propertyNames())
                .containsExactly(
                        "manifest",
                        "type",
                        "publisher",
                        "product_slug",
                        "product_name",
                        "sub_product_slug",
                        "sub_product_name",
                        "version_slug",
                        "version_name",
                        "effective_date",
                        "launch_date",
                        "committed_at",
                        "files");
        assertThat(jws.get("manifest").intValue()).isEqualTo(1);
        assertThat(jws.get("type").asString()).isEqualTo("version");
        assertThat(jws.get("publisher").asString()).isEqualTo("vendor");
        assertThat(jws.get("product_slug").asString()).isEqualTo(release.product());
        assertThat(jws.get("sub_product_slug").asString()).isEqualTo(release.subProduct());
        assertThat(jws.get("version_slug").asString()).isEqualTo(release.version());
        assertThat(jws.get("version_name").asString()).isEqualTo("Release " + made);
        assertThat(jws.get("effective_date").asString()).isEqualTo(today);
        assertThat(jws.get("committed_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
        assertThat(jws.get("files").toString())
                .isEqualTo("[{\"file_name\":\"codes.txt\",\"size_in_bytes\":4,\"sha256\":\"" + HASH
                        + "\",\"content_type\":\"text/plain\"}]");
    }

    @Test
    void theKeyInItIsListedAsThePublishers() throws Exception {
        var release = publish();
        var keys = JWKSet.parse(keys(release));
        var header = JWSObject.parse(manifest(release).body()).getHeader();

        assertThat(keys.getKeyByKeyId(header.getKeyID())).isNotNull();
        assertThat(keys.getKeys()).allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.computeThumbprint()).hasToString(key.getKeyID());
        });
        assertThat(expect(200, server.get("/api/manifest-keys", as(stranger)))
                        .get("keys")
                        .valueStream()
                        .map(key -> key.get("kid").asString()))
                .doesNotContain(header.getKeyID());
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        var release = publish();
        var etag = manifest(release).headers().firstValue("ETag").orElseThrow();
        var again = server.get(path(release), "Authorization", publisher.bearer(), "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void alteredTablesShow() {
        var release = publish();
        var before = manifest(release).body();
        var jdbc = server.bean(JdbcClient.class);
        jdbc.sql(
                        "update release_file set sha256 = :other where version_id = (select id from version where version_slug = :slug)")
                .param("other", "0".repeat(64))
                .param("slug", release.version())
                .update();
        jdbc.sql("update version set version_name = 'Another' where version_slug = :slug")
                .param("slug", release.version())
                .update();

        assertThat(server.get(release.files(), as(publisher)).body()).contains("0".repeat(64));
        assertThat(manifest(release).body()).isEqualTo(before);
    }

    @Test
    void aManifestThatIsMissingIsNotMadeAgain() {
        var release = publish();
        server.bean(JdbcClient.class)
                .sql("delete from manifest where subject = (select 'version/' || cast(id as varchar) from version"
                        + " where version_slug = :slug)")
                .param("slug", release.version())
                .update();
        var answer = manifest(release);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("urn:almoner:problem:damaged");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aVersionFromBeforeThereWereManifestsGetsItsOwnWhenItIsAskedFor() throws Exception {
        var release = publish();
        var jdbc = server.bean(JdbcClient.class);
        jdbc.sql("delete from manifest").update();
        jdbc.sql("update version set committed_at = :then where version_slug = :slug")
                .param("then", OffsetDateTime.parse("2025-01-01T00:00:00Z"))
                .param("slug", release.version())
                .update();
        var first = manifest(release);

        assertThat(verified(first.body()).get("committed_at").asString()).isEqualTo("2025-01-01T00:00:00.000000+00:00");
        assertThat(manifest(release).body()).isEqualTo(first.body());
    }

    @Test
    void errorsAreProblemsWhateverIsAccepted() {
        var release = publish();
        var answer = server.get(path(release) + "x", "Authorization", publisher.bearer(), "Accept", "application/jose");
        assertThat(answer.statusCode()).isEqualTo(404);

        var hidden = server.get(path(release), "Authorization", stranger.bearer(), "Accept", "application/jose");
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(server.get("/download/v1/products/" + release.product() + "/manifest-keys", as(stranger))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRetractedVersionHasNoneAnyMore() {
        var release = publish();
        expect(
                200,
                server.postJson(
                        "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct()
                                + "/versions/" + release.version() + "/retract",
                        "{\"reason\":\"Wrong\"}",
                        as(publisher)));

        assertThat(manifest(release).statusCode()).isEqualTo(410);
    }

    @Test
    void aNewKeySignsWhatComesAfterItAndTheOldOneSpeaksForIt() throws Exception {
        var before = publish();
        var old = JWSObject.parse(manifest(before).body()).getHeader().getKeyID();
        var rotated = expect(
                200, server.postJson("/admin/v1/organizations/vendor/manifest-keys/rotate", "{}", server.asAdmin()));
        var after = publish();

        assertThat(JWSObject.parse(manifest(before).body()).getHeader().getKeyID())
                .isEqualTo(old);
        var kid = JWSObject.parse(manifest(after).body()).getHeader().getKeyID();
        assertThat(kid).isEqualTo(rotated.get("key_id").asString()).isNotEqualTo(old);
        var listed = JsonMapper.shared().readTree(keys(after)).get("keys");
        var newest = listed.get(listed.size() - 1);
        assertThat(newest.get("kid").asString()).isEqualTo(kid);
        assertThat(newest.get("use").asString()).isEqualTo("sig");
        assertThat(rotated.get("key").asString())
                .isEqualTo("ed25519:" + newest.get("x").asString());
        var endorsement = newest.get("endorsement").asString();
        assertThat(verified(endorsement).get("x")).isEqualTo(newest.get("x"));
        assertThat(JWSObject.parse(endorsement).getHeader().getKeyID()).isEqualTo(old);
    }

    @Test
    void aKeyThatHasLeakedIsNotListedAnyMoreAndItsManifestsAreSignedAgain() throws Exception {
        var release = publish();
        var before = manifest(release).body();
        var leaked = JWSObject.parse(before).getHeader().getKeyID();
        var done =
                expect(200, server.delete("/admin/v1/organizations/vendor/manifest-keys/" + leaked, server.asAdmin()));

        assertThat(done.get("signed_anew").intValue()).isPositive();
        assertThat(keys(release)).doesNotContain(leaked);
        assertThat(verified(manifest(release).body())).isEqualTo(verified(before));
        assertThat(JWSObject.parse(manifest(release).body()).getHeader().getKeyID())
                .isEqualTo(done.at("/signing/key_id").asString());
        assertThat(expect(200, server.get("/admin/v1/audit?event=manifest-key-withdrawn", server.asAdmin()))
                        .at("/items/0/object")
                        .asString())
                .isEqualTo(leaked);
    }

    @Test
    void onlyOperatorsChangeKeysAndPublishersSeeTheirOwn() {
        var own = "/admin/v1/organizations/vendor/manifest-keys";
        publish();

        assertThat(expect(200, server.get(own, as(publisher))).get(0).get("key").asString())
                .startsWith("ed25519:");
        assertThat(server.get(own, as(stranger)).statusCode()).isEqualTo(404);
        assertThat(server.postJson(own + "/rotate", "{}", as(publisher)).statusCode())
                .isEqualTo(403);
        assertThat(server.delete(own + "/x", as(publisher)).statusCode()).isEqualTo(403);
        assertThat(server.get("/admin/v1/manifest-keys", as(publisher)).statusCode())
                .isEqualTo(403);
        assertThat(server.delete(own + "/x", server.asAdmin()).statusCode()).isEqualTo(404);
        assertThat(server.get("/admin/v1/organizations/nobody/manifest-keys", server.asAdmin())
                        .statusCode())
                .isEqualTo(404);
        assertThat(expect(200, server.get("/admin/v1/manifest-keys", server.asAdmin()))
                        .size())
                .isEqualTo(1);
    }

    private TestRelease publish() {
        return TestRelease.publish(server, publisher, "Release " + ++made, "codes.txt", "A00\n".getBytes(UTF_8));
    }

    private HttpResponse<String> manifest(TestRelease release) {
        return server.get(path(release), as(publisher));
    }

    private static String path(TestRelease release) {
        return release.files().replaceFirst("/files$", "/manifest");
    }

    private String keys(TestRelease release) {
        var answer = server.get("/download/v1/products/" + release.product() + "/manifest-keys", as(publisher));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The payload, after the signature was checked with the key in the header. */
    private static JsonNode verified(String text) throws Exception {
        var jws = JWSObject.parse(text);
        var x = jws.getHeader().getJWK().toOctetKeyPair().getDecodedX();
        var encoded = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(x, 0, encoded, 12, 32);
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update(text.substring(0, text.lastIndexOf('.')).getBytes(US_ASCII));
        assertThat(signature.verify(jws.getSignature().decode())).isTrue();
        return JsonMapper.shared().readTree(jws.getPayload().toString());
    }

    private static String[] as(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }
}
