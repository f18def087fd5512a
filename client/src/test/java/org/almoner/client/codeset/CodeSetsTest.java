package org.almoner.client.codeset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Wanted;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.golden.Releases;
import org.almoner.client.http.Json;
import org.almoner.client.publish.PublishListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a server says of the code sets in a version, as clients and publishers see it. */
class CodeSetsTest {

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private GoldenServer server;
    private AlmonerClient client;
    private VersionAddress version;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        client = Golden.client(server, time);
        var file = Files.write(folder.resolve("a.txt"), new byte[] {1});
        version = client.publisher()
                .publish(Releases.of("2026", file), PublishListener.NONE)
                .address();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aCheckIsBegunWithTheProfileThatIsSaid() {
        server.admin().checks().passThrough("waiting");
        var versions = client.admin().versions();

        assertThat(versions.check(version, "icd-10-cm").state()).isEqualTo(VersionCheck.State.WAITING);
        versions.check(version, null);

        assertThat(server.admin().checks().requests()).endsWith(Map.of("profile", "icd-10-cm"), Map.of());
    }

    @Test
    void aCheckWhoseAnswerWasLostIsAskedForAgain() {
        server.admin().checks().passThrough("passed");
        server.fail("POST", ".*/check", Fault.status(503)).fail("POST", ".*/check", Fault.status(502));

        assertThat(client.admin().versions().check(version, null).state()).isEqualTo(VersionCheck.State.PASSED);
    }

    @Test
    void whatACheckHasFoundIsTyped() {
        server.admin().checks().passThrough("refused");

        var check = client.catalog().check(version);

        assertThat(check.state()).isEqualTo(VersionCheck.State.REFUSED);
        assertThat(check.previousVersionName()).isEqualTo("2025");
        assertThat(check.errors()).isEqualTo(1);
        var release = check.releases().getFirst();
        assertThat(release.profile()).isEqualTo("cvx");
        assertThat(release.version()).isNull();
        assertThat(release.files()).containsExactly(new CheckedRelease.File("cvx.txt", "vaccines", 3, 8L, true));
        assertThat(release.findings().getFirst().message()).isEqualTo("has 3 rows, where the release before had 8");
        assertThat(release.changes())
                .containsExactly(new TableChanges(
                        "vaccines",
                        8,
                        3,
                        new ChangeCounts(1, 2, 3, 4, 5, 6),
                        new ChangeCounts(0, 0, 0, 0, 0, 7),
                        List.of("note"),
                        List.of()));
    }

    /** A server that is being stopped answers at once; who asks in a loop must not go round it as fast as it can. */
    @Test
    void anAnswerThatComesTooEarlyIsNotAskedForAgainAtOnce() {
        server.admin().checks().passThrough("running", "running", "passed");
        var versions = client.admin().versions();

        versions.checkResult(version, Duration.ofSeconds(30));
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
        versions.checkResult(version, Duration.ZERO);
        versions.checkResult(version, Duration.ofSeconds(30));

        assertThat(time.slept()).hasSize(1);
        assertThat(server.requests()).extracting(request -> request.query()).contains("wait=30", "wait=0");
    }

