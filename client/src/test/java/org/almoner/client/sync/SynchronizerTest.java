package org.almoner.client.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.download.Fetched;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenKey;
import org.almoner.client.sync.SyncReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Against a server that speaks the two API documents and no word more. */
class SynchronizerTest {

    private static final byte[] CODES = Golden.bytes(300_000, 1);
    private static final byte[] NOTES = Golden.bytes(1_000, 2);
    private static final byte[] EXTRACT = Golden.bytes(200_000, 3);
    private static final byte[] CHANGES = Golden.bytes(20_000, 4);
    private static final String VERSION = "icd-10-cm-1/codes-2/2022-october-93";
    private static final String CODES_PATH = "acme/products/" + VERSION + "/codes.txt";
    private static final String NOTES_PATH = "acme/products/" + VERSION + "/notes.pdf";
    private static final String EXTRACTS = "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/";

    @TempDir
    private Path parent;

    private Keeping keeping;

    @BeforeEach
    void start() throws IOException {
        keeping = new Keeping(parent.resolve("copy"));
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2022-october-93")
                .put("codes.txt", CODES)
                .put("notes.pdf", NOTES);
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", EXTRACT));
        keeping.server.extracts().add(new BareExtract(2, "INCREMENTAL", CHANGES));
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    private void isPublished() {
        assertThat(keeping.files())
                .containsOnlyKeys(CODES_PATH, NOTES_PATH, EXTRACTS + "extract-1.tar.gz", EXTRACTS + "extract-2.tar.gz")
                .hasEntrySatisfying(CODES_PATH, bytes -> assertThat(bytes).isEqualTo(CODES))
                .hasEntrySatisfying(NOTES_PATH, bytes -> assertThat(bytes).isEqualTo(NOTES))
                .hasEntrySatisfying(
                        EXTRACTS + "extract-1.tar.gz",
                        bytes -> assertThat(bytes).isEqualTo(EXTRACT))
                .hasEntrySatisfying(
                        EXTRACTS + "extract-2.tar.gz",
                        bytes -> assertThat(bytes).isEqualTo(CHANGES));
    }

    private SyncReport.Item item(SyncReport report, String address) {
        return report.items()
                .filter(item -> item.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBytesAreThePublishedOnes() {
        var report = keeping.run();

        isPublished();
        assertThat(report.complete()).isTrue();
        assertThat(Keeping.results(report))
                .isEqualTo(Map.of(VERSION, Result.FETCHED, "extract 1", Result.FETCHED, "extract 2", Result.FETCHED));
        assertThat(keeping.verify().sound()).isTrue();
    }

    @Test
    void itIsSaidOfEachFileWhatItsBytesCouldBeHeldAgainst() {
        var report = keeping.run();

        // The Download API says nothing of a file but its name, the Data Syndication API says a size.
        assertThat(item(report, VERSION).files())
                .containsExactlyInAnyOrder(
                        new SyncReport.File(CODES_PATH, 300_000L, sha256(CODES), Fetched.Proof.NONE, null),
                        new SyncReport.File(NOTES_PATH, 1_000L, sha256(NOTES), Fetched.Proof.NONE, null));
        assertThat(item(report, "extract 1").files())
                .containsExactly(new SyncReport.File(
                        EXTRACTS + "extract-1.tar.gz", 200_000L, sha256(EXTRACT), Fetched.Proof.SIZE, null));
        assertThat(item(report, VERSION).signer()).isNull();
        assertThat(keeping.inventory().holdings())
                .flatExtracting(Holding::files)
                .extracting(HeldFile::path, HeldFile::proof)
                .contains(tuple(CODES_PATH, Fetched.Proof.NONE));
    }

    private static Sha256 sha256(byte[] bytes) {
        return new Sha256(BareProofs.sha256(bytes));
    }

    @Test
    void aSecondRunFetchesNothingAndHasNothingToBeDoneAfter() throws IOException {
        keeping.runAndSettle();
        var inventory = Files.readAllBytes(keeping.folder.resolve(".almoner/inventory"));
        keeping.server.forgetRequests();

        var report = keeping.run();

        assertThat(keeping.server.transfers()).isEmpty();
        assertThat(report.changes()).isEmpty();
        assertThat(Keeping.results(report).values()).containsOnly(Result.KEPT);
        assertThat(report.complete()).isTrue();
        assertThat(keeping.folder.resolve(".almoner/inventory")).hasBinaryContent(inventory);
    }

    @Test
    void whatIsToBeDoneAfterIsHeldUpUntilItIsDone() {
        assertThat(keeping.run().changes())
                .extracting(SyncReport.Change::address)
                .containsExactlyInAnyOrder(VERSION, "extract 1", "extract 2");

        assertThat(keeping.run().changes())
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.result()).isEqualTo(Result.FETCHED));
        keeping.runAndSettle();

        assertThat(keeping.run().changes()).isEmpty();
    }

    @Test
    void aDryRunFetchesAndWritesNothing() {
        var report = keeping.synchronizer().plan(Inventory.empty());

        assertThat(parent).isEmptyDirectory();
        assertThat(keeping.server.transfers()).isEmpty();
        assertThat(report.dryRun()).isTrue();
        assertThat(Keeping.results(report).values()).containsOnly(Result.DUE).hasSize(3);
    }

    @Test
    void aNewVersionComesWithoutTheOldOnesBeingFetchedAgain() {
        keeping.runAndSettle();
        keeping.server.forgetRequests();
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2023-april-94")
                .effective("2023-04-01")
                .put("codes.txt", Golden.bytes(5_000, 9));

        var report = keeping.run();

        assertThat(keeping.server.transfers()).containsExactly("codes.txt");
        assertThat(report.changes())
                .extracting(SyncReport.Change::address)
                .containsExactly("icd-10-cm-1/codes-2/2023-april-94");
        assertThat(keeping.files().get("acme/products/icd-10-cm-1/codes-2/2023-april-94/codes.txt"))
                .isEqualTo(Golden.bytes(5_000, 9));
    }

    @Test
    void theNewestVersionIsTheOneThatTookEffectLastHoweverTheyAreListed() {
        keeping.server.versions().addFirst(keeping.server.version("icd-10-cm-1", "codes-2", "2021-october-92"));
        keeping.server.versions().removeLast();
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2021-october-92")
                .effective("2021-10-01")
                .put("codes.txt", NOTES);
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2022-april-95")
                .effective("2022-04-01")
                .put("codes.txt", NOTES);
        keeping.choose(Keeping.NEWEST);

        assertThat(Keeping.results(keeping.run())).containsOnlyKeys(VERSION);
    }

    @Test
    void whatIsSupersededStaysUnlessItIsToBeRemoved() {
        keeping.choose(Keeping.NEWEST);
        keeping.run();
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2023-april-94")
                .effective("2023-04-01")
                .put("codes.txt", NOTES);

        var left = keeping.run();

        assertThat(item(left, VERSION).result()).isEqualTo(Result.LEFT);
        assertThat(item(left, VERSION).reason()).isEqualTo("There are as many newer ones as are to be kept.");
        assertThat(keeping.files()).containsKey(CODES_PATH);
        assertThat(left.complete()).isTrue();

        var removed = keeping.remove(Removal.SUPERSEDED).run();

        assertThat(item(removed, VERSION).result()).isEqualTo(Result.REMOVED);
        assertThat(keeping.files()).containsOnlyKeys("acme/products/icd-10-cm-1/codes-2/2023-april-94/codes.txt");
        assertThat(keeping.folder.resolve("acme/products/" + VERSION)).doesNotExist();
        assertThat(keeping.verify().sound()).isTrue();
        assertThat(keeping.run().items()).extracting(SyncReport.Item::address).doesNotContain(VERSION);
    }

    @Test
    void whatIsSupersededStaysUntilWhatTakesItsPlaceIsThere() {
        keeping.choose(Keeping.NEWEST).remove(Removal.SUPERSEDED);
        keeping.run();
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2023-april-94")
                .effective("2023-04-01")
                .put("codes.txt", NOTES);
        keeping.server.instead("/bytes/2023.*", exchange -> exchange.sendResponseHeaders(404, -1));

        var report = keeping.run();

        assertThat(report.complete()).isFalse();
        assertThat(item(report, VERSION).result()).isEqualTo(Result.LEFT);
        assertThat(item(report, VERSION).reason()).contains("until all that is to be in the copy is there");
        assertThat(keeping.files()).containsOnlyKeys(CODES_PATH, NOTES_PATH);

        keeping.server.behave();

        assertThat(item(keeping.run(), VERSION).result()).isEqualTo(Result.REMOVED);
    }

    @Test
    void aRetractedVersionStaysUnlessItIsToBeRemovedAndIsNeverFetched() {
        keeping.run();
        keeping.server.version("icd-10-cm-1", "codes-2", "2022-october-93").retracted("Wrong codes");
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2023-april-94")
                .put("codes.txt", NOTES)
                .retracted("Worse codes");

        var left = keeping.run();

        assertThat(item(left, VERSION).result()).isEqualTo(Result.LEFT);
        assertThat(item(left, VERSION).reason()).isEqualTo("Its publisher has retracted it: Wrong codes");
        assertThat(keeping.files()).hasSize(4);

        var removed = keeping.remove(Removal.RETRACTED).run();

        assertThat(item(removed, VERSION).result()).isEqualTo(Result.REMOVED);
        assertThat(keeping.files()).containsOnlyKeys(EXTRACTS + "extract-1.tar.gz", EXTRACTS + "extract-2.tar.gz");
        assertThat(removed.changes()).anySatisfy(change -> {
            assertThat(change.address()).isEqualTo(VERSION);
            assertThat(change.result()).isEqualTo(Result.REMOVED);
        });
    }

    @Test
    void aRetractedVersionDoesNotCountAmongTheNewest() {
        keeping.choose(Keeping.NEWEST);
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2023-april-94")
                .effective("2023-04-01")
                .put("codes.txt", NOTES)
                .retracted("Worse codes");

        assertThat(Keeping.results(keeping.run())).isEqualTo(Map.of(VERSION, Result.FETCHED));
    }

    @Test
    void whatIsNotListedAnyMoreStaysUnlessItIsToBeRemoved() {
        keeping.run();
        keeping.server.versions().clear();
        keeping.server.extracts().removeFirst();

        var left = keeping.run();

        assertThat(left.complete()).isTrue();
        assertThat(item(left, VERSION).result()).isEqualTo(Result.LEFT);
        assertThat(item(left, "extract 1").reason()).contains("does not list it any more");
        isPublished();

        keeping.remove(Removal.UNLISTED).run();

        assertThat(keeping.files()).containsOnlyKeys(EXTRACTS + "extract-2.tar.gz");
    }

    @Test
    void whatIsNotChosenAnyMoreStaysUnlessItIsToBeRemoved() {
        keeping.run();
        keeping.choose(new Choice.OfVersions(new Glob("loinc"), Glob.ANY, new Keep.All(), List.of()));

        var left = keeping.run();

        assertThat(Keeping.results(left).values()).containsOnly(Result.LEFT).hasSize(3);
        assertThat(item(left, VERSION).reason()).isEqualTo("Nothing in the settings fits it any more.");
        isPublished();

        keeping.remove(Removal.NOT_CHOSEN).run();

        assertThat(keeping.files()).isEmpty();
    }

    @Test
    void removingOneThingRemovesNothingElse() {
        keeping.run();
        keeping.server.versions().clear();
        keeping.choose(Keeping.ALL_VERSIONS).remove(Removal.SUPERSEDED, Removal.RETRACTED, Removal.NOT_CHOSEN);

        keeping.run();

        // The extracts are not chosen any more, while the version is not listed any more.
        assertThat(keeping.files()).containsOnlyKeys(CODES_PATH, NOTES_PATH);
    }

    @Test
    void onlyTheFilesThatAreChosenAreFetchedAndMoreAreWhenMoreAre() {
        keeping.choose(new Choice.OfVersions(Glob.ANY, Glob.ANY, new Keep.All(), List.of(new Glob("*.PDF"))));
        keeping.run();
        assertThat(keeping.files()).containsOnlyKeys(NOTES_PATH);

        keeping.choose(new Choice.OfVersions(
                Glob.ANY, Glob.ANY, new Keep.All(), List.of(new Glob("*.pdf"), new Glob("codes*"))));
        keeping.server.forgetRequests();
        keeping.run();

        assertThat(keeping.files()).containsOnlyKeys(NOTES_PATH, CODES_PATH);
        assertThat(keeping.server.transfers()).containsExactly("codes.txt");
    }

    @Test
    void productsAreChosenBySlugSlugWithoutItsNumberOrName() {
        keeping.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", NOTES);
        for (var pattern : List.of("loinc-3", "loinc", "product loinc*", "L?INC")) {
            keeping.choose(new Choice.OfVersions(new Glob(pattern), new Glob("core"), new Keep.All(), List.of()));
            assertThat(Keeping.results(keeping.synchronizer().plan(Inventory.empty())))
                    .as(pattern)
                    .containsOnlyKeys("loinc-3/core-4/2-77-5");
        }
    }

    @Test
    void theNewestChainBeginsWithItsComplete() {
        keeping.server.extracts().add(new BareExtract(3, "COMPLETE", NOTES));
        keeping.server.extracts().add(new BareExtract(4, "INCREMENTAL", NOTES));
        keeping.choose(Keeping.NEWEST_CHAIN);

        assertThat(Keeping.results(keeping.run()))
                .isEqualTo(Map.of("extract 3", Result.FETCHED, "extract 4", Result.FETCHED));
    }

    @Test
    void extractsAreChosenByPopulationAndDataSet() {
        keeping.server
                .extracts()
                .add(new BareExtract(
                        3,
                        "17c7947e-0fc0-4db6-adaa-7dd15d7fb100",
                        "COMPLETE",
                        "2016-11-11T08:23:06Z",
                        NOTES,
                        Map.of("file_name", "syndication_longrecord_C_cernerdemo_diabetes_1.0.0_201611110823.tar.gz")));
        for (var pattern : List.of("17c7947e*", "diabetes", "cernerdemo/*")) {
            keeping.choose(new Choice.OfExtracts(new Glob(pattern), new Glob("long_rec"), new Keep.All()));
            assertThat(Keeping.results(keeping.synchronizer().plan(Inventory.empty())))
                    .as(pattern)
                    .containsOnlyKeys("extract 3");
        }
    }

    @Test
    void aFileThatIsNotTheCopysOwnIsNeverReplaced() throws IOException {
        var foreign = keeping.folder.resolve(CODES_PATH);
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "mine");

        var report = keeping.run();

        assertThat(foreign).hasContent("mine");
        assertThat(item(report, VERSION).result()).isEqualTo(Result.FAILED);
        assertThat(item(report, VERSION).files())
                .filteredOn(file -> file.failure() != null)
                .singleElement()
                .satisfies(file ->
                        assertThat(file.failure()).contains("exists and is not the listed file", "Move it away"));
        assertThat(report.complete()).isFalse();

        keeping.run();
        assertThat(foreign).hasContent("mine");
        Files.delete(foreign);

        assertThat(keeping.run().complete()).isTrue();
        isPublished();
    }

