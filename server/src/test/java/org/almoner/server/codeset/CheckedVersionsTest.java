package org.almoner.server.codeset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.almoner.server.RunningServer.TestClient;
import org.almoner.server.TestRelease;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;
import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** What is published of a code set is checked, and compared with the version before. Files are as CMS describes its ICD-10-CM order file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckedVersionsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String FIRST = order(
            line("A00", 0, "Cholera"),
            line("A000", 1, "Cholera due to Vibrio cholerae 01, biovar cholerae"),
            line("A001", 1, "Cholera due to Vibrio cholerae 01, biovar eltor"),
            line("A009", 1, "Cholera, unspecified"));

    /** A000 is worded anew, A001 is gone, A002 and A003 are there. */
    private static final String SECOND = order(
            line("A00", 0, "Cholera"),
            line("A000", 1, "Cholera due to Vibrio cholerae 01, biovar <cholerae> & others"),
            line("A002", 1, "Cholera of the second kind"),
            line("A003", 1, "Cholera of the third kind"),
            line("A009", 1, "Cholera, unspecified"));

    private final TestServer server =
            TestServer.start("almoner.rate-limit.requests-per-second=100000", "almoner.rate-limit.burst=100000");
    private final TestClient publisher = server.newClient("publisher", "publish", "download");
    private final TestClient reader = server.newClient("reader", "download", "notifications");
    private int products;

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theFirstVersionIsCheckedAndHasNothingToBeComparedWith() {
        var icd = product();

        var version = commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));

        var check = expect(200, get(version.download() + "/check"));
        assertThat(check.get("state").asString()).isEqualTo("passed");
        assertThat(check.at("/releases/0/profile").asString()).isEqualTo("icd-10-cm");
        assertThat(check.at("/releases/0/version").asString()).isEqualTo("2024");
        assertThat(check.at("/releases/0/files/0/name").asString()).isEqualTo("icd10cm_order_2024.txt");
        assertThat(check.at("/releases/0/files/0/rows").asLong()).isEqualTo(4);
        assertThat(check.at("/releases/0/changes").isNull()).isTrue();
        assertThat(check.get("previous_version_slug").isNull()).isTrue();
        assertThat(get(version.download() + "/changes").statusCode()).isEqualTo(404);
        assertThat(get(version.download() + "/changes/summary").statusCode()).isEqualTo(404);
        assertThat(get(version.download() + "/release-notes").statusCode()).isEqualTo(404);
        assertThat(listed(icd, "2024").get("version_metadata")).isEmpty();
        assertThat(listed(icd, "2024").get("version_menu_actions")).isEmpty();
    }

    @Test
    void theNextVersionSaysWhatHasChanged() {
        var icd = product();
        var first = commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));

        var second = commit(draft(icd, "2025", "2025-10-01", file(2025, SECOND)));

        var summary = expect(200, get(second.download() + "/changes/summary"));
        assertThat(summary.at("/since/version_slug").asString()).isEqualTo(first.slug());
        assertThat(summary.at("/since/version_name").asString()).isEqualTo("2024");
        assertThat(summary.at("/since/effective_date").asString()).isEqualTo("2024-10-01");
        assertThat(summary.at("/releases/0/tables/0/rows_before").asLong()).isEqualTo(4);
        assertThat(summary.at("/releases/0/tables/0/rows_after").asLong()).isEqualTo(5);
        assertThat(counts(summary.at("/releases/0/tables/0/in_force")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "added", 2L, "removed", 1L, "retired", 0L, "reactivated", 0L, "remapped", 0L, "revised", 1L));
        assertThat(codes(second, "")).containsExactly("added A002", "added A003", "removed A001", "revised A000");
        assertThat(codes(second, "?change=added")).containsExactly("added A002", "added A003");
        assertThat(codes(second, "?change=revised&table=order_file")).containsExactly("revised A000");
        assertThat(codes(second, "?table=codes_file")).isEmpty();
        assertThat(get(second.download() + "/changes?change=lost").statusCode()).isEqualTo(400);

        var listed = listed(icd, "2025");
        assertThat(listed.get("version_metadata"))
                .extracting(entry ->
                        entry.get("name").asString() + "=" + entry.get("value").asString())
                .containsExactly(
                        "changes.since=" + first.slug(),
                        "changes.added=2",
                        "changes.removed=1",
                        "changes.retired=0",
                        "changes.reactivated=0",
                        "changes.remapped=0",
                        "changes.revised=1");
        assertThat(listed.at("/version_menu_actions/0/option").asString()).isEqualTo("Release Notes");
        assertThat(listed.at("/version_menu_actions/0/url").asString()).isEqualTo(second.download() + "/release-notes");
        assertThat(expect(200, managed(second)).get("version_metadata")).isEmpty();
    }

    @Test
    void theFileOfAllChangesHoldsWhatThePagesShow() throws IOException {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, many(0, 1500))));
        var second = commit(draft(icd, "2025", "2025-10-01", file(2025, many(700, 2400))));

        var file = expect(200, get(second.download() + "/changes/summary")).get("file");
        var link = file.get("download_url").asString();
        var bytes = server.getBytes(link.substring(link.indexOf("/files/"))).body();

        assertThat(bytes).hasSize(file.get("size_in_bytes").asInt());
        assertThat(sha256(bytes)).isEqualTo(file.get("sha256").asString());
        var lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .<JsonNode>map(JSON::readTree)
                .toList();
        // 1500 to 2399 are new, 0 to 699 are gone.
        assertThat(lines).hasSize(1600);
        for (int size : List.of(1, 7, 499, 500, 501, 1000)) {
            var pages = (1600 + size - 1) / size;
            for (int page : Stream.of(1, 2, pages / 2, pages - 1, pages)
                    .filter(p -> p >= 1)
                    .distinct()
                    .toList()) {
                var shown = expect(200, get(second.download() + "/changes?page=" + page + "&page_size=" + size));
                assertThat(shown.get("total").asInt()).isEqualTo(1600);
                assertThat(items(shown))
                        .as("page %d of %d each", page, size)
                        .isEqualTo(lines.subList(Math.min(1600, (page - 1) * size), Math.min(1600, page * size)));
            }
        }
        var removed = items(expect(200, get(second.download() + "/changes?change=removed&page=2&page_size=400")));
        assertThat(removed)
                .isEqualTo(lines.stream()
                        .filter(line -> line.get("change").asString().equals("removed"))
                        .skip(400)
                        .toList())
                .hasSize(300);
        assertThat(get(second.download() + "/changes?page=99&page_size=1000").body())
                .contains("\"items\":[]");
    }

    @Test
    void peopleAreToldInAReleaseNote() {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));
        var second = commit(draft(icd, "2025", "2025-10-01", file(2025, SECOND)));

        var html = get(second.download() + "/release-notes", "Accept", "text/html,*/*;q=0.8");
        assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(html.body())
                .contains("<h1>2025: what has changed since 2024</h1>", "<td>A002</td>", "Added (2)")
                // What a file says is not a tag of ours.
                .contains("biovar &lt;cholerae&gt; &amp; others")
                .doesNotContain("<cholerae>");
        var markdown = get(second.download() + "/release-notes", "Accept", "text/markdown");
        assertThat(markdown.headers().firstValue("Content-Type")).hasValue("text/markdown;charset=UTF-8");
        assertThat(markdown.body()).contains("# 2025: what has changed since 2024", "| order\\_file | A001 |");
    }

    @Test
    void aPublishersOwnReleaseNotesStay() {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));
        var draft = draft(icd, "2025", "2025-10-01", file(2025, SECOND));
        expect(
                200,
                server.patchJson(
                        draft.admin(),
                        "{\"version_menu_actions\":[{\"option\":\"Release notes\",\"url\":\"https://example.org/notes\"}]}",
                        auth(publisher)));

        commit(draft);

        assertThat(listed(icd, "2025").get("version_menu_actions"))
                .extracting(action -> action.get("url").asString())
                .containsExactly("https://example.org/notes");
    }

    @Test
    void whatHasChangedIsInTheEvent() {
        var icd = product();
        var first = commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));
        var second = commit(draft(icd, "2025", "2025-10-01", file(2025, SECOND)));

        var events = expect(200, server.get("/events/v1?type=version.launched&limit=1000", auth(publisher)));

        var launched = items(events, "events").stream()
                .filter(event -> event.get("product_slug").asString().equals(icd.product()))
                .collect(Collectors.toMap(event -> event.get("version_slug").asString(), event -> event));
        assertThat(requireNonNull(launched.get(first.slug())).get("changes").isNull())
                .isTrue();
        var changes = requireNonNull(launched.get(second.slug())).get("changes");
        assertThat(changes.get("since").asString()).isEqualTo(first.slug());
        assertThat(changes.get("added").asLong()).isEqualTo(2);
        assertThat(changes.get("removed").asLong()).isEqualTo(1);
        assertThat(changes.get("revised").asLong()).isEqualTo(1);
    }

    @Test
    void aReleaseWithErrorsIsRefusedUnlessItIsToldToBePublished() {
        var icd = product();
        var draft = draft(
                icd,
                "2024",
                "2024-10-01",
                file(2024, FIRST + line("A000", 1, "Once more").formatted(5)));

        var refused = server.postJson(draft.admin() + "/commit", "{}", auth(publisher));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "does not pass",
                        "icd10cm_order_2024.txt:5: the key 'A000' is that of line 2, too",
                        "accept_findings");
        assertThat(refused.body()).doesNotContain(server.data().toString());
        assertThat(expect(200, managed(draft)).get("state").asString()).isEqualTo("draft");
        var check = expect(200, server.get(draft.admin() + "/check", auth(publisher)));
        assertThat(check.get("state").asString()).isEqualTo("refused");
        assertThat(check.at("/releases/0/errors").asLong()).isEqualTo(1);
        assertThat(check.at("/releases/0/findings/0/rule").asString()).isEqualTo("key");
        assertThat(check.at("/releases/0/findings/0/line").asLong()).isEqualTo(5);

        expect(200, server.postJson(draft.admin() + "/commit", "{\"accept_findings\":true}", auth(publisher)));
        assertThat(expect(200, get(draft.download() + "/check")).get("state").asString())
                .isEqualTo("refused");
    }

    @Test
    void mendedFilesAreCheckedAnew() {
        var icd = product();
        var draft = draft(
                icd,
                "2024",
                "2024-10-01",
                file(2024, FIRST + line("A000", 1, "Once more").formatted(5)));
        assertThat(server.postJson(draft.admin() + "/commit", "{}", auth(publisher))
                        .statusCode())
                .isEqualTo(409);

        put(draft, file(2024, FIRST));
        commit(draft);

        assertThat(expect(200, get(draft.download() + "/check")).get("state").asString())
                .isEqualTo("passed");
    }

    @Test
    void aReleaseThatLostItsRowsIsStopped() {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, many(0, 100))));

        var refused = server.postJson(
                draft(icd, "2025", "2025-10-01", file(2025, many(0, 40))).admin() + "/commit", "", auth(publisher));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("has 40 rows, where the release before had 100");
    }

    @Test
    void whatWasAReleaseBeforeIsNotPassedOverWhenItIsBroken() {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));

        var broken = server.postJson(
                draft(icd, "2025", "2025-10-01", file(2025, "<html>Not found</html>\n"))
                                .admin() + "/commit",
                "",
                auth(publisher));

        assertThat(broken.statusCode()).isEqualTo(409);
        assertThat(broken.body()).contains("icd10cm_order_2025.txt:1");
    }

    @Test
    void filesThatNobodyKnowsArePublishedAsTheyAre() {
        var notes = product();

        var version = commit(
                draft(notes, "1", "2024-10-01", new NamedFile("notes.txt", "Hello".getBytes(StandardCharsets.UTF_8))));

        var check = expect(200, get(version.download() + "/check"));
        assertThat(check.get("state").asString()).isEqualTo("unrecognized");
        assertThat(check.get("message").asString())
                .startsWith("notes.txt is no release of a known code set")
                .doesNotContain(server.data().toString());
    }

    @Test
    void aZipAndLooseFilesAreReleasesEach() throws IOException {
        var icd = product();
        var first = draft(icd, "2024", "2024-10-01", zip(file(2024, FIRST)));
        put(first, cvx("01", "02"));
        commit(first);
        var second = draft(icd, "2025", "2025-10-01", zip(file(2025, SECOND)));
        put(second, cvx("01", "02", "03"));

        commit(second);

        var summary = expect(200, get(second.download() + "/changes/summary"));
        assertThat(summary.get("releases"))
                .extracting(release -> release.get("profile").asString() + " "
                        + release.at("/tables/0/in_force/added").asLong())
                .containsExactlyInAnyOrder("icd-10-cm 2", "cvx 1");
        assertThat(listed(icd, "2025").at("/version_metadata/1/value").asString())
                .isEqualTo("3");
    }

    @Test
    void theVersionBeforeIsTheOneInForceBefore() {
        var icd = product();
        var old = commit(draft(icd, "2023", "2023-10-01", file(2023, FIRST)));
        commit(draft(icd, "2025", "2025-10-01", file(2025, SECOND)));
        var retracted = commit(draft(icd, "2023 April", "2024-04-01", file(2023, SECOND)));
        expect(200, server.postJson(retracted.admin() + "/retract", "{\"reason\":\"Wrong\"}", auth(publisher)));

        var between = commit(draft(icd, "2024", "2024-10-01", file(2024, SECOND)));

        assertThat(expect(200, get(between.download() + "/changes/summary"))
                        .at("/since/version_slug")
                        .asString())
                .isEqualTo(old.slug());
    }

    @Test
    void whatWasCheckedIsComparedWithAVersionThatCameInBetween() {
        var icd = product();
        var second = draft(icd, "2025", "2025-10-01", file(2025, SECOND));
        expect(202, server.postJson(second.admin() + "/check", "", auth(publisher)));
        expect(200, server.get(second.admin() + "/check?wait=60", auth(publisher)));
        var first = commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));

        commit(second);

        assertThat(expect(200, get(second.download() + "/changes/summary"))
                        .at("/since/version_slug")
                        .asString())
                .isEqualTo(first.slug());
    }

    @Test
    void whatIsRetractedTellsNoChangesAnyMore() {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));
        var second = commit(draft(icd, "2025", "2025-10-01", file(2025, SECOND)));
        var link = expect(200, get(second.download() + "/changes/summary"))
                .at("/file/download_url")
                .asString();
        var path = link.substring(link.indexOf("/files/"));
        assertThat(server.get(path).statusCode()).isEqualTo(200);

        expect(200, server.postJson(second.admin() + "/retract", "{\"reason\":\"Wrong\"}", auth(publisher)));

        for (var what : List.of("/check", "/changes", "/changes/summary", "/release-notes")) {
            assertThat(get(second.download() + what).statusCode()).as(what).isEqualTo(410);
        }
        assertThat(listed(icd, "2025").get("version_menu_actions")).isEmpty();
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aDraftIsCheckedBeforeItIsCommitted() {
        var icd = product();
        var draft = draft(icd, "2024", "2024-10-01", file(2024, FIRST));
        assertThat(server.get(draft.admin() + "/check", auth(publisher)).statusCode())
                .isEqualTo(404);

        expect(202, server.postJson(draft.admin() + "/check", "", auth(publisher)));

        assertThat(expect(200, server.get(draft.admin() + "/check?wait=60", auth(publisher)))
                        .get("state")
                        .asString())
                .isEqualTo("passed");
        assertThat(get(draft.download() + "/check").statusCode()).isEqualTo(404);
        commit(draft);
        assertThat(server.postJson(draft.admin() + "/check", "", auth(publisher))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoSaysWhoseReleaseItIsHasItCheckedAsThat() {
        var icd = product();
        var draft = draft(icd, "2024", "2024-10-01", file(2024, FIRST));

        assertThat(server.postJson(draft.admin() + "/check", "{\"profile\":\"icd-11\"}", auth(publisher))
                        .statusCode())
                .isEqualTo(400);
        expect(202, server.postJson(draft.admin() + "/check", "{\"profile\":\"loinc\"}", auth(publisher)));

        assertThat(expect(200, server.get(draft.admin() + "/check?wait=60", auth(publisher)))
                        .get("state")
                        .asString())
                .isEqualTo("unrecognized");
        for (var wait : List.of("-1", "61", "soon")) {
            assertThat(server.get(draft.admin() + "/check?wait=" + wait, auth(publisher))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void nothingIsLeftInTheScratchFolder() throws IOException {
        var icd = product();
        commit(draft(icd, "2024", "2024-10-01", file(2024, FIRST)));

        try (var left = Files.list(server.data().resolve("scratch").resolve("checks"))) {
            assertThat(left).isEmpty();
        }
    }

    // The catalogue.

    private record Product(String product, String subProduct) {

        String versions(String api) {
            return api + "/products/" + product + "/sub-products/" + subProduct + "/versions";
        }
    }

    private record Version(Product of, String slug) {

        String admin() {
            return of.versions("/admin/v1") + "/" + slug;
        }

        String download() {
            return of.versions("/download/v1") + "/" + slug;
        }
    }

    /** Bytes with a name. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record NamedFile(String name, byte[] bytes) {}

    /** A sub-product that everybody sees. */
    private Product product() {
        var name = "Set " + products++;
        var product = TestRelease.made(server, "/admin/v1/products", "product", name, auth(publisher));
        var subProduct = expect(
                        201,
                        server.postJson(
                                "/admin/v1/products/" + product + "/sub-products",
                                "{\"sub_product_name\":\"All\",\"is_public\":true}",
                                auth(publisher)))
                .get("sub_product_slug")
                .asString();
        return new Product(product, subProduct);
    }

    private Version draft(Product of, String name, String effective, NamedFile file) {
        var made = expect(
                201,
                server.postJson(
                        of.versions("/admin/v1"),
                        JSON.writeValueAsString(
                                Map.of("version_name", name, "effective_date", effective, "launch_date", "2023-01-01")),
                        auth(publisher)));
        var draft = new Version(of, made.get("version_slug").asString());
        put(draft, file);
        return draft;
    }

    private void put(Version draft, NamedFile file) {
        expect(
                200,
                server.send(
                        "PUT",
                        draft.admin() + "/files/" + file.name(),
                        BodyPublishers.ofByteArray(file.bytes()),
                        auth(publisher)));
    }

    private Version commit(Version draft) {
        expect(200, server.postJson(draft.admin() + "/commit", "", auth(publisher)));
        return draft;
    }

    private HttpResponse<String> managed(Version version) {
        return server.get(version.admin(), auth(publisher));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return server.get(
                path, Stream.concat(Stream.of(auth(reader)), Stream.of(headers)).toArray(String[]::new));
    }

    private JsonNode listed(Product of, String name) {
        return items(expect(200, get(of.versions("/download/v2")))).stream()
                .filter(version -> version.get("version_name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> codes(Version version, String query) {
        return items(expect(200, get(version.download() + "/changes" + query))).stream()
                .map(change -> change.get("change").asString() + " "
                        + change.at("/key/code").asString())
                .toList();
    }

    private static List<JsonNode> items(JsonNode page) {
        return items(page, "items");
    }

    private static List<JsonNode> items(JsonNode page, String member) {
        return StreamSupport.stream(page.get(member).spliterator(), false).toList();
    }

    private static Map<String, Long> counts(JsonNode node) {
        return node.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asLong()));
    }

    private static String[] auth(TestClient client) {
        return new String[] {"Authorization", client.bearer()};
    }

    // Files.

    /** A line of the order file but for its number: code in columns 7 to 13, 1 in column 15 if it may be billed, short and long description. */
    private static String line(String code, int billable, String description) {
        return "%%05d %-7s %d %-60.60s %s\n".formatted(code, billable, description, description.replace("%", "%%"));
    }

    private static String order(String... lines) {
        return order(List.of(lines));
    }

    private static String order(List<String> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).formatted(i + 1))
                .collect(Collectors.joining());
    }

    /** Codes with numbers from one up to another. */
    private static String many(int from, int to) {
        return order(IntStream.range(from, to)
                .mapToObj(i -> line("%c%02d".formatted('A' + i / 100, i % 100), 1, "Number " + i))
                .toList());
    }

    private static NamedFile file(int year, String text) {
        return new NamedFile("icd10cm_order_" + year + ".txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static NamedFile cvx(String... codes) {
        var lines = new ArrayList<String>();
        for (var code : codes) {
            lines.add(code + "|vaccine " + code + "|vaccine " + code + " for all||Active|false|2020/01/01\r\n");
        }
        return new NamedFile("cvx.txt", String.join("", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static NamedFile zip(NamedFile file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(file.name()));
            zip.write(file.bytes());
        }
        return new NamedFile("release.zip", bytes.toByteArray());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
