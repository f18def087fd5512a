package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.almoner.client.download.Fetched;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareFile;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenKey;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.sync.SyncReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignedCopyTest {

    private static final GoldenKey KEY = new GoldenKey();
    private static final GoldenKey OTHER_KEY = new GoldenKey();
    private static final byte[] CODES = Golden.bytes(30_000, 1);
    private static final byte[] OTHER = Golden.bytes(30_000, 2);
    private static final String VERSION = "loinc-3/core-4/2-77-5";
    private static final String FOLDER = "acme/products/" + VERSION;
    private static final String MANIFESTS = "/download/v1/.*/manifest|/api/extracts/[0-9]+/manifest";

    @TempDir
    private Path parent;

    private Keeping keeping;

    @BeforeEach
    void start() throws IOException {
        keeping = new Keeping(parent.resolve("copy"));
        keeping.server
                .version("loinc-3", "core-4", "2-77-5")
                .put("a.txt", CODES)
                .put("b.txt", OTHER);
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", CODES));
        BareProofs.sign(keeping.server, KEY);
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    private Keeping pinned() {
        return keeping.trust(new Trust.Pinned(List.of(KEY.key())));
    }

    private SyncReport.Item item(SyncReport report, String address) {
        return report.items()
                .filter(item -> item.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private void isRefused(String address, SyncReport report) {
        assertThat(item(report, address).result()).isEqualTo(Result.REFUSED);
        assertThat(item(report, address).reason()).isNotBlank();
        assertThat(report.complete()).isFalse();
    }

    @Test
    void whatIsSignedIsHeldAgainstTheSignedHashAndTheManifestIsKept() {
        var report = pinned().run();

        assertThat(report.complete()).isTrue();
        assertThat(keeping.files())
                .containsOnlyKeys(
                        FOLDER + "/a.txt",
                        FOLDER + "/b.txt",
                        FOLDER + "/manifest.jws",
                        "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz",
                        "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz.manifest.jws");
        assertThat(report.items()).allSatisfy(item -> {
            assertThat(item.signer()).isEqualTo(KEY.key().text());
            assertThat(item.files()).allSatisfy(file -> assertThat(file.proof()).isEqualTo(Fetched.Proof.HASH));
        });
        assertThat(keeping.verify().signatures())
                .hasSize(2)
                .allSatisfy(signature -> assertThat(signature.problem()).isNull());
        assertThat(keeping.verify().sound()).isTrue();
    }

    @Test
    void onlyTheFilesThatAreChosenNeedBeThere() {
        keeping.choose(new Choice.OfVersions(Glob.ANY, Glob.ANY, new Keep.All(), List.of(new Glob("a*"))));

        assertThat(pinned().run().complete()).isTrue();
        assertThat(keeping.files()).containsOnlyKeys(FOLDER + "/a.txt", FOLDER + "/manifest.jws");
        assertThat(keeping.verify().sound()).isTrue();
    }

    @Test
    void aSecondRunFetchesNothingAndAsksForNoManifest() {
        pinned().runAndSettle();
        keeping.server.forgetRequests();

        assertThat(keeping.run().changes()).isEmpty();
        assertThat(keeping.server.asked()).noneMatch(request -> request.endsWith("manifest"));
    }

    @Test
    void bytesThatWereAlteredInTheStoreAreRefused() {
        keeping.server.instead("/bytes/.*a.txt.*", exchange -> keeping.server.send(exchange, "a.txt", OTHER));

        var report = pinned().run();

        assertThat(item(report, VERSION).result()).isEqualTo(Result.FAILED);
        assertThat(keeping.files()).doesNotContainKeys(FOLDER + "/a.txt", FOLDER + "/manifest.jws");
        assertThat(keeping.inventory().holding("acme:" + VERSION).orElseThrow().whole())
                .isNull();
    }

    private static void answer(HttpExchange exchange, String jws) throws IOException {
        BareProofs.jose(exchange, jws);
    }

    static Stream<UnaryOperator<String>> payloads() {
        return Stream.of(
                payload -> payload.replace("2-77-5", "2-78-6"),
                payload -> payload.replace("loinc-3", "loinc-4"),
                payload -> payload.replace("a.txt", "c.txt"),
                payload -> payload.replace(BareProofs.sha256(CODES), BareProofs.sha256(new byte[] {1})),
                payload -> payload.replaceFirst(",\\{[^}]*\"a\\.txt\"[^}]*}", ""),
                payload -> payload.replace(
                        "\"files\":[",
                        "\"files\":[{\"file_name\":\"c.txt\",\"size_in_bytes\":1,\"sha256\":\""
                                + BareProofs.sha256(CODES) + "\"},"),
                payload -> payload.replace("\"manifest\":1", "\"manifest\":2"),
                payload -> payload.replace("\"type\":\"version\"", "\"type\":\"extract\""),
                payload -> "{}");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aManifestThatSaysOtherwiseThanTheListingIsRefused(UnaryOperator<String> altered) {
        var version = keeping.server.version("loinc-3", "core-4", "2-77-5");
        // This server lists hashes, too.
        version.put(new BareFile("a", "a.txt", CODES, Map.of("sha256", BareProofs.sha256(CODES))));
        var payload = altered.apply(BareProofs.payload(version));
        assertThat(payload).isNotEqualTo(BareProofs.payload(version));
        keeping.server.instead("/download/v1/.*/manifest", exchange -> answer(exchange, KEY.manifest(payload)));

        isRefused(VERSION, pinned().run());
        assertThat(keeping.files().keySet()).noneMatch(path -> path.startsWith(FOLDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1424e81d-8cea-4d6b-b140-d6630b684a58>17c7947e-0fc0-4db6-adaa-7dd15d7fb100",
                "\"extract_id\":1>\"extract_id\":2",
                "LONG_REC>SHORT_REC",
                "COMPLETE\">INCREMENTAL\",\"base_extract_id\":0,\"x\":\"",
                "extract-1.tar.gz>extract-2.tar.gz"
            })
    void theManifestOfAnExtractHasToBeOfThatExtract(String change) {
        var parts = List.of(change.split(">", 2));
        var payload = BareProofs.payload(keeping.server.extracts().getFirst());
        var altered = payload.replace(parts.get(0), parts.get(1));
        assertThat(altered).isNotEqualTo(payload);
        keeping.server.instead("/api/.*/manifest", exchange -> answer(exchange, KEY.manifest(altered)));

        isRefused("extract 1", pinned().run());
        assertThat(keeping.files().keySet()).noneMatch(path -> path.startsWith("acme/extracts"));
    }

    @Test
    void aManifestByAnotherKeyIsRefused() {
        BareProofs.sign(keeping.server, OTHER_KEY);

        var report = pinned().run();

        isRefused(VERSION, report);
        isRefused("extract 1", report);
        assertThat(item(report, VERSION).reason()).contains("not one that you trust");
        assertThat(keeping.files()).isEmpty();
    }

    @Test
    void aKeyThatThePinnedOneHasEndorsedIsTrusted() {
        BareProofs.sign(keeping.server, OTHER_KEY);
        BareProofs.keys(
                keeping.server, List.of(Map.entry(KEY, ""), Map.entry(OTHER_KEY, KEY.endorsement(OTHER_KEY.key()))));

        assertThat(pinned().run().complete()).isTrue();
        assertThat(keeping.verify().sound()).isTrue();
    }

    @Test
    void aKeyThatEndorsesItselfIsNot() {
        BareProofs.sign(keeping.server, OTHER_KEY);
        BareProofs.keys(
                keeping.server,
                List.of(Map.entry(KEY, ""), Map.entry(OTHER_KEY, OTHER_KEY.endorsement(OTHER_KEY.key()))));

        isRefused(VERSION, pinned().run());
        assertThat(keeping.files()).isEmpty();
    }

    @Test
    void whatIsNotSignedIsRefusedWhereAKeyIsPinned() {
        keeping.server.behave();

        var report = pinned().run();

        isRefused(VERSION, report);
        isRefused("extract 1", report);
        assertThat(item(report, VERSION).reason()).contains(KEY.key().text(), "'unchecked'");
        assertThat(keeping.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 400, 405})
    void aServerWithoutManifestsIsTakenAsItIsUntilItHasShownOne(int status) {
        keeping.server.behave();
        keeping.server.instead(MANIFESTS, exchange -> exchange.sendResponseHeaders(status, -1));

        assertThat(keeping.run().complete()).isTrue();
        assertThat(keeping.inventory().trusted("acme", "loinc-3")).isEmpty();

        keeping.server.behave();
        BareProofs.sign(keeping.server, KEY);
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a.txt", OTHER);
        assertThat(keeping.run().complete()).isTrue();
        assertThat(keeping.inventory().trusted("acme", "loinc-3"))
                .contains(KEY.key().text());

        keeping.server.instead(MANIFESTS, exchange -> exchange.sendResponseHeaders(status, -1));
        keeping.server.version("loinc-3", "core-4", "2-79-7").put("a.txt", CODES);
        var report = keeping.run();

        isRefused("loinc-3/core-4/2-79-7", report);
        assertThat(keeping.files()).doesNotContainKey("acme/products/loinc-3/core-4/2-79-7/a.txt");
    }

    @Test
    void theKeyOfTheFirstManifestIsTheOneOfAllOthers() {
        keeping.run();
        BareProofs.sign(keeping.server, OTHER_KEY);
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a.txt", OTHER);
        keeping.server.extracts().add(new BareExtract(2, "INCREMENTAL", OTHER));

        var report = keeping.run();

        isRefused("loinc-3/core-4/2-78-6", report);
        isRefused("extract 2", report);
        assertThat(item(report, VERSION).result()).isEqualTo(Result.KEPT);
    }

    @Test
    void theFirstManifestOfOneRunIsTheFirstToo() {
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a.txt", OTHER);
        keeping.server.instead(
                "/download/v1/.*/2-78-6/manifest",
                exchange -> answer(
                        exchange,
                        OTHER_KEY.manifest(BareProofs.payload(keeping.server.version("loinc-3", "core-4", "2-78-6")))));

        assertThat(Keeping.results(keeping.run()).values())
                .as("one of the two is by another publisher than the other")
                .containsExactlyInAnyOrder(Result.REFUSED, Result.FETCHED, Result.FETCHED);
    }

    @Test
    void publishersOfOtherProductsHaveOtherKeys() {
        keeping.server.version("icd-1", "codes-2", "2022-3").put("codes.txt", CODES);
        keeping.server.instead(
                "/download/v1/products/icd-1/.*/manifest",
                exchange -> answer(
                        exchange,
                        OTHER_KEY.manifest(BareProofs.payload(keeping.server.version("icd-1", "codes-2", "2022-3")))));

        assertThat(keeping.run().complete()).isTrue();
        assertThat(keeping.inventory().trusted("acme", "icd-1"))
                .contains(OTHER_KEY.key().text());
        assertThat(keeping.inventory().trusted("acme", "loinc-3"))
                .contains(KEY.key().text());
    }

    @Test
    void whereNothingIsCheckedNoManifestIsAskedFor() {
        keeping.trust(new Trust.Unchecked()).run();

        assertThat(keeping.server.asked()).noneMatch(request -> request.contains("manifest"));
        assertThat(keeping.files()).hasSize(3);
    }

    @Test
    void aPageInPlaceOfAManifestIsRefused() {
        keeping.server.instead(MANIFESTS, exchange -> BareServer.answer(exchange, 200, "text/html", new byte[] {'<'}));

        var report = keeping.run();

        isRefused(VERSION, report);
        assertThat(keeping.files()).isEmpty();
    }

    @Test
    void anAlteredManifestInTheCopyIsFound() throws IOException {
        pinned().run();
        var manifest = keeping.folder.resolve(FOLDER + "/manifest.jws");
        var text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst(".\n$", text.endsWith("A\n") ? "B\n" : "A\n"));

        var report = keeping.verify();

        assertThat(report.sound()).isFalse();
        assertThat(report.signatures())
                .filteredOn(signature -> signature.problem() != null)
                .extracting(VerifyReport.Signature::path)
                .containsExactly(FOLDER + "/manifest.jws");
        Files.delete(manifest);
        assertThat(keeping.verify().sound()).isFalse();
    }

    @Test
    void anotherVersionsManifestInTheCopyIsFound() throws IOException {
        keeping.server
                .version("loinc-3", "core-4", "2-78-6")
                .put("a.txt", OTHER)
                .put("b.txt", OTHER);
        pinned().run();
        Files.copy(
                keeping.folder.resolve("acme/products/loinc-3/core-4/2-78-6/manifest.jws"),
                keeping.folder.resolve(FOLDER + "/manifest.jws"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(keeping.verify().signatures())
                .filteredOn(signature -> signature.problem() != null)
                .singleElement()
                .satisfies(signature -> assertThat(signature.problem()).contains("does not say of a.txt"));
    }

    @Test
    void removingAVersionRemovesItsManifest() {
        pinned().run();
        keeping.server.versions().clear();
        keeping.server.extracts().clear();

        keeping.remove(Removal.UNLISTED).run();

        assertThat(keeping.files()).isEmpty();
        assertThat(keeping.folder.resolve("acme")).doesNotExist();
    }

    /** Without a server, and without a copy. */
    @Test
    void aFolderIsHeldAgainstAManifest() throws IOException {
        var folder = Files.createDirectory(parent.resolve("by-hand"));
        Files.write(folder.resolve("a.txt"), CODES);
        Files.write(folder.resolve("b.txt"), OTHER);
        var manifest = Files.writeString(
                parent.resolve("m.jws"),
                KEY.manifest(BareProofs.payload(keeping.server.version("loinc-3", "core-4", "2-77-5"))) + "\n");

        assertThat(verified(manifest, folder, KEY.key()).sound()).isTrue();

        Files.write(folder.resolve("a.txt"), OTHER);
        Files.delete(folder.resolve("b.txt"));
        assertThat(verified(manifest, folder, KEY.key()).files())
                .extracting(VerifyReport.File::state)
                .containsExactly(VerifyReport.State.DAMAGED, VerifyReport.State.MISSING);

        assertThatExceptionOfType(AlmonerException.Untrusted.class)
                .isThrownBy(() -> verified(manifest, folder, OTHER_KEY.key()));
        assertThatExceptionOfType(AlmonerException.Local.class)
                .isThrownBy(() -> verified(parent.resolve("none.jws"), folder, KEY.key()))
                .withMessageContaining("none.jws");
        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> verified(folder.resolve("a.txt"), folder, KEY.key()));
    }

    @Test
    void aManifestThatNamesAFileElsewhereIsNotFollowed() throws IOException {
        Files.write(parent.resolve("a.txt"), CODES);
        var folder = Files.createDirectory(parent.resolve("by-hand"));
        var payload = BareProofs.payload(keeping.server.version("loinc-3", "core-4", "2-77-5"));
        var manifest = Files.writeString(parent.resolve("m.jws"), KEY.manifest(payload.replace("a.txt", "../a.txt")));

        assertThatExceptionOfType(AlmonerException.BadAnswer.class)
                .isThrownBy(() -> verified(manifest, folder, KEY.key()));
    }

    private VerifyReport verified(Path manifest, Path folder, PublisherKey key) {
        return new SignedFolder(folder, keeping.time, SyncListener.NONE)
                .verify(SignedFolder.manifest(manifest, List.of(key)));
    }
}