    @Test
    void aFileThatSomebodyPutInPlaceOfOneThatFailedIsNeitherReplacedNorTakenForIt() throws IOException {
        keeping.server.instead("/bytes/.*codes.*", exchange -> exchange.sendResponseHeaders(404, -1));
        assertThat(keeping.run().complete()).isFalse();
        var foreign = Files.writeString(keeping.folder.resolve(CODES_PATH), "mine");
        keeping.server.behave();

        var report = keeping.run();

        assertThat(foreign).hasContent("mine");
        assertThat(item(report, VERSION).result()).isEqualTo(Result.FAILED);
        assertThat(keeping.verify().sound()).isFalse();
    }

    @Test
    void aFileThatIsNotTheCopysOwnIsNotRemovedWithAVersion() throws IOException {
        keeping.run();
        var foreign = Files.writeString(keeping.folder.resolve("acme/products/" + VERSION + "/mine.txt"), "mine");
        var another = Files.writeString(keeping.folder.resolve("acme/mine.txt"), "mine");
        keeping.server.versions().clear();
        keeping.remove(Removal.UNLISTED).run();

        assertThat(keeping.files())
                .containsOnlyKeys(
                        "acme/mine.txt",
                        "acme/products/" + VERSION + "/mine.txt",
                        EXTRACTS + "extract-1.tar.gz",
                        EXTRACTS + "extract-2.tar.gz");
        assertThat(foreign).hasContent("mine");
        assertThat(another).hasContent("mine");
    }

