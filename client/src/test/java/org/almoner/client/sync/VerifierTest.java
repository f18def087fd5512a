package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.almoner.client.download.DownloadSettings;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareFile;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.almoner.client.sync.VerifyReport.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found damaged, and how much of it is fetched again. */
class VerifierTest {

    private static final int BLOCK = 10_000;
    private static final byte[] CODES = Golden.bytes(95_000, 1);
    private static final byte[] EXTRACT = Golden.bytes(83_000, 2);
    private static final String PATH = "acme/products/loinc-3/core-4/2-77-5/loinc.csv";
    private static final String EXTRACT_PATH = "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz";

    @TempDir
    private Path parent;

    private Keeping keeping;

    @BeforeEach
    void start() throws IOException {
        keeping = new Keeping(parent.resolve("copy"), DownloadSettings.USUAL.withConnections(2));
        keeping.server.sendValidators();
        keeping.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", CODES);
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", EXTRACT));
        keeping.run();
        keeping.server.forgetRequests();
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    private Path file(String path) {
        return keeping.folder.resolve(path);
    }

    /** Alters bytes so that the file looks as it did. */
    private void damage(String path, int... positions) throws IOException {
        var modified = Files.getLastModifiedTime(file(path));
        var bytes = Files.readAllBytes(file(path));
        for (int position : positions) {
            bytes[position] ^= 1;
        }
        Files.write(file(path), bytes);
        Files.setLastModifiedTime(file(path), modified);
    }

    private static State state(VerifyReport report, String path) {
        return report.files().stream()
                .filter(file -> file.path().equals(path))
                .map(VerifyReport.File::state)
                .findFirst()
                .orElseThrow();
    }

    private VerifyReport repair() {
        try (var copy = keeping.open()) {
            var found = new Verifier(copy.folder(), copy.inventory(), keeping.time, SyncListener.NONE).verify();
            return new Repairer(copy, keeping.servers(), keeping.time, SyncListener.NONE).repair(found);
        }
    }

    private void isWholeAgain() {
        assertThat(keeping.files()).containsOnlyKeys(PATH, EXTRACT_PATH);
        assertThat(file(PATH)).hasBinaryContent(CODES);
        assertThat(file(EXTRACT_PATH)).hasBinaryContent(EXTRACT);
        assertThat(keeping.verify().sound()).isTrue();
        keeping.server.forgetRequests();
        keeping.run();
        assertThat(keeping.server.transfers()).isEmpty();
    }

    @Test
    void aSoundCopyIsSoundAndNoServerIsAsked() {
        keeping.server.close();

        var report = keeping.verify();

        assertThat(report.sound()).isTrue();
        assertThat(report.files()).extracting(VerifyReport.File::state).containsExactly(State.SOUND, State.SOUND);
        assertThat(report.unfinished()).isEmpty();
    }

    @Test
    void oneBitInAFileThatLooksAsItDidIsFound() throws IOException {
        damage(PATH, 50_000);

        assertThat(Keeping.results(keeping.run()).values()).containsOnly(SyncReport.Result.KEPT);
        assertThat(keeping.verify().sound()).isFalse();
        assertThat(state(keeping.verify(), PATH)).isEqualTo(State.DAMAGED);
        assertThat(state(keeping.verify(), EXTRACT_PATH)).isEqualTo(State.SOUND);
    }

    @Test
    void whatIsMissingTruncatedLongerOrNoFileIsFound() throws IOException {
        Files.write(file(PATH), Arrays.copyOf(CODES, 94_999));
        Files.write(file(EXTRACT_PATH), Arrays.copyOf(EXTRACT, 83_001));
        assertThat(keeping.verify().files())
                .extracting(VerifyReport.File::state)
                .containsExactly(State.DAMAGED, State.DAMAGED);
        assertThat(keeping.verify().files().getFirst().detail()).isEqualTo("It has 94999 bytes instead of 95000.");

        Files.delete(file(PATH));
        Files.delete(file(EXTRACT_PATH));
        Files.createDirectory(file(EXTRACT_PATH));

        assertThat(keeping.verify().files())
                .extracting(VerifyReport.File::state)
                .containsExactly(State.MISSING, State.MISSING);
        assertThat(keeping.verify().files().getLast().detail())
                .isEqualTo("Something that is not a file is in its place.");
    }

    @Test
    void aLinkInPlaceOfAFileIsNotFollowed() throws IOException {
        var elsewhere = Files.move(file(PATH), parent.resolve("elsewhere"));
        Files.createSymbolicLink(file(PATH), elsewhere);

        assertThat(state(keeping.verify(), PATH)).isEqualTo(State.MISSING);
    }

    @Test
    void onlyTheDamagedBlocksAreFetchedWhereTheServerTellsTheirHashes() throws IOException {
        BareProofs.blocks(keeping.server, BLOCK);
        damage(PATH, 0, 9_999, 94_999);
        damage(EXTRACT_PATH, 30_000);

        var report = repair();

        assertThat(report.sound()).isTrue();
        assertThat(state(report, PATH)).isEqualTo(State.REPAIRED);
        assertThat(state(report, EXTRACT_PATH)).isEqualTo(State.REPAIRED);
        assertThat(keeping.server.sent())
                .as("two blocks, of which one is the short last, and one")
                .isEqualTo(25_000);
        isWholeAgain();
    }

    @Test
    void ofATruncatedFileOnlyWhatIsMissingIsFetched() throws IOException {
        BareProofs.blocks(keeping.server, BLOCK);
        Files.write(file(PATH), Arrays.copyOf(CODES, 62_345));

        assertThat(repair().sound()).isTrue();

        assertThat(keeping.server.sent()).isEqualTo(35_000);
        isWholeAgain();
    }

    @Test
    void ofALongerFileWhatIsTooMuchIsTakenAway() throws IOException {
        BareProofs.blocks(keeping.server, BLOCK);
        Files.write(file(PATH), Arrays.copyOf(CODES, 123_456));

        assertThat(repair().sound()).isTrue();

        assertThat(keeping.server.sent()).isZero();
        isWholeAgain();
    }

    @Test
    void aMissingFileIsFetchedWhole() throws IOException {
        BareProofs.blocks(keeping.server, BLOCK);
        Files.delete(file(PATH));

        assertThat(state(repair(), PATH)).isEqualTo(State.REPAIRED);

        assertThat(keeping.server.sent()).isEqualTo(95_000);
        isWholeAgain();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 400, 405, 500})
    void whereTheServerTellsNoHashesOfBlocksTheWholeFileIsFetched(int status) throws IOException {
        keeping.server.instead(".*/blocks", exchange -> exchange.sendResponseHeaders(status, -1));
        damage(PATH, 5);

        assertThat(repair().sound()).isTrue();

        assertThat(keeping.server.sent()).isEqualTo(95_000);
        isWholeAgain();
    }

