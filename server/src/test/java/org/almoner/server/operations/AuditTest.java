package org.almoner.server.operations;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What really happens at a server is in its audit, and can be found there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    private TestServer server;
    private TestClient client;

    @BeforeAll
    void start() {
        server = TestServer.start("almoner.audit.group-wait=20ms");
        client = server.newClient("acme", "download");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aTokenIsRecordedWithWhoeverGotIt() {
        server.token(client.id(), client.secret());

        var line = theNewest("event=token-issued&client=" + client.id());
        assertThat(line.propertyNames())
                .containsExactly(
                        "id",
                        "at",
                        "event",
                        "outcome",
                        "organization",
                        "organization_id",
                        "client_id",
                        "object",
                        "detail",
                        "bytes_sent",
                        "address",
                        "request_id");
        assertThat(line.get("outcome").stringValue()).isEqualTo("done");
        assertThat(line.get("organization").stringValue()).isEqualTo("acme");
        assertThat(line.get("client_id").stringValue()).isEqualTo(client.id());
        assertThat(line.get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(line.get("bytes_sent").isNull()).isTrue();
        assertThat(line.get("at").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
    }

    @Test
    void aRefusedTokenIsRecordedAsRefused() {
        server.postForm(
                "/oauth/token",
                Map.of("grant_type", "client_credentials", "client_id", client.id(), "client_secret", "wrong"),
                "X-Request-Id",
                "wrong-secret-1");

        var line = theNewest("event=token-refused");
        assertThat(line.get("outcome").stringValue()).isEqualTo("refused");
        assertThat(line.get("request_id").stringValue()).isEqualTo("wrong-secret-1");
        assertThat(line.toString()).doesNotContain("wrong\"");
    }

    @Test
    void aRequestBeyondTheScopeIsRecorded() {
        server.get("/admin/v1/organizations", "Authorization", client.bearer(), "X-Request-Id", "beyond-1");

        var line = theNewest("event=access-refused&organization=acme");
        assertThat(line.get("request_id").stringValue()).isEqualTo("beyond-1");
        assertThat(line.get("object").stringValue()).isEqualTo("/admin/v1/organizations");
    }

    @Test
    void aChangeIsThereAsSoonAsItIsAcknowledged() {
        server.newClient("bedside", "download");

        assertThat(lines("event=organization-added"))
                .anySatisfy(line -> assertThat(line.get("object").stringValue()).isEqualTo("bedside"));
    }

    @Test
    void aChangeThatWasRefusedIsNotThere() {
        server.newClient("twice", "download");
        server.postJson("/admin/v1/organizations", "{\"mnemonic\": \"twice\", \"name\": \"Again\"}", server.asAdmin());

        assertThat(lines("event=organization-added&object=twice")).hasSize(1);
    }

    @Test
    void aDownloadIsRecordedUnderTheFilesAddress() {
        var publisher = server.newClient("imo", "publish", "download");
        var release = TestRelease.publish(server, publisher, "Fetched", "codes.csv", new byte[] {1, 2, 3});
        var address = release.product() + "/" + release.subProduct() + "/" + release.version() + "/codes.csv";
        var link = release.link(server, publisher);
        assertThat(server.getBytes(link).body()).containsExactly(1, 2, 3);

        assertThat(theNewest("event=transfer-ended&object=" + address)
                        .get("bytes_sent")
                        .longValue())
                .isEqualTo(3);
        assertThat(theNewest("event=link-issued&object=" + release.product() + "/*")
                        .get("object")
                        .stringValue())
                .isEqualTo(address);

        server.postJson(
                "/admin/v1/products/" + release.product() + "/sub-products/" + release.subProduct() + "/versions/"
                        + release.version() + "/retract",
                "{\"reason\": \"Wrong\"}",
                "Authorization",
                publisher.bearer());
        assertThat(server.get(link).statusCode()).isEqualTo(404);
        assertThat(theNewest("event=link-refused&object=" + address)
                        .get("detail")
                        .stringValue())
                .startsWith("gone: /files/");
    }

    @Test
    void spansAreDaysOrMoments() {
        var newest = lines("event=client-added").getFirst();
        var at = newest.get("at").stringValue();
        var escaped = at.replace("+", "%2B");

        assertThat(lines("event=client-added&from=" + escaped + "&to=" + escaped))
                .containsExactly(newest);
        assertThat(lines("event=client-added&from=" + at.substring(0, 10))).isNotEmpty();
        assertThat(lines("event=client-added&to=" + at.substring(0, 10))).isNotEmpty();
        assertThat(lines("event=client-added&to=2026-01-01")).isEmpty();
    }

    @Test
    void itIsPaged() {
        var page = TestServer.json(server.get("/admin/v1/audit?page=2&page_size=1", server.asAdmin()));

        assertThat(page.get("current_page").intValue()).isEqualTo(2);
        assertThat(page.get("page_size").intValue()).isEqualTo(1);
        assertThat(page.get("total").longValue()).isGreaterThan(2);
        assertThat(page.get("items").size()).isEqualTo(1);
        assertThat(server.get("/admin/v1/audit?page_size=1", server.asAdmin())
                        .headers()
                        .firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("rel=\"next\""));
    }

    @ParameterizedTest
    @CsvSource({"from=yesterday", "to=2026-02-30", "from=2026-01-31T12:00:00", "organization=nobody", "page=0"})
    void nonsenseIsExplained(String query) {
        var answer = server.get("/admin/v1/audit?" + query, server.asAdmin());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsReadIt() {
        assertThat(server.get("/admin/v1/audit").statusCode()).isEqualTo(401);
        assertThat(server.get("/admin/v1/audit", "Authorization", client.bearer())
                        .statusCode())
                .isEqualTo(403);
    }

    private JsonNode theNewest(String query) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !lines(query).isEmpty());
        return lines(query).getFirst();
    }

    private List<JsonNode> lines(String query) {
        var answer = server.get("/admin/v1/audit?page_size=1000&" + query, server.asAdmin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer).get("items").valueStream().toList();
    }
}
