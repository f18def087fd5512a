package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.golden.Recorded;
import org.almoner.client.golden.Releases;
import org.almoner.client.http.RetryPolicy;
import org.almoner.client.publish.PublishListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DownloaderTest {

    private static final String NAME = "codes.zip";
    private static final int SIZE = 300_000;
    private static final byte[] BYTES = Golden.bytes(SIZE, 1);

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private Path target;
    private GoldenServer server;
    private AlmonerClient client;
    private VersionAddress version;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        client = Golden.client(server, time);
        var source = Files.createDirectory(folder.resolve("source"));
        target = folder.resolve("target");
        version = published(Files.write(source.resolve(NAME), BYTES));
        server.forgetRequests();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private VersionAddress published(Path file) {
        return client.publisher()
                .publish(Releases.of("2026", file), PublishListener.NONE)
                .address();
    }

    @Test
    void aFileArrivesVerifiedUnderItsOwnNameAndAlone() throws IOException {
        var fetched = fetch();

        assertThat(fetched.proof()).isEqualTo(Fetched.Proof.HASH);
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
        assertThat(leftIn(target)).containsExactly(NAME);
    }

    @Test
    void aDownloadThatBreaksAtRandomBytesGoesOnThere() throws IOException {
        var random = Golden.random(2);
        for (int round = 0; round < 30; round++) {
            var into = folder.resolve("round-" + round);
            for (int breaks = random.nextInt(1, 10); breaks > 0; breaks--) {
                server.fail("GET", "/files/.*", new Fault.BreakAnswer(random.nextInt(SIZE / 10)));
            }

            client.downloads().fetch(version, listed(), into, false, DownloadListener.NONE);

            assertThat(into.resolve(NAME)).hasBinaryContent(BYTES);
        }
    }

    @Test
    void whatHasArrivedIsNotFetchedAgain() throws IOException {
        server.fail("GET", "/files/.*", new Fault.BreakAnswer(100_000));

        fetch();

        var second = linkRequests().get(1);
        assertThat(second.header("Range"))
                .hasValueSatisfying(range -> assertThat(range).matches("bytes=[1-9][0-9]*-"));
        assertThat(second.header("If-Range"))
                .hasValueSatisfying(tag -> assertThat(tag).startsWith("\""));
    }

    @Test
    void aLaterProcessGoesOnWhereThisOneStopped() throws IOException {
        stopAfterOneBreak(120_000);
        assertThat(leftIn(target)).containsExactlyInAnyOrder(NAME + ".almoner-part", NAME + ".almoner-part.state");
        server.forgetRequests();

        try (var later = Golden.client(server, time)) {
            later.downloads().fetch(version, listed(), target, false, DownloadListener.NONE);
        }

        assertThat(linkRequests().getFirst().header("Range")).isPresent();
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
        assertThat(leftIn(target)).containsExactly(NAME);
    }

    @Test
    void whatAnEarlierProcessLeftIsNotTrusted() throws IOException {
        stopAfterOneBreak(120_000);
        var part = target.resolve(NAME + ".almoner-part");
        var damaged = Files.readAllBytes(part);
        damaged[5] ^= 1;
        Files.write(part, damaged);

        fetch();

        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "00000000 is {}\n", "00000000 has 0-100000\n"})
    void aPartOfUnknownOriginIsThrownAway(String identity) throws IOException {
        stopAfterOneBreak(120_000);
        Files.writeString(target.resolve(NAME + ".almoner-part.state"), identity);
        server.forgetRequests();

        fetch();

        assertThat(linkRequests().getFirst().header("Range")).isEmpty();
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
    }

    @Test
    void anObjectThatChangedIsFetchedFromItsBeginning() throws IOException {
        server.downloads().speakSeedOnly();
        stopAfterOneBreak(120_000);
        var other = Golden.bytes(SIZE / 2, 3);
        var stored = server.admin().version("2026").file(NAME);
        stored.replace(other);

        var fetched = fetch();

        assertThat(fetched.path()).hasBinaryContent(other);
    }

    @Test
    void anExpiredLinkIsReplacedAndTheDownloadGoesOn() throws IOException {
        var file = listed();
        server.fail("GET", "/files/.*", new Fault.BreakAnswer(100_000));
        var relinked = new ArrayList<String>();
        var listener = new DownloadListener() {
            @Override
            public void waiting(String fileName, AlmonerException failure, Duration pause) {
                server.downloads().expireLinks();
            }

            @Override
            public void relinked(String fileName) {
                relinked.add(fileName);
            }
        };

        client.downloads().fetch(version, file, target, false, listener);

        assertThat(relinked).containsExactly(NAME);
        assertThat(linkRequests().getLast().header("Range")).isPresent();
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
    }

    @Test
    void aFreshLinkThatIsRefusedIsNotReplacedForEver() {
        for (int i = 0; i < 3; i++) {
            server.fail("GET", "/files/.*", Fault.status(403));
        }

        assertThatExceptionOfType(AlmonerException.NotAllowed.class).isThrownBy(this::fetch);
        assertThat(linkRequests()).hasSize(2);
    }

    @Test
    void aRetractedVersionIsSaidToBeSo() {
        var file = listed();
        client.admin().versions().retract(version, "wrong codes");
        server.downloads().expireLinks();

        assertThatExceptionOfType(AlmonerException.Gone.class)
                .isThrownBy(() -> client.downloads().fetch(version, file, target, false, DownloadListener.NONE));
    }

    @Test
    void theTokenIsNeverSentToALink() {
        fetch();

        assertThat(linkRequests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.header("Cookie")).isEmpty();
        });
    }

    @Test
    void aLinkMayLeadToAnotherHostAndTheTokenStaysHere() throws IOException {
        try (var elsewhere = new GoldenServer()) {
            for (int i = 0; i < 2; i++) {
                server.fail("GET", "/files/.*", Fault.status(302, "Location", elsewhere.address() + "/files/none"));
                elsewhere.fail("GET", "/files/none", new Fault.Status(200, Map.of(), "x".repeat(SIZE)));
            }

            assertThatExceptionOfType(AlmonerException.Damaged.class).isThrownBy(this::fetch);
            assertThat(elsewhere.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }

    @Test
    void bytesThatAreNotThoseListedGetNoName() throws IOException {
        server.downloads().listHash("0".repeat(64));

        assertThatExceptionOfType(AlmonerException.Damaged.class).isThrownBy(this::fetch);
        assertThat(leftIn(target)).isEmpty();
    }

    @Test
    void moreBytesThanListedAreRefused() throws IOException {
        var file = listed();
        var shorter =
                new ReleaseFile(file.id(), null, NAME, file.downloadUrl(), null, SIZE - 1L, file.sha256(), null, null);

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> client.downloads().fetch(version, shorter, target, false, DownloadListener.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 5-299999/300000", "bytes 0-299999/300000", "octets 1-2/3", ""})
    void aRangeThatWasNotAskedForIsRefused(String range) throws IOException {
        for (int i = 0; i < RetryPolicy.PATIENT.attempts(); i++) {
            server.fail("GET", "/files/.*", new Fault.Status(206, Map.of("Content-Range", range), "x".repeat(100)));
        }

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(this::fetch);
        assertThat(leftIn(target)).isEmpty();
    }

    @Test
    void aFileThatTheLinkDoesNotHaveIsNotAskedForAgain() {
        server.fail("GET", "/files/.*", Fault.status(404));

        assertThatExceptionOfType(AlmonerException.NotFound.class).isThrownBy(this::fetch);
        assertThat(linkRequests()).hasSize(1);
        assertThat(time.slept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "/etc/", "..\\", "C:"})
    void nothingIsWrittenUnderANameThatLeadsElsewhere(String prefix) throws IOException {
        server.downloads().listNamesWith(prefix);
        var before = leftIn(folder);

        assertThatExceptionOfType(AlmonerException.BadAnswer.class).isThrownBy(this::fetch);
        assertThat(leftIn(folder)).isEqualTo(before);
        assertThat(linkRequests()).isEmpty();
    }

    @Test
    void whatIsInPlaceIsNotFetchedAgain() {
        fetch();
        server.forgetRequests();

        assertThat(fetch().alreadyThere()).isTrue();
        assertThat(linkRequests()).isEmpty();
    }

    @Test
    void anotherFileOfTheNameIsReplacedOnlyWhenAskedFor() throws IOException {
        Files.createDirectories(target);
        Files.writeString(target.resolve(NAME), "mine");

        assertThatExceptionOfType(AlmonerException.Local.class).isThrownBy(this::fetch);
        assertThat(target.resolve(NAME)).hasContent("mine");
        client.downloads().fetch(version, listed(), target, true, DownloadListener.NONE);
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
    }

    @Test
    void aLinkInTheFolderDoesNotLeadTheBytesElsewhere() throws IOException {
        Files.createDirectories(target);
        var victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(target.resolve(NAME + ".almoner-part"), victim);

        assertThatExceptionOfType(AlmonerException.Local.class).isThrownBy(this::fetch);
        assertThat(victim).hasContent("precious");
    }

    @Test
    void aServerThatListsNoHashIsTakenAtItsWordAndThatIsSaid() {
        server.downloads().speakSeedOnly();

        assertThat(fetch().proof()).isEqualTo(Fetched.Proof.NONE);
        assertThat(target.resolve(NAME)).hasBinaryContent(BYTES);
    }

    @Test
    void twoDownloadsOfOneFileDoNotMix() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new DownloadListener() {
            @Override
            public void receiving(String fileName, long position, long size) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        var file = listed();
        var first = CompletableFuture.supplyAsync(() -> client.downloads().fetch(version, file, target, false, slow));
        begun.await();

        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(this::fetch)
                .withMessageContaining("Another process");
        goOn.countDown();
        assertThat(first.get().path()).hasBinaryContent(BYTES);
    }

    private Fetched fetch() {
        return client.downloads().fetch(version, listed(), target, false, DownloadListener.NONE);
    }

    private ReleaseFile listed() {
        return client.catalog().files(version).getFirst();
    }

    /** A download that gets so far and then meets a server that is full. */
    private void stopAfterOneBreak(long bytes) {
        server.fail("GET", "/files/.*", new Fault.BreakAnswer(bytes)).fail("GET", "/files/.*", Fault.status(500));
        assertThatExceptionOfType(AlmonerException.ServerFailed.class).isThrownBy(this::fetch);
    }

    private List<Recorded> linkRequests() {
        return server.requests().stream()
                .filter(request -> request.path().startsWith("/files/"))
                .toList();
    }

    private static List<String> leftIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