    @Test
    void hashesOfBlocksThatLieDoNoHarm() throws IOException {
        keeping.server.instead(
                ".*/blocks",
                exchange -> BareServer.json(
                        exchange,
                        200,
                        Map.of(
                                "size_in_bytes",
                                95_000,
                                "sha256",
                                BareProofs.sha256(CODES),
                                "block_size",
                                95_000,
                                "blocks",
                                List.of(BareProofs.sha256(damaged())))));
        damage(PATH, 5);

        assertThat(repair().sound()).isTrue();
        isWholeAgain();
    }

    private static byte[] damaged() {
        var bytes = CODES.clone();
        bytes[5] ^= 1;
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheServerHasOtherwiseNowIsNotRepaired(boolean blocks) throws IOException {
        if (blocks) {
            BareProofs.blocks(keeping.server, BLOCK);
        }
        var other = Golden.bytes(95_000, 9);
        var version = keeping.server.version("loinc-3", "core-4", "2-77-5");
        version.put(new BareFile(version.file("loinc.csv").id(), "loinc.csv", other));
        damage(PATH, 5);

        var report = repair();

        assertThat(report.sound()).isFalse();
        assertThat(state(report, PATH)).isEqualTo(State.DAMAGED);
        assertThat(report.files().getFirst().detail()).contains("It could not be repaired", "SHA-256");
        assertThat(file(PATH)).hasBinaryContent(damaged());
    }

    @Test
    void whatTheServerHasNoMoreIsNotRepaired() throws IOException {
        damage(PATH, 5);
        Files.delete(file(EXTRACT_PATH));
        keeping.server.versions().clear();
        keeping.server.extracts().clear();

        var report = repair();

        assertThat(report.sound()).isFalse();
        assertThat(report.files()).extracting(VerifyReport.File::state).containsExactly(State.DAMAGED, State.MISSING);
        assertThat(report.files()).allSatisfy(file -> assertThat(file.detail()).contains("It could not be repaired"));
    }

    @Test
    void aServerThatTheSettingsDoNotNameAnyMoreIsSaidSo() throws IOException {
        damage(PATH, 5);
        try (var copy = keeping.open()) {
            var found = keeping.verify();
            var report = new Repairer(copy, List.of(), keeping.time, SyncListener.NONE).repair(found);

            assertThat(report.files().getFirst().detail()).contains("The settings name no server acme");
        }
    }

    @Test
    void somethingForeignInPlaceOfAFileIsLeftAsItIs() throws IOException {
        Files.delete(file(PATH));
        Files.createDirectories(file(PATH).resolve("mine"));

        var report = repair();

        assertThat(report.sound()).isFalse();
        assertThat(report.files().getFirst().detail()).contains("is in the way and is not a file");
        assertThat(file(PATH).resolve("mine")).isDirectory();
    }

    @Test
    void aRepairedFileLooksAsTheInventorySays() throws IOException {
        damage(PATH, 5);
        Files.setLastModifiedTime(file(PATH), FileTime.fromMillis(0));

        repair();

        isWholeAgain();
    }

    @Test
    void whatIsNotAllThereIsUnfinished() {
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a.txt", CODES);
        keeping.server.instead("/bytes/2-78-6.*", exchange -> exchange.sendResponseHeaders(404, -1));
        keeping.run();

        assertThat(keeping.verify().unfinished()).containsExactly("acme: loinc-3/core-4/2-78-6");
        assertThat(keeping.verify().sound()).isFalse();
        assertThat(repair().sound()).isFalse();
    }

    @Test
    void withoutValidatorsOrHashesARepairedFileIsTheOneThatWasNoted() throws IOException {
        try (var bare = new Keeping(parent.resolve("bare"))) {
            bare.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", CODES);
            bare.run();
            Files.write(bare.folder.resolve(PATH), new byte[] {1});
            try (var copy = bare.open()) {
                var found = bare.verify();
                var report = new Repairer(copy, bare.servers(), bare.time, SyncListener.NONE).repair(found);
                assertThat(report.sound()).isTrue();
            }
            assertThat(bare.folder.resolve(PATH)).hasBinaryContent(CODES);
        }
    }
}
