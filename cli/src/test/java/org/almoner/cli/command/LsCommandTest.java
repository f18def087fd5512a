package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

import org.almoner.cli.Shell;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareFile;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LsCommandTest {

    private static final byte[] CODES = Golden.bytes(25_000, 1);

    @TempDir
    private Path home;

    private BareServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new BareServer(InstantSource.system());
        server.version("loinc-3", "core-4", "2-77-5")
                .put("loinc.csv", CODES)
                .put(new BareFile(
                        "id", "more.csv", CODES, Map.of("sha256", BareProofs.sha256(CODES), "size_in_bytes", 25_000)));
        server.version("icd-1", "codes-2", "2022-3").put("codes.txt", CODES).retracted("Wrong");
        server.extracts().add(new BareExtract(7, "COMPLETE", CODES));
        shell = new Shell(home)
                .set("ALMONER_URL", server.address().toString())
                .set("ALMONER_CLIENT_ID", "hospital")
                .set("ALMONER_CLIENT_SECRET", "s3cret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTopIsProductsAndExtracts() {
        assertThat(shell.run("ls").out()).contains("loinc-3", "Product icd-1", "extracts", "1 extract");
    }

    @Test
    void oneStepAtATime() {
        assertThat(shell.run("ls", "loinc").out()).contains("loinc-3/core-4").doesNotContain("2-77");
        assertThat(shell.run("ls", "loinc/core").out()).contains("loinc-3/core-4/2-77-5");
        assertThat(shell.run("ls", "icd-1/codes-2").out()).contains("Version 2022-3 (retracted)");
        var files = shell.run("ls", "Product loinc-3/Sub-product core-4/2-77-5").out();
        assertThat(files).contains("loinc-3/core-4/2-77-5 loinc.csv", "more.csv", "25.0 kB");
        assertThat(shell.run("ls", "extracts").out()).contains("extracts/7", "COMPLETE LONG_REC, 25.0 kB");
    }

    @Test
    void whatIsListedCanBeListedFurther() {
        var product = shell.run("ls", "--json").json().get(0).get("path").stringValue();
        var subProduct =
                shell.run("ls", product, "--json").json().get(0).get("path").stringValue();
        var version =
                shell.run("ls", subProduct, "--json").json().get(0).get("path").stringValue();
        var files = shell.run("ls", version, "--json").json();

        assertThat(version).isEqualTo("loinc-3/core-4/2-77-5");
        assertThat(files).hasSize(2);
        assertThat(files.get(1).get("more").get("sha256").stringValue()).isEqualTo(BareProofs.sha256(CODES));
        assertThat(files.get(0).get("more")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aServerWithoutExtractsHasProducts(int status) {
        server.instead("/api/.*", exchange -> exchange.sendResponseHeaders(status, -1));

        var result = shell.run("ls");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("loinc-3").doesNotContain("extract");
    }

    @Test
    void whereThereIsNothingItIsSaidSo() {
        server.versions().clear();
        server.extracts().clear();

        var result = shell.run("ls");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out() + result.err()).contains("There is nothing for you to fetch here.");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(shell.run("ls", "nothing").exitCode()).isEqualTo(3);
        assertThat(shell.run("ls", "loinc/nothing").exitCode()).isEqualTo(3);
        assertThat(shell.run("ls", "loinc/core/nothing").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c/d", "/", "a//b", "a/"})
    void whatIsNoPathIsSaidSo(String path) {
        var result = shell.run("ls", path);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("PRODUCT/SUB_PRODUCT/VERSION");
    }
}