    @Test
    void onlyWaitsThatServersKnowAreAskedFor() {
        var versions = client.admin().versions();
        server.forgetRequests();

        assertThatIllegalArgumentException().isThrownBy(() -> versions.checkResult(version, Duration.ofSeconds(61)));
        assertThatIllegalArgumentException().isThrownBy(() -> versions.checkResult(version, Duration.ofSeconds(-1)));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void changesAreAStreamOverPages() {
        server.admin().checks().tellChanges(450);
        server.forgetRequests();

        var changes = client.catalog().changes(version, ChangeQuery.ALL);
        assertThat(server.asked()).isEmpty();
        var first = changes.findFirst().orElseThrow();

        assertThat(first.key()).containsExactly(Map.entry("code", "0"));
        assertThat(first.cells()).containsExactly(new CodeChange.Cell("short_name", null, "name, \"0\""));
        assertThat(server.asked())
                .filteredOn(asked -> asked.endsWith("/changes"))
                .hasSize(1);
        assertThat(client.catalog().changes(version, ChangeQuery.ALL)).hasSize(450);
    }

    @Test
    void changesAreChosenByTheServer() {
        server.admin().checks().tellChanges(9);

        var revised = client.catalog()
                .changes(version, new ChangeQuery(ChangeKind.REVISED, "vaccines"))
                .toList();

        assertThat(revised).hasSize(3).allMatch(change -> change.change() == ChangeKind.REVISED);
        assertThat(client.catalog().changes(version, new ChangeQuery(null, "others")))
                .isEmpty();
    }

    @Test
    void theFileOfAllChangesIsFetchedAlsoWhenItsLinkExpires() throws IOException {
        server.admin().checks().tellChanges(3000);
        var summary = client.catalog().changesSummary(version);
        server.downloads().expireLinks();

        var remote = client.downloads().changes(version, summary).orElseThrow();
        var to = folder.resolve("changes.jsonl");
        client.downloads().fetch(new Wanted(remote, to, false), DownloadListener.NONE);

        assertThat(to).hasBinaryContent(server.admin().checks().file());
        assertThat(summary.since())
                .isEqualTo(new ChangesSummary.Since("2025-3", "2025", LocalDate.parse("2025-01-01")));
        assertThat(summary.releases().getFirst().tables().getFirst().inForce().all())
                .isEqualTo(21);
        // The link is a permission, and must not get into a log.
        assertThat(summary.toString()).doesNotContain("signature");
    }

    @Test
    void aServerNeedNotHaveTheFile() {
        server.admin().checks().tellChanges(3);
        server.downloads().offerNoChanges();

        assertThat(client.downloads().changes(version, client.catalog().changesSummary(version)))
                .isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotFound() {
        var catalog = client.catalog();

        assertThatExceptionOfType(AlmonerException.NotFound.class).isThrownBy(() -> catalog.check(version));
        assertThatExceptionOfType(AlmonerException.NotFound.class).isThrownBy(() -> catalog.changesSummary(version));
        assertThatExceptionOfType(AlmonerException.NotFound.class)
                .isThrownBy(() -> catalog.changes(version, ChangeQuery.ALL).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\":\"wonderful\"}",
                "{\"state\":\"passed\",\"releases\":[{}]}",
                "{\"state\":\"passed\",\"releases\":[{\"profile\":\"x\",\"files\":[{\"rows\":1}]}]}",
                "{\"state\":\"passed\",\"releases\":[{\"profile\":\"x\",\"changes\":[{\"table\":\"t\"}]}]}",
                "[]"
            })
    void anAnswerThatIsNoCheckIsNoCheck(String body) {
        server.fail("GET", ".*/check", new Fault.Status(200, Map.of("Content-Type", "application/json"), body));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.catalog().check(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"table\":\"t\",\"key\":{\"a\":\"1\"}}",
                "{\"change\":\"added\",\"table\":\"t\",\"key\":{}}",
                "{\"change\":\"added\",\"table\":\"t\",\"key\":{\"a\":null}}",
                "{\"change\":\"ADDED\",\"table\":\"t\",\"key\":{\"a\":\"1\"}}"
            })
    void aChangeThatSaysNothingIsNone(String item) {
        var page = "{\"current_page\":1,\"total\":1,\"page_size\":200,\"items\":[" + item + "]}";
        server.fail("GET", ".*/changes", new Fault.Status(200, Map.of("Content-Type", "application/json"), page));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(
                        () -> client.catalog().changes(version, ChangeQuery.ALL).toList());
    }

    @Test
    void aChangeIsWrittenAsItWasRead() {
        var line =
                "{\"change\":\"revised\",\"profile\":\"icd-10-cm\",\"table\":\"codes\",\"key\":{\"code\":\"A00.0\",\"b\":\"1\"},"
                        + "\"in_force\":true,\"cells\":[{\"column\":\"c\",\"before\":null,\"after\":\"\"}]}";

        var change = Json.read(line.getBytes(StandardCharsets.UTF_8), CodeChange.class, "a change");

        assertThat(new String(Json.line(change), StandardCharsets.UTF_8)).isEqualTo(line);
    }
}
