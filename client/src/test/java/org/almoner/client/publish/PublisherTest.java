package org.almoner.client.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.Version;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.VersionCheck;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.golden.Recorded;
import org.almoner.client.golden.Releases;
import org.almoner.client.publish.PublishReport.Outcome;
import org.almoner.client.publish.PublishedFile.How;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublisherTest {

    private static final int SIZE = 5 * Golden.PART + 123;

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        client = Golden.client(server, time);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void filesBecomeACommittedVersion() throws IOException {
        var codes = file("codes.txt", SIZE, 1);
        var readme = file("readme.txt", 10, 2);

        var report = publish(Releases.of("2026", codes, readme));

        assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        assertThat(onServer("codes.txt")).isEqualTo(Files.readAllBytes(codes));
        assertThat(onServer("readme.txt")).isEqualTo(Files.readAllBytes(readme));
        assertThat(report.files()).extracting(PublishedFile::how).containsExactly(How.UPLOADED, How.UPLOADED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Golden.PART - 1, Golden.PART, Golden.PART + 1, 2 * Golden.PART})
    void filesOfAnySizeArriveWhole(int size) throws IOException {
        var file = file("a.bin", size, 3);

        publish(Releases.of("2026", file));

        assertThat(onServer("a.bin")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void anUploadThatBreaksAtRandomBytesArrivesWhole() throws IOException {
        var random = Golden.random(4);
        for (int round = 0; round < 40; round++) {
            var name = "round-" + round + ".bin";
            var file = file(name, SIZE, round);
            for (int breaks = random.nextInt(1, 12); breaks > 0; breaks--) {
                server.fail("PATCH", ".*" + name, new Fault.BreakRequest(random.nextInt(Golden.PART)));
            }

            publish(Releases.of("version " + round, file));

            assertThat(server.admin().version("version " + round).file(name).bytes())
                    .isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void answersThatAreLostChangeNothing() throws IOException {
        var file = file("a.bin", SIZE, 5);
        server.fail("POST", ".*/versions", new Fault.LoseAnswer())
                .fail("POST", ".*/files", new Fault.LoseAnswer())
                .fail("PATCH", ".*/a.bin", new Fault.LoseAnswer())
                .fail("PATCH", ".*/a.bin", new Fault.LoseAnswer())
                .fail("POST", ".*/commit", new Fault.LoseAnswer());

        var report = publish(Releases.of("2026", file));

        assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(server.admin().versions()).hasSize(1);
        assertThat(onServer("a.bin")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aReleaseIsCheckedBeforeItIsCommitted() throws IOException {
        server.admin().checks().passThrough("waiting", "running", "passed");
        var heard = new ArrayList<VersionCheck.State>();
        var listener = new PublishListener() {
            @Override
            public void checking(VersionAddress draft, VersionCheck check) {
                heard.add(check.state());
            }
        };

        var report = client.publisher().publish(Releases.of("2026", file("a.bin", 100, 30)), listener);

        assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(report.check().orElseThrow().state()).isEqualTo(VersionCheck.State.PASSED);
        assertThat(heard)
                .containsExactly(VersionCheck.State.WAITING, VersionCheck.State.RUNNING, VersionCheck.State.PASSED);
        // A server without checks is not sent what it does not know.
        assertThat(server.admin().checks().requests()).containsExactly(Map.of(), Map.of());
    }

    @Test
    void aReleaseWithErrorsStaysADraftUntilTheyAreAccepted() throws IOException {
        server.admin().checks().passThrough("refused");
        var file = file("a.bin", 100, 31);

        var refused = publish(Releases.of("2026", file));

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.check().orElseThrow().errors()).isEqualTo(1);
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
        assertThat(server.asked()).noneMatch(asked -> asked.endsWith("/commit"));

        var release = Releases.of("2026", file);
        var accepted = publish(new Release(
                release.productSlug(),
                release.subProductSlug(),
                release.version(),
                release.files(),
                false,
                true,
                new Release.Check("cvx", true)));
        assertThat(accepted.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        assertThat(server.admin().checks().requests())
                .endsWith(Map.of("profile", "cvx"), Map.of("accept_findings", true));
    }

    @Test
    void aDraftIsCheckedAndStaysOne() throws IOException {
        server.admin().checks().passThrough("refused");
        var release = Releases.of("2026", file("a.bin", 100, 32));

        var report = publish(new Release(
                release.productSlug(),
                release.subProductSlug(),
                release.version(),
                release.files(),
                false,
                false,
                Release.Check.USUAL));

        assertThat(report.outcome()).isEqualTo(Outcome.DRAFT);
        assertThat(report.check().orElseThrow().state()).isEqualTo(VersionCheck.State.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unrecognized", "off", "failed"})
    void whatCannotBeCheckedIsForTheServerToDecide(String state) throws IOException {
        server.admin().checks().passThrough(state);

        assertThat(publish(Releases.of("2026", file("a.bin", 100, 33))).outcome())
                .isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aDraftWithoutFilesIsNotChecked() {
        server.admin().checks().passThrough("passed");

        var report = publish(new Release(
                "icd-10-cm-1",
                "code-descriptions-2",
                Releases.named("2026"),
                List.of(),
                false,
                false,
                Release.Check.USUAL));

        assertThat(report.check()).isEmpty();
        assertThat(server.asked()).noneMatch(asked -> asked.endsWith("/check"));
    }

    @Test
    void theAnswerToTheLastPartMayBeLost() throws IOException {
        var file = file("a.bin", 100, 6);
        server.fail("PATCH", ".*/a.bin", new Fault.LoseAnswer());

        assertThat(publish(Releases.of("2026", file)).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aBusyServerIsGivenTheTimeItAsksFor() throws IOException {
        server.fail("PATCH", ".*/a.bin", Fault.status(429, "Retry-After", "11"));

        publish(Releases.of("2026", file("a.bin", 100, 7)));

        assertThat(time.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(12)));
    }

    @Test
    void aTokenMayEndInTheMiddleOfAnUpload() throws IOException {
        var file = file("a.bin", SIZE, 8);
        server.fail("PATCH", ".*/a.bin", Fault.status(401));

        assertThat(publish(Releases.of("2026", file)).outcome()).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void aConnectionThatKeepsBreakingWithoutGettingFurtherIsGivenUp() throws IOException {
        for (int i = 0; i < 20; i++) {
            server.fail("PATCH", ".*/a.bin", new Fault.BreakRequest(0));
        }
        var release = Releases.of("2026", file("a.bin", SIZE, 9));

        assertThatExceptionOfType(AlmonerException.Unreachable.class).isThrownBy(() -> publish(release));
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
    }

    @Test
    void aLaterRunSendsOnlyWhatIsMissing() throws IOException {
        var file = file("a.bin", SIZE, 10);
        var release = Releases.of("2026", file);
        server.fail("PATCH", ".*/a.bin", new Fault.BreakRequest(4_321)).fail("PATCH", ".*/a.bin", Fault.status(507));
        assertThatExceptionOfType(AlmonerException.ServerFailed.class).isThrownBy(() -> publish(release));
        server.forgetRequests();

        var report = publish(release);

        assertThat(report.files()).extracting(PublishedFile::how).containsExactly(How.RESUMED);
        assertThat(offsetsSent().getFirst()).isEqualTo("4321");
        assertThat(onServer("a.bin")).isEqualTo(Files.readAllBytes(file));
        assertThat(server.admin().versions()).hasSize(1);
    }

    @Test
    void aRunAfterSuccessChangesNothing() throws IOException {
        var release = Releases.of("2026", file("a.bin", SIZE, 11), file("b.bin", 5, 12));
        publish(release);
        server.forgetRequests();

        assertThat(publish(release).outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
        assertThat(server.asked()).allMatch(asked -> asked.startsWith("GET "));
    }

    @Test
    void aPublishedVersionIsNotChanged() throws IOException {
        publish(Releases.of("2026", file("a.bin", 100, 13)));
        var other = Releases.of("2026", file("a.bin", 100, 14), file("b.bin", 1, 15));

        assertThatExceptionOfType(AlmonerException.Blocked.class)
                .isThrownBy(() -> publish(other))
                .withMessageContaining("differs in: a.bin, b.bin");
    }

    @Test
    void aPublishedVersionDoesNotGetOtherDates() throws IOException {
        var file = file("a.bin", 100, 13);
        publish(Releases.of("2026", file));
        var dated = new VersionChange("2026", LocalDate.of(2020, 1, 1), null, null, null, null);

        assertThatExceptionOfType(AlmonerException.Blocked.class)
                .isThrownBy(() -> publish(with(dated, file)))
                .withMessageContaining("differs in: effective date");
    }

    @Test
    void aRetractedVersionIsNotPublishedAgain() throws IOException {
        var release = Releases.of("2026", file("a.bin", 100, 16));
        var report = publish(release);
        client.admin().versions().retract(report.address(), "wrong codes");

        assertThatExceptionOfType(AlmonerException.Blocked.class)
                .isThrownBy(() -> publish(release))
                .withMessageContaining("retracted (wrong codes)");
    }

    @Test
    void aDraftGrowsOverSeveralRuns() throws IOException {
        var first = Releases.of("2026", file("a.bin", 100, 17));
        var draft = new Release(
                first.productSlug(),
                first.subProductSlug(),
                first.version(),
                first.files(),
                false,
                false,
                Release.Check.USUAL);
        assertThat(publish(draft).outcome()).isEqualTo(Outcome.DRAFT);

        var report = publish(Releases.of("2026", file("b.bin", 100, 18)));

        assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(report.otherFiles()).containsExactly("a.bin");
    }

    @Test
    void aDraftTakesOverNewDates() throws IOException {
        var file = file("a.bin", 100, 19);
        var draft = new Release(
                "icd-10-cm-1",
                "code-descriptions-2",
                Releases.named("2026"),
                List.of(file),
                false,
                false,
                Release.Check.USUAL);
        publish(draft);
        var said = List.of(new Version.NameValue("codes", "74260"));

        publish(with(new VersionChange("2026", null, LocalDate.of(2027, 1, 1), null, said, null), file));

        assertThat(server.admin().version("2026").get("launch_date")).isEqualTo("2027-01-01");
        assertThat(server.admin().version("2026").get("version_metadata"))
                .asString()
                .contains("74260");
    }

    @Test
    void anotherFileOfTheDraftIsReplacedOnlyWhenAskedFor() throws IOException {
        var release = Releases.of("2026", file("a.bin", SIZE, 20));
        server.fail("PATCH", ".*/a.bin", Fault.status(507));
        assertThatExceptionOfType(AlmonerException.ServerFailed.class).isThrownBy(() -> publish(release));
        var corrected = file("a.bin", SIZE, 21);

        assertThatExceptionOfType(AlmonerException.Blocked.class)
                .isThrownBy(() -> publish(Releases.of("2026", corrected)))
                .withMessageContaining("a.bin");
        publish(new Release(
                release.productSlug(),
                release.subProductSlug(),
                release.version(),
                List.of(corrected),
                true,
                true,
                Release.Check.USUAL));
        assertThat(onServer("a.bin")).isEqualTo(Files.readAllBytes(corrected));
    }

    @Test
    void aFileThatChangesMeanwhileIsNotPublished() throws IOException {
        var file = file("a.bin", SIZE, 22);
        var meddler = new PublishListener() {
            @Override
            public void uploading(String fileName, long position, long size) {
                try {
                    Files.write(file, Golden.bytes(SIZE + 1, 23));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };

        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(() -> client.publisher().publish(Releases.of("2026", file), meddler))
                .withMessageContaining("changed");
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
    }

    @Test
    void nothingIsBegunWhenAFileIsMissing() throws IOException {
        var release = Releases.of("2026", file("a.bin", 1, 24), folder.resolve("missing.bin"));

        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(() -> publish(release))
                .withMessageContaining("missing.bin");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        Files.createDirectory(folder.resolve("other"));
        var release = Releases.of("2026", file("a.bin", 1, 25), file("other/A.BIN", 1, 26));

        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(() -> publish(release))
                .withMessageContaining("Two of the files");
    }

    @Test
    void progressNeverGoesBeyondTheFile() throws IOException {
        var positions = new ArrayList<Long>();
        var listener = new PublishListener() {
            @Override
            public void uploading(String fileName, long position, long size) {
                positions.add(position);
            }
        };

        client.publisher().publish(Releases.of("2026", file("a.bin", SIZE, 27)), listener);

        assertThat(positions).isSorted().last().isEqualTo((long) SIZE);
    }

    private PublishReport publish(Release release) {
        return client.publisher().publish(release, PublishListener.NONE);
    }

    private static Release with(VersionChange version, Path... files) {
        return new Release(
                "icd-10-cm-1", "code-descriptions-2", version, List.of(files), false, true, Release.Check.USUAL);
    }

    private Path file(String name, int size, long seed) throws IOException {
        return Files.write(folder.resolve(name), Golden.bytes(size, seed));
    }

    private byte[] onServer(String name) {
        return server.admin().version("2026").file(name).bytes();
    }

    private List<String> offsetsSent() {
        return server.requests().stream()
                .filter(request -> request.method().equals("PATCH"))
                .map((Recorded request) -> request.header("Upload-Offset").orElseThrow())
                .toList();
    }
}