    @Test
    void aSignedManifestDoesNotReplaceAFileThatIsNotTheCopysOwn() throws IOException {
        var foreign = keeping.folder.resolve("acme/products/" + VERSION + "/manifest.jws");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "mine");
        BareProofs.sign(keeping.server, new GoldenKey());

        var report = keeping.run();

        assertThat(foreign).hasContent("mine");
        assertThat(item(report, VERSION).result()).isEqualTo(Result.FAILED);
        assertThat(item(report, "extract 1").result()).isEqualTo(Result.FETCHED);
    }

    @Test
    void whatWasAlteredOrDeletedInTheCopyIsFetchedAgainAndNothingElse() throws IOException {
        keeping.runAndSettle();
        keeping.server.forgetRequests();
        Files.write(keeping.folder.resolve(CODES_PATH), new byte[10]);
        Files.delete(keeping.folder.resolve(EXTRACTS + "extract-2.tar.gz"));

        keeping.run();

        isPublished();
        assertThat(keeping.server.transfers()).containsExactlyInAnyOrder("codes.txt", "2");
    }

    @Test
    void aVersionWhoseFilesChangeIsFollowed() {
        keeping.runAndSettle();
        var version = keeping.server.version("icd-10-cm-1", "codes-2", "2022-october-93");
        version.put("codes.txt", CHANGES).put("more.txt", NOTES).updated("2023-01-01T00:00:00.000001+00:00");
        keeping.server.forgetRequests();

        var report = keeping.run();

        assertThat(report.complete()).isTrue();
        assertThat(keeping.server.transfers()).containsExactlyInAnyOrder("codes.txt", "more.txt");
        assertThat(keeping.files().get(CODES_PATH)).isEqualTo(CHANGES);
        assertThat(keeping.verify().sound()).isTrue();
    }

    @Test
    void aBrokenRunGoesOnWithWhatItHas() {
        keeping.server.instead("/bytes/.*codes.*", exchange -> exchange.sendResponseHeaders(404, -1));
        assertThat(Keeping.results(keeping.run()))
                .isEqualTo(Map.of(VERSION, Result.FAILED, "extract 1", Result.FETCHED, "extract 2", Result.FETCHED));
        keeping.server.behave();
        keeping.server.forgetRequests();

        keeping.run();

        isPublished();
        assertThat(keeping.server.transfers()).containsExactly("codes.txt");
    }

    @Test
    void aServerThatHasOneOfTheApisGivesWhatItHas() {
        keeping.server.instead("/api/.*", exchange -> exchange.sendResponseHeaders(404, -1));

        var report = keeping.run();

        assertThat(keeping.files()).containsOnlyKeys(CODES_PATH, NOTES_PATH);
        assertThat(report.complete()).isFalse();
        assertThat(report.servers().getFirst().failure()).isNotNull();
    }

    @Test
    void aServerThatFailsKeepsNoOtherFromBeingDone() throws IOException {
        try (var other = new Keeping(parent.resolve("other"))) {
            other.server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", NOTES);
            keeping.server.instead("/download/.*", exchange -> exchange.sendResponseHeaders(500, -1));
            keeping.choose(Keeping.ALL_VERSIONS);
            var both = List.of(
                    keeping.servers().getFirst(),
                    new SyncServer("beta", other.client, List.of(Keeping.ALL_VERSIONS), new Trust.FirstUse()));
            var settings = new SyncSettings(keeping.folder, both, Set.of());
            try (var copy = keeping.open()) {
                var report = new Synchronizer(settings, keeping.time, SyncListener.NONE).run(copy);

                assertThat(report.complete()).isFalse();
                assertThat(report.servers())
                        .extracting(SyncReport.Server::isComplete)
                        .containsExactly(false, true);
            }
            assertThat(keeping.files()).containsOnlyKeys("beta/products/loinc-3/core-4/2-77-5/loinc.csv");
        }
    }

    @Test
    void whatCannotBeRemovedKeepsNothingElseFromBeingDone() throws IOException {
        keeping.run();
        Files.delete(keeping.folder.resolve(CODES_PATH));
        Files.delete(keeping.folder.resolve(NOTES_PATH));
        Files.delete(keeping.folder.resolve("acme/products/" + VERSION));
        Files.writeString(keeping.folder.resolve("acme/products/" + VERSION), "mine");
        keeping.server.versions().clear();
        keeping.server.extracts().removeFirst();

        var report = keeping.remove(Removal.UNLISTED).run();

        assertThat(item(report, VERSION).result()).isEqualTo(Result.FAILED);
        assertThat(item(report, VERSION).reason()).contains("It cannot be removed");
        assertThat(item(report, "extract 1").result()).isEqualTo(Result.REMOVED);
        assertThat(keeping.folder.resolve("acme/products/" + VERSION)).hasContent("mine");
    }

    @Test
    void anInterruptedRunLeavesTheCopyToTheNext() throws Exception {
        var arrived = new CountDownLatch(1);
        keeping.server.instead("/bytes/.*codes.*", 1, exchange -> {
            arrived.countDown();
            LockSupport.park();
        });
        var thread = new CompletableFuture<Thread>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = threads.submit(() -> {
                thread.complete(Thread.currentThread());
                return keeping.run();
            });
            arrived.await();
            thread.get().interrupt();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(run::get)
                    .withCauseInstanceOf(AlmonerException.Interrupted.class);
        }
        assertThat(keeping.run().complete()).isTrue();
        isPublished();
    }

    @Test
    void namesAreKeptAsTheyAreWrittenInTheReportAndTheInventory() {
        keeping.server
                .version("icd-10-cm-1", "codes-2", "2022-october-93")
                .put("Übersicht 日本.txt", "ä".getBytes(StandardCharsets.UTF_8))
                .says("version_name", "Fassung «Ü» 日本 \uD83D\uDE00");

        keeping.run();

        assertThat(keeping.files()).containsKey("acme/products/" + VERSION + "/Übersicht 日本.txt");
        assertThat(keeping.inventory().holding("acme:" + VERSION).orElseThrow().whole())
                .extracting(Holding.Whole::name)
                .asString()
                .endsWith("Fassung «Ü» 日本 \uD83D\uDE00");
        assertThat(keeping.verify().sound()).isTrue();
    }
}
