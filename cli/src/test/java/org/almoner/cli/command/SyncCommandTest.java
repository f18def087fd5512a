package org.almoner.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.almoner.cli.Shell;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenKey;
import org.almoner.client.http.Sleeper;
import org.almoner.client.sync.LocalCopy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SyncCommandTest {

    private static final byte[] CODES = Golden.bytes(25_000, 1);
    private static final byte[] EXTRACT = Golden.bytes(15_000, 2);
    private static final String CODES_PATH = "acme/products/icd-10-cm-1/codes-2/2022-october-93/codes.txt";
    private static final String EXTRACT_PATH = "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz";

    @TempDir
    private Path home;

    private BareServer server;
    private Shell shell;
    private Path copy;

    @BeforeEach
    void start() throws IOException {
        server = new BareServer(InstantSource.system());
        server.version("icd-10-cm-1", "codes-2", "2022-october-93").put("codes.txt", CODES);
        server.extracts().add(new BareExtract(1, "COMPLETE", EXTRACT));
        shell = new Shell(home);
        copy = home.resolve("copy");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Settings for all there is, with more lines at their end. */
    private String settings(String... more) throws IOException {
        var text = """
                folder: copy
                servers:
                  acme:
                    url: %s
                    client-id: hospital
                    client-secret: s3cret
                    products:
                      - versions: all
                    extracts:
                      - chains: all
                %s
                """.formatted(server.address(), String.join("\n", more));
        return Files.writeString(home.resolve("sync.yaml"), text).toString();
    }

    private void isThere() {
        assertThat(copy.resolve(CODES_PATH)).hasBinaryContent(CODES);
        assertThat(copy.resolve(EXTRACT_PATH)).hasBinaryContent(EXTRACT);
    }

    @Test
    void theCopyBecomesWhatTheServerHas() throws IOException {
        var result = shell.run("sync", settings());

        assertThat(result.exitCode()).as(result.err()).isZero();
        isThere();
        assertThat(result.out()).isEqualTo("acme: 2 fetched (40.0 kB)\n");
        assertThat(result.err()).contains("Product icd-10-cm-1, Sub-product codes-2, Version 2022-october-93: fetched");
    }

    @Test
    void aSecondRunSaysThatAllIsUpToDate() throws IOException {
        var settings = settings();
        shell.run("sync", settings);
        server.forgetRequests();

        var result = shell.run("sync", settings);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("acme: 2 up to date\n");
        assertThat(server.transfers()).isEmpty();
    }

    @Test
    void settingsAreFoundWhereTheyUsuallyAre() throws IOException {
        var usual = home.resolve(".config/almoner/sync.yaml");
        Files.createDirectories(usual.getParent());
        Files.move(Path.of(settings("")), usual);

        assertThat(shell.run("sync").exitCode()).isZero();
        assertThat(home.resolve(".config/almoner/copy").resolve(CODES_PATH)).hasBinaryContent(CODES);
    }

    @Test
    void withoutSettingsItSaysWhatToDo() {
        var result = shell.run("sync");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("almoner-sync.yaml", "--to FOLDER");
    }

    @Test
    void withoutSettingsTheNewestOfEverythingIsTaken() {
        server.version("icd-10-cm-1", "codes-2", "2021-october-92")
                .effective("2021-10-01")
                .put("codes.txt", EXTRACT);
        shell.set("ALMONER_URL", server.address().toString())
                .set("ALMONER_CLIENT_ID", "hospital")
                .set("ALMONER_CLIENT_SECRET", "s3cret");

        var result = shell.run("sync", "--to", copy.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(copy.resolve("almoner/products/icd-10-cm-1/codes-2"))
                .isDirectoryContaining("glob:**2022-october-93");
        assertThat(copy.resolve("almoner/products/icd-10-cm-1/codes-2/2021-october-92"))
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void withoutSettingsAServerThatHasOneOfTheApisGivesWhatItHas(int status) {
        shell.set("ALMONER_URL", server.address().toString())
                .set("ALMONER_CLIENT_ID", "hospital")
                .set("ALMONER_CLIENT_SECRET", "s3cret");
        server.instead("/api/.*", exchange -> exchange.sendResponseHeaders(status, -1));
        assertThat(shell.run("sync", "--to", copy.toString()).exitCode()).isZero();
        assertThat(copy.resolve("almoner/products/icd-10-cm-1/codes-2/2022-october-93/codes.txt"))
                .hasBinaryContent(CODES);

        server.instead("/download/.*", exchange -> exchange.sendResponseHeaders(status, -1));
        assertThat(shell.run("sync", "--to", copy.toString()).exitCode()).isEqualTo(1);
        server.behave();
        server.instead("/download/.*", exchange -> exchange.sendResponseHeaders(status, -1));
        assertThat(shell.run("sync", "--to", copy.toString()).exitCode()).isZero();
        assertThat(copy.resolve("almoner/" + EXTRACT_PATH.substring("acme/".length())))
                .hasBinaryContent(EXTRACT);
    }

    @Test
    void aDryRunSaysWhatWouldBeFetchedAndWritesNothing() throws IOException {
        var result = shell.run("sync", settings(), "--dry-run");

        assertThat(result.exitCode()).isZero();
        assertThat(copy).doesNotExist();
        assertThat(server.transfers()).isEmpty();
        assertThat(result.out())
                .contains("would fetch Product icd-10-cm-1, Sub-product codes-2, Version 2022-october-93: 1 file,"
                        + " the server does not say how large")
                .contains("would fetch COMPLETE LONG_REC of 2016-11-11T08:23:06Z: 1 file, 15.0 kB");
    }

    @Test
    void dryRunAndFollowDoNotGoTogether() throws IOException {
        assertThat(shell.run("sync", settings(), "--dry-run", "--follow").exitCode())
                .isEqualTo(2);
    }

    @Test
    void anErrorInTheSettingsIsOneOfUsage() throws IOException {
        var result = shell.run("sync", settings("removed: all"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no 'removed'; did you mean 'remove'?");
        assertThat(copy).doesNotExist();
    }

    @Test
    void whatIsMissingMakesItFailAndTheNextRunGoOn() throws IOException {
        server.instead("/bytes/.*", exchange -> exchange.sendResponseHeaders(404, -1));

        var result = shell.run("sync", settings());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("acme: 1 fetched (15.0 kB), 1 failed\n");
        assertThat(result.err()).contains(CODES_PATH + ": not fetched.", "run it again to go on");
        server.behave();

        assertThat(shell.run("sync", settings()).exitCode()).isZero();
        isThere();
    }

    private List<JsonNode> lines(String out) {
        return out.lines().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void forProgramsThereIsALineForEverythingAndTheReportIsTheLast() throws IOException {
        var result = shell.run("sync", settings(), "--json");

        var lines = lines(result.out());
        assertThat(lines)
                .extracting(line -> line.get("event").stringValue())
                .contains("looking", "planned", "placed", "through")
                .endsWith("report");
        var report = lines.getLast().get("report");
        assertThat(report.get("complete").booleanValue()).isTrue();
        assertThat(report.get("servers").get(0).get("items")).hasSize(2);
        var file = report.get("servers")
                .get(0)
                .get("items")
                .valueStream()
                .map(item -> item.get("files").get(0))
                .filter(each -> each.get("path").stringValue().equals(CODES_PATH))
                .findFirst()
                .orElseThrow();
        assertThat(file.get("sha256").stringValue()).isEqualTo(BareProofs.sha256(CODES));
        assertThat(file.get("proof").stringValue()).isEqualToIgnoringCase("none");
        var kept = JsonMapper.shared().readTree(Files.readAllBytes(copy.resolve(".almoner/report.json")));
        assertThat(kept.get("begun")).isEqualTo(report.get("begun"));
        assertThat(kept.get("changes")).isEqualTo(report.get("changes")).hasSize(2);
    }

    @Test
    void noSecretIsWrittenAnywhereInTheCopy() throws IOException {
        shell.run("sync", settings(), "--json");

        try (var files = Files.walk(copy.resolve(".almoner"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("s3cret", "expires=", "Bearer");
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsToBeDoneAfterIsDoneOnceAndToldWhereToLook() throws IOException {
        var settings = settings(
                "after: 'echo \"$ALMONER_COPY\" \"$ALMONER_REPORT\" >> ../calls; cat \"$ALMONER_REPORT\" > ../seen'");
        shell.run("sync", settings);
        shell.run("sync", settings);

        var calls = Files.readAllLines(home.resolve("calls"));
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst()).startsWith(copy + " " + copy.resolve(".almoner/reports"));
        assertThat(JsonMapper.shared()
                        .readTree(Files.readAllBytes(home.resolve("seen")))
                        .get("changes"))
                .hasSize(2);

        server.version("icd-10-cm-1", "codes-2", "2023-april-94").put("codes.txt", EXTRACT);
        shell.run("sync", settings);
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(2);
        assertThat(JsonMapper.shared()
                        .readTree(Files.readAllBytes(home.resolve("seen")))
                        .get("changes"))
                .hasSize(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsToBeDoneAfterIsDoneAgainUntilItEndsWell() throws IOException {
        var settings = settings("after: 'echo called >> ../calls; test -e ../fine'");

        var failed = shell.run("sync", settings);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("what is to be done after it ended with 1", "It is run again the next time");
        Files.createFile(home.resolve("fine"));
        assertThat(shell.run("sync", settings).exitCode()).isZero();
        assertThat(shell.run("sync", settings).exitCode()).isZero();
        assertThat(Files.readAllLines(home.resolve("calls"))).hasSize(2);
    }

    @Test
    void anotherRunIsSaidAndNothingIsDone() throws IOException {
        var settings = settings();
        try (var held = LocalCopy.open(copy, Duration.ZERO, InstantSource.system(), Sleeper.REAL)) {
            var result = shell.run("sync", settings);

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("Another run is keeping the copy in " + held.folder(), "--wait");
        }
        assertThat(server.transfers()).isEmpty();
        assertThat(shell.run("sync", settings).exitCode()).isZero();
    }

    @Test
    void aKeyThatIsPinnedRefusesWhatItHasNotSigned() throws IOException {
        BareProofs.sign(server, new GoldenKey());
        var settings = settings();
        Files.writeString(
                Path.of(settings),
                Files.readString(Path.of(settings))
                        .replace(
                                "    products:",
                                "    trust: " + new GoldenKey().key().text() + "\n    products:"));

        var result = shell.run("sync", settings);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("acme: 2 refused\n");
        assertThat(result.err()).contains("not one that you trust");
        assertThat(copy.resolve("acme")).doesNotExist();
    }

    @Test
    void aDamagedInventoryIsKeptAsideAndSaid() throws IOException {
        var settings = settings();
        shell.run("sync", settings);
        var inventory = copy.resolve(".almoner/inventory");
        var bytes = Files.readAllBytes(inventory);
        bytes[20] ^= 1;
        Files.write(inventory, bytes);

        var result = shell.run("sync", settings);

        assertThat(result.err()).contains("The copy's inventory was damaged", "inventory.damaged-");
        assertThat(shell.run("sync", settings).err()).doesNotContain("damaged");
        isThere();
    }
}
