package org.almoner.cli.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code publish} finds out about files, here and on the server. */
@SuppressWarnings("StringConcatToTextBlock") // line ends of DOS are part of the file
class PublishCheckTest {

    private static final String HERE = "icd-10-cm/code-descriptions";

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = Shell.at(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path sample(String codeSet) {
        var made = shell.run(
                "sample",
                "release",
                codeSet,
                "--out",
                home.toString(),
                "--date",
                "2026-01-01",
                "--codes",
                "400",
                "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        return Path.of(made.json().get("path").asString());
    }

    private Path damaged() throws IOException {
        return Files.writeString(
                home.resolve("cvx.txt"),
                "08        |Hep B|hepatitis B vaccine||Active|False|2010/05/28\r\n"
                        + "08        |Hep B|hepatitis B vaccine||active|False|2010/05/28\r\n");
    }

    @Test
    void aSoundReleaseIsPublishedAndSaidToBe() {
        var result = shell.run("publish", HERE, "2026", sample("icd-10-cm").toString(), "--json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("icd-10-cm 2026: passes, 0 errors and 0 warnings in 440 rows.");
        assertThat(result.json().get("checks").get(0).get("passes").asBoolean()).isTrue();
        assertThat(result.json().get("check").isNull()).isTrue();
    }

    @Test
    void nothingOfAReleaseWithErrorsIsSent() throws IOException {
        var file = damaged().toString();

        var result = shell.run("publish", HERE, "2026", file);
        var json = shell.run("publish", HERE, "2026", file, "--json").json();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo(shell.run("check", file, "--profile", "cvx").out())
                .contains("cvx.txt:2: the key '08' is that of line 1, too");
        assertThat(result.err()).contains("2 errors, so nothing was sent", "--accept-findings", "--no-check");
        assertThat(json.get("outcome").asString()).isEqualTo("refused");
        assertThat(json.get("checks").get(0).get("errors").asInt()).isEqualTo(2);
        assertThat(json.get("version").isNull()).isTrue();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whoAcceptsFindingsPublishesThemEverywhere() throws IOException {
        server.admin().checks().passThrough("refused");

        var result = shell.run("publish", HERE, "2026", damaged().toString(), "--accept-findings");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("the key '08' is that of line 1, too", "as --accept-findings says");
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        assertThat(server.admin().checks().requests()).endsWith(Map.of("accept_findings", true));
        var again = shell.run("publish", HERE, "2026", home.resolve("cvx.txt").toString(), "--accept-findings");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("is published already");
    }

    @Test
    void withoutACheckHereTheServersCounts() throws IOException {
        server.admin().checks().passThrough("waiting", "running", "refused");
        var file = damaged().toString();

        var result = shell.run("publish", HERE, "2026", file, "--no-check");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("cvx: does not pass, 1 error", "error rows: 1. Tables do not lose rows.")
                .contains("  cvx.txt: has 3 rows, where the release before had 8")
                .doesNotContain("Published");
        assertThat(result.err())
                .contains("Waiting for the server to check it.", "The server checks it.")
                .contains("since 2025: 1 added, 2 removed, 3 retired, 4 reactivated, 5 remapped, 6 revised.")
                .contains("Draft icd-10-cm-1/code-descriptions-2/2026-11 is complete, but does not pass")
                .doesNotContain("the same command goes on");
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
    }

    /** Who approves a draft later has no files at hand. */
    @Test
    void aDraftIsPublishedByTheServersCheckAlone() {
        server.admin().checks().passThrough("passed");
        shell.run("publish", HERE, "2026", sample("icd-10-cm").toString(), "--draft");

        var result = shell.run("publish", HERE, "2026", "--json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().get("checks").isEmpty()).isTrue();
        assertThat(result.json().get("check").get("state").asString()).isEqualTo("passed");
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
    }

    @Test
    void aDraftThatWouldBeRefusedIsSaidToBe() {
        server.admin().checks().passThrough("refused");

        var result = shell.run("publish", HERE, "2026", sample("icd-10-cm").toString(), "--draft");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("does not pass, 1 error", "Draft");
        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
    }

    /** Products and packages lie in two folders; that packages are of products can only be seen of both together. */
    @Test
    void looseFilesOfOneReleaseBelongTogether() throws IOException {
        var products = file("a/product.txt", NDC_PRODUCTS);
        var packages = file("b/package.txt", NDC_PACKAGES);

        var both = shell.run("publish", HERE, "2026", packages.toString(), products.toString());
        var others = file(
                "c/package.txt",
                NDC_PACKAGES.replace(
                        "0002-0152_3b1b6f2e-6b4b-4b0e-9a55-0d5b0a4f9c11",
                        "0002-0152_4b1b6f2e-6b4b-4b0e-9a55-0d5b0a4f9c11"));
        var orphans = shell.run("publish", HERE, "2027", others.toString(), products.toString(), "--json");

        assertThat(both.exitCode()).as(both.out() + both.err()).isZero();
        assertThat(both.err()).contains("ndc: passes, 0 errors and 0 warnings in 2 rows.");
        assertThat(orphans.json()
                        .get("checks")
                        .get(0)
                        .get("rules")
                        .get(0)
                        .get("rule")
                        .asString())
                .isEqualTo("reference");
    }

    private static final String NDC_PRODUCTS =
            "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\t"
                    + "ROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tMARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\t"
                    + "ACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\tNDC_EXCLUDE_FLAG\tLISTING_RECORD_CERTIFIED_THROUGH\r\n"
                    + "0002-0152_3b1b6f2e-6b4b-4b0e-9a55-0d5b0a4f9c11\t0002-0152\tHUMAN PRESCRIPTION DRUG\tZepbound\t\ttirzepatide\tINJECTION\tSUBCUTANEOUS\t20240328\t\tNDA\t"
                    + "NDA217806\tEli Lilly\tTIRZEPATIDE\t2.5\tmg/.5mL\t\t\tN\t20261231\r\n";
    private static final String NDC_PACKAGES =
            "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\tENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE\r\n"
                    + "0002-0152_3b1b6f2e-6b4b-4b0e-9a55-0d5b0a4f9c11\t0002-0152\t0002-0152-01\t1 VIAL\t20240328\t\tN\tN\r\n";

    private Path file(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aDamagedArchiveIsNotSent() throws IOException {
        var archive = sample("loinc");
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        var result = shell.run("publish", HERE, "2026", archive.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is not a ZIP that can be read", "nothing was sent");
        assertThat(server.asked()).isEmpty();
    }

    /** Only a name tells what it was meant to be. */
    @Test
    void aFileThatIsDamagedFromItsFirstLineOnIsNotPassedOver() throws IOException {
        var file = file("cvx.txt", "this is no release\r\n");

        var result = shell.run("publish", HERE, "2026", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("cvx: does not pass");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aProfileThatDoesNotFitIsAnError() throws IOException {
        var file = sample("icd-10-cm").toString();

        var other = shell.run("publish", HERE, "2026", file, "--profile", "cvx");
        var none = shell.run("publish", HERE, "2026", file, "--profile", "cvy");

        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("is one of the files of cvx");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).contains("Did you mean 'cvx'?");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theServerIsToldTheProfileUnlessItIsOnesOwn() throws IOException {
        server.admin().checks().passThrough("passed");
        var file = sample("icd-10-cm").toString();
        var own = Files.createDirectories(home.resolve("own/names"));
        Files.writeString(own.resolve("profile.json"), """
                { "name": "names", "title": "Names", "publisher": "We", "description": "Names.",
                  "files": [ { "table": "names", "name": "names\\\\.csv", "occurs": "once", "layout": "names" } ] }
                """);
        Files.writeString(own.resolve("names.layout.json"), """
                { "description": "Names.", "form": "delimited", "encoding": "utf-8", "delimiter": ",", "quotes": true, "key": ["code"],
                  "columns": [ { "name": "code", "type": "text", "header": ["Code"] } ] }
                """);
        var names = file("names.csv", "Code\nA\n").toString();

        shell.run("publish", HERE, "2025", file, "--profile", "icd-10-cm");
        var result = shell.run("publish", HERE, "2026", names, "--profile", "names", "--profiles", own.toString());

        assertThat(result.err()).contains("names: passes");
        assertThat(server.admin().checks().requests())
                .isEqualTo(List.of(Map.of("profile", "icd-10-cm"), Map.of(), Map.of(), Map.of()));
    }

    @Test
    void whatNobodyKnowsIsPublishedWithANote() throws IOException {
        server.admin().checks().passThrough("unrecognized");

        var result =
                shell.run("publish", HERE, "2026", file("notes.pdf", "%PDF").toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains(
                        "Not checked, as no profile knows such files: notes.pdf.",
                        "Not checked by the server: No profile fits.");
    }
}
