package org.almoner.server.notification;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.SealedExtract;
import org.almoner.server.TestDatabase;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.RunningServer.json;
import static org.almoner.server.TestRelease.made;
import static org.assertj.core.api.Assertions.assertThat;

/** The events as clients read them, over HTTP. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(180)
class EventsApiTest {

    /** One for all tests of a database. */
    private static final Map<TestDatabase, TestServer> SERVERS = new EnumMap<>(TestDatabase.class);

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final TestServer server;

    /** Organizations of each test's own, which hear nothing of what the others do. */
    private final String hospital;

    private final TestClient publisher;
    private final TestClient reader;

    EventsApiTest(TestDatabase database) {
        server = SERVERS.computeIfAbsent(
                database,
                _ -> TestServer.startWith(
                        List.of(SealedExtract.Beans.class),
                        "almoner.database.url=" + database.newUrl(),
                        "almoner.rate-limit.requests-per-second=0"));
        int test = TESTS.incrementAndGet();
        hospital = "hospital" + test;
        publisher = server.newClient("publisher" + test, "publish", "download");
        reader = server.newClient(hospital, "download", "syndication");
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
    }

    private JsonNode read(TestClient client, String query) {
        return expect(200, server.get("/events/v1" + query, "Authorization", client.bearer()));
    }

    private int status(TestClient client, String query) {
        return server.get("/events/v1" + query, "Authorization", client.bearer())
                .statusCode();
    }

    private static List<String> types(JsonNode piece) {
        return piece.get("events")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }

    private static String next(JsonNode piece) {
        return piece.get("next").asString();
    }

    private void grant(TestRelease release) {
        expect(
                201,
                server.postJson(
                        "/admin/v1/entitlements",
                        "{\"organization\":\"" + hospital + "\",\"product\":\"" + release.product() + "\"}",
                        "Authorization",
                        publisher.bearer()));
    }

    @Test
    void aReleaseIsAnnouncedToWhoSeesItWithAllThatItTakesToFetchIt() {
        var release = TestRelease.publish(server, publisher, "Codes", "codes.txt", new byte[7]);
        var own = read(publisher, "");
        assertThat(types(own)).containsExactly("version.launched");
        var event = own.at("/events/0");
        assertThat(event.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "at",
                        "product_slug",
                        "product_name",
                        "sub_product_slug",
                        "sub_product_name",
                        "version_slug",
                        "version_name",
                        "effective_date",
                        "changes",
                        "launch_date",
                        "files_path",
                        "reason",
                        "retention_date");
        assertThat(event.get("product_slug").asString()).isEqualTo(release.product());
        assertThat(event.get("version_name").asString()).isEqualTo("Codes");
        assertThat(event.get("launch_date").asString())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(event.get("files_path").asString()).isEqualTo(release.files());
        assertThat(event.get("reason").isNull()).isTrue();
        assertThat(server.get(event.get("files_path").asString(), "Authorization", publisher.bearer())
                        .statusCode())
                .isEqualTo(200);

        var before = read(reader, "");
        assertThat(types(before)).isEmpty();
        grant(release);
        var granted = read(reader, "?after=" + next(before));
        assertThat(types(granted)).containsExactly("entitlement.granted");
        assertThat(granted.at("/events/0/product_slug").asString()).isEqualTo(release.product());
        assertThat(granted.at("/events/0").has("sub_product_slug")).isTrue();
        assertThat(granted.at("/events/0/sub_product_slug").isNull()).isTrue();
        expect(
                200,
                server.postJson(
                        "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct()
                                + "/versions/" + release.version() + "/retract",
                        "{\"reason\":\"Wrong codes\"}",
                        "Authorization",
                        publisher.bearer()));
        var retracted = read(reader, "?after=" + next(granted));
        assertThat(types(retracted)).containsExactly("version.retracted");
        assertThat(retracted.at("/events/0/reason").asString()).isEqualTo("Wrong codes");
        server.delete(
                "/admin/v1/entitlements?organization=" + hospital + "&product=" + release.product(),
                "Authorization",
                publisher.bearer());
        var revoked = read(reader, "?after=" + next(retracted));
        assertThat(types(revoked)).containsExactly("entitlement.revoked");
        assertThat(types(read(reader, "")))
                .as("what was seen then is not seen now")
                .containsExactly("entitlement.granted", "entitlement.revoked");
    }

    @Test
    void aSubProductThatBecomesPublicIsAnnouncedAndOnlyNamesAndDatesChangeHands() {
        var release = TestRelease.publish(server, publisher, "Codes", "codes.txt", new byte[7]);
        var place = next(read(reader, "?after=latest"));
        var path = "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct();
        expect(200, server.patchJson(path, "{\"is_public\":true}", "Authorization", publisher.bearer()));
        var open = read(reader, "?after=" + place);
        assertThat(types(open)).containsExactly("entitlement.granted");
        assertThat(open.at("/events/0/sub_product_slug").asString()).isEqualTo(release.subProduct());
        expect(200, server.patchJson(path, "{\"is_public\":false}", "Authorization", publisher.bearer()));
        assertThat(types(read(reader, "?after=" + next(open)))).containsExactly("entitlement.revoked");
        assertThat(types(read(publisher, "?after=" + next(read(publisher, "")))))
                .isEmpty();
    }

    @Test
    void whatIsUnderEmbargoIsNotSpokenOfNeitherWhenItIsWithdrawn() {
        var auth = new String[] {"Authorization", publisher.bearer()};
        var product = made(server, "/admin/v1/products", "product", "Secret", auth);
        var subProducts = "/admin/v1/products/" + product + "/sub-products";
        var versions = subProducts + "/" + made(server, subProducts, "sub_product", "Secret", auth) + "/versions";
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        var slug = expect(
                        201,
                        server.postJson(
                                versions, "{\"version_name\":\"Secret\",\"launch_date\":\"" + tomorrow + "\"}", auth))
                .get("version_slug")
                .asString();
        expect(200, server.send("PUT", versions + "/" + slug + "/files/a", BodyPublishers.ofString("a"), auth));
        expect(200, server.postJson(versions + "/" + slug + "/commit", "{}", auth));
        expect(200, server.postJson(versions + "/" + slug + "/retract", "{\"reason\":\"No\"}", auth));

        assertThat(types(read(publisher, ""))).isEmpty();
    }

    @Test
    void extractsAreAnnouncedToTheirOrganizationAlone() {
        var ids = SealedExtract.release(server, hospital);
        var released = read(reader, "");
        assertThat(types(released)).containsExactly("extract.released");
        var event = released.at("/events/0");
        var listed =
                expect(200, server.get("/api/extracts/" + ids.get("extract_id"), "Authorization", reader.bearer()));
        for (var member :
                List.of("population_id", "extract_type", "dataset_type", "version", "size_in_bytes", "sha256")) {
            assertThat(event.get(member)).as(member).isEqualTo(listed.get(member));
        }
        assertThat(event.get("extract_id")).isEqualTo(listed.get("id"));
        assertThat(event.get("base_extract_id").isNull()).isTrue();
        assertThat(server.get(event.get("download_path").asString(), "Authorization", reader.bearer())
                        .body())
                .isEqualTo("sealed");
        expect(
                200,
                server.postJson(
                        "/admin/v1/extracts/" + ids.get("extract_id") + "/withdraw",
                        "{\"reason\":\"Asked for\"}",
                        server.asAdmin()));
        var withdrawn = read(reader, "?after=" + next(released));
        assertThat(types(withdrawn)).containsExactly("extract.withdrawn");
        assertThat(withdrawn.at("/events/0/reason").asString()).isEqualTo("Asked for");

        assertThat(types(read(server.newClient("other", "download", "syndication"), "")))
                .isEmpty();
        assertThat(types(read(server.newClient(hospital, "download"), ""))).isEmpty();
        assertThat(types(read(server.newClient(hospital, "syndication"), "?types=extract.withdrawn,extract.expired")))
                .containsExactly("extract.withdrawn");
        assertThat(expect(200, server.get("/events/v1", server.asAdmin()))
                        .get("events")
                        .size())
                .as("the administrator's own organization")
                .isZero();
    }

    @Test
    void whatCannotBeAskedForIsSaidSo() {
        TestRelease.publish(server, publisher, "Codes", "codes.txt", new byte[7]);
        var theirs = read(publisher, "");
        for (var query : List.of(
                "?after=",
                "?after=bogus",
                "?after=0",
                "?after=" + next(theirs),
                "?after=" + theirs.at("/events/0/id").asString(),
                "?after=" + next(read(reader, "")).replaceFirst("^.", "*"),
                "?wait=61",
                "?wait=-1",
                "?wait=1.5",
                "?wait=",
                "?limit=0",
                "?limit=1001",
                "?limit=ten",
                "?types=",
                "?types=version.launched,bogus")) {
            var answer = server.get("/events/v1" + query, "Authorization", reader.bearer());
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(json(answer).get("detail").asString()).as(query).endsWith(".");
        }
        assertThat(server.get("/events/v1").statusCode()).isEqualTo(401);
        assertThat(status(server.newClient(hospital, "publish", "notifications"), ""))
                .isEqualTo(403);
        var answer = server.get("/events/v1", "Authorization", reader.bearer());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void whatIsKeptNoMoreIsGone() {
        TestRelease.publish(server, publisher, "Codes", "codes.txt", new byte[7]);
        var start = next(read(publisher, "?limit=1"));
        TestRelease.publish(server, publisher, "More codes", "codes.txt", new byte[7]);
        TestRelease.publish(server, publisher, "Yet more codes", "codes.txt", new byte[7]);
        server.bean(JdbcClient.class)
                .sql(
                        "update event set happened_at = timestamp with time zone '2020-01-01 00:00:00+00:00' where number < (select max(number) from event)")
                .update();
        server.bean(EventRetention.class).forgetOld();

        var answer = server.get("/events/v1?after=" + start, "Authorization", publisher.bearer());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(json(answer).get("detail").asString()).contains("latest");
        assertThat(read(publisher, "").get("events").size()).isEqualTo(1);
    }
}
