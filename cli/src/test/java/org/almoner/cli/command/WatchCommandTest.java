package org.almoner.cli.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.almoner.cli.Shell;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code watch --once}. */
class WatchCommandTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;
    private Path drop;
    private Path settings;

    @BeforeEach
    void start() throws IOException {
        server = new GoldenServer();
        shell = Shell.at(server, home);
        drop = Files.createDirectory(home.resolve("drop"));
        settings = settings("");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path settings(String more) throws IOException {
        return Files.writeString(home.resolve("watch.yaml"), """
                folders:
                  - folder: drop
                    product: icd-10-cm
                    sub-product: code-descriptions
                """ + more.indent(4));
    }

    private Shell.Result watch() {
        return shell.run("watch", settings.toString(), "--once");
    }

    /** Made elsewhere, and old enough to be whole. */
    private Path put(String codeSet, int number, String date) throws IOException {
        return put(codeSet, number, date, 400);
    }

    private Path put(String codeSet, int number, String date, int codes) throws IOException {
        var made = shell.run(
                "sample",
                "release",
                codeSet,
                "--out",
                home.toString(),
                "--date",
                date,
                "--codes",
                Integer.toString(codes),
                "--number",
                Integer.toString(number),
                "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        var from = Path.of(made.json().get("path").asString());
        return old(Files.move(from, drop.resolve(from.getFileName())));
    }

    private static Path old(Path path) throws IOException {
        return Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    }

    private JsonNode report(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(drop.resolve(name + ".report.json")));
    }

    @Test
    void aReleaseBecomesADraftThatWaitsForApproval() throws IOException {
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();

        var result = watch();

        assertThat(result.exitCode()).as(result.err()).isZero();
        var version = server.admin().version("2026");
        assertThat(version.state()).isEqualTo("draft");
        // A fiscal year begins in October of the year before.
        assertThat(version.get("effective_date")).isEqualTo("2025-10-01");
        assertThat(drop.resolve(name)).doesNotExist();
        assertThat(drop.resolve("done").resolve(name))
                .hasBinaryContent(version.file(name).bytes());
        assertThat(report("done/" + name).get("event").asString()).isEqualTo("draft");
        assertThat(drop.resolve("done/" + name + ".report.txt"))
                .content()
                .contains("almoner publish icd-10-cm-1/code-descriptions-2 2026-11")
                .contains("icd-10-cm 2026: passes");
        assertThat(result.out()).contains("waits for approval");
        assertThat(shell.run("publish", "icd-10-cm-1/code-descriptions-2", "2026-11")
                        .exitCode())
                .isZero();
        assertThat(version.state()).isEqualTo("committed");
    }

    @Test
    void byPolicyItIsPublished() throws IOException {
        settings("policy: commit\nlaunch: 14d");
        server.admin().checks().passThrough("waiting", "passed");
        put("icd-10-cm", 0, "2025-10-01");
        var today = LocalDate.now(ZoneOffset.UTC);

        var result = shell.run("watch", settings.toString(), "--once", "--json");

        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        assertThat(server.admin().version("2026").get("launch_date"))
                .isIn(today.plusDays(14).toString(), today.plusDays(15).toString());
        assertThat(result.out()
                        .lines()
                        .map(line ->
                                JsonMapper.shared().readTree(line).get("event").asString()))
                .containsExactly("found", "sent", "published");
    }

    /** The machine stopped after the commit and before the file was moved. */
    @Test
    void whatWasPublishedAlreadyIsMovedOutOfTheWay() throws IOException {
        settings("policy: commit\nlaunch: 14d");
        var file = put("icd-10-cm", 0, "2025-10-01");
        var name = file.getFileName().toString();
        watch();
        Files.move(drop.resolve("done").resolve(name), file);

        var again = watch();

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("is published already");
        assertThat(file).doesNotExist();
        assertThat(server.admin().versions()).hasSize(1);
    }

    @Test
    void aDraftThatIsThereIsGoneOnWith() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        var name = file.getFileName().toString();
        watch();
        Files.move(drop.resolve("done").resolve(name), file);
        settings("policy: commit\nlaunch: 5d");

        assertThat(watch().exitCode()).isZero();

        assertThat(server.admin().versions()).hasSize(1);
        assertThat(server.admin().version("2026").state()).isEqualTo("committed");
        // Its dates are whoever's who has set them.
        assertThat(server.admin().version("2026").get("launch_date")).isEqualTo("2026-11-21");
    }

    @Test
    void aReleaseWithErrorsIsRefusedWithThem() throws IOException {
        old(Files.writeString(drop.resolve("cvx.txt"), "no release\r\n"));

        var result = watch();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("cvx.txt: refused. ");
        assertThat(drop.resolve("refused/cvx.txt")).exists();
        assertThat(report("refused/cvx.txt").get("checks").get(0).get("errors").asInt())
                .isPositive();
        assertThat(drop.resolve("refused/cvx.txt.report.txt")).content().contains("error");
        assertThat(server.admin().versions()).isEmpty();
        assertThat(watch().exitCode()).isZero();
    }

    @Test
    void aReleaseThatTheServerRefusesStaysADraft() throws IOException {
        settings("policy: commit");
        server.admin().checks().passThrough("refused");
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();

        assertThat(watch().exitCode()).isEqualTo(1);

        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
        assertThat(drop.resolve("refused/" + name + ".report.txt"))
                .content()
                .contains("does not pass the server's check: 1 error", "--accept-findings", "almoner discard")
                .contains("has 3 rows, where the release before had 8");
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        var archive = put("loinc", 1, "2026-01-01");
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        old(archive);

        assertThat(watch().exitCode()).isEqualTo(1);

        assertThat(report("refused/" + archive.getFileName()).get("reason").asString())
                .contains("is not a ZIP that can be read");
        assertThat(server.admin().versions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "icd10cm_order_2026.txt.part",
                "x.TMP",
                "~$book.xlsx",
                "x.txt~",
                ".hidden",
                "y.crdownload",
                "Thumbs.db"
            })
    void whatIsNotWholeIsPassedOver(String name) throws IOException {
        old(Files.writeString(drop.resolve(name), "half"));

        assertThat(watch().exitCode()).isZero();

        assertThat(drop.resolve(name)).exists();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whatWasChangedJustNowIsLeftForTheNextTime() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));

        assertThat(watch().exitCode()).isZero();

        assertThat(file).exists();
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aFolderIsOneRelease() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        var folder = Files.createDirectories(drop.resolve("fy2026/text"));
        Files.move(file, folder.resolve(file.getFileName()));
        old(Files.writeString(drop.resolve("fy2026/readme.pdf"), "%PDF"));
        var part = old(Files.writeString(drop.resolve("fy2026/more.txt.part"), "half"));

        assertThat(watch().exitCode()).isZero();
        assertThat(drop.resolve("fy2026")).exists();
        Files.delete(part);
        assertThat(watch().exitCode()).isZero();

        assertThat(drop.resolve("done/fy2026/text").resolve(file.getFileName())).exists();
        var version = server.admin().version("2026");
        assertThat(version.file("readme.pdf").bytes()).hasSize(4);
        assertThat(version.file(file.getFileName().toString()).bytes()).isNotEmpty();
    }

    @Test
    void ofTwoVersionsTheOlderIsPublishedFirst() throws IOException {
        settings("policy: commit");
        put("icd-10-cm", 1, "2026-10-01");
        put("icd-10-cm", 0, "2025-10-01");

        assertThat(watch().exitCode()).isZero();

        // The newest is listed first, so it was drafted last.
        assertThat(server.admin().versions())
                .extracting(version -> version.get("version_name"))
                .containsExactly("2027", "2026");
        assertThat(server.admin().versions())
                .allMatch(version -> version.state().equals("committed"));
    }

    @Test
    void whatIsOlderThanWhatIsPublishedWaitsWhateverThePolicySays() throws IOException {
        settings("policy: commit");
        put("icd-10-cm", 1, "2026-10-01");
        watch();
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();

        assertThat(watch().exitCode()).isZero();

        assertThat(server.admin().version("2026").state()).isEqualTo("draft");
        assertThat(report("done/" + name).get("notes").get(0).asString()).contains("older than the newest version");
    }

    @Test
    void anUnreachableServerLosesNothing() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        server.close();

        var result = watch();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("stays in " + drop, "to be tried again");
        assertThat(file).exists();
        assertThat(drop.resolve("refused")).doesNotExist();
    }

    @Test
    void anUploadThatBreaksIsGoneOnWithTheNextTime() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        server.fail("PATCH", ".*", Fault.status(507));
        assertThat(watch().exitCode()).isEqualTo(1);
        assertThat(file).exists();

        assertThat(watch().exitCode()).isZero();

        assertThat(server.admin().versions()).hasSize(1);
        assertThat(file).doesNotExist();
    }

    /** A disk that is full, or a folder that somebody has protected. */
    @Test
    void whatCannotBeMovedIsTriedAgain() throws IOException {
        settings("policy: commit");
        var file = put("icd-10-cm", 0, "2025-10-01");
        var inTheWay = Files.writeString(drop.resolve("done"), "a file of this name");

        var result = watch();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(file).exists();
        Files.delete(inTheWay);

        assertThat(watch().out()).contains("is published already");
        assertThat(file).doesNotExist();
    }

    @Test
    void otherBytesUnderAPublishedNameAreRefused() throws IOException {
        settings("policy: commit");
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();
        watch();
        put("icd-10-cm", 0, "2025-10-01", 500);

        var result = watch();

        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(report("refused/" + name).get("reason").asString()).contains("published already, and differs in");
        assertThat(drop.resolve("done").resolve(name)).exists();
    }

    /** Who drops a second half of a release would otherwise change what somebody is about to approve. */
    @Test
    void aDraftWithOtherFilesIsNotAddedTo() throws IOException {
        shell.run(
                "publish",
                "icd-10-cm/code-descriptions",
                "2026",
                Files.writeString(home.resolve("notes.pdf"), "%PDF").toString(),
                "--draft");
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();

        assertThat(watch().exitCode()).isEqualTo(1);

        assertThat(report("refused/" + name).get("reason").asString()).contains("with other files: notes.pdf");
        assertThat(server.admin().version("2026").get("effective_date")).isEqualTo("2026-11-21");
    }

    @Test
    void aNameThatIsTakenInDoneIsNotReplaced() throws IOException {
        settings("policy: commit");
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();
        Files.createDirectories(drop.resolve("done"));
        var earlier = Files.writeString(drop.resolve("done").resolve(name), "an earlier one");

        assertThat(watch().exitCode()).isZero();

        assertThat(earlier).hasContent("an earlier one");
        assertThat(drop.resolve("done").resolve(name + ".2")).exists();
        assertThat(drop.resolve("done").resolve(name + ".2.report.json")).exists();
    }

    @Test
    void aReleaseThatTellsNoVersionIsCalledByItsDayIfThatIsSaid() throws IOException {
        var name = put("cvx", 0, "2026-01-05").getFileName().toString();
        assertThat(watch().exitCode()).isEqualTo(1);
        assertThat(report("refused/" + name).get("reason").asString()).contains("'version: day'");
        settings("version: day");
        old(Files.move(drop.resolve("refused").resolve(name), drop.resolve(name)));

        assertThat(watch().exitCode()).isZero();

        assertThat(server.admin().version("2026-01-05").get("effective_date")).isEqualTo("2026-01-05");
    }

    @Test
    void whatNoProfileKnowsIsRefused() throws IOException {
        old(Files.writeString(drop.resolve("notes.pdf"), "%PDF"));

        assertThat(watch().exitCode()).isEqualTo(1);

        assertThat(report("refused/notes.pdf").get("reason").asString())
                .contains("No profile knows such files: notes.pdf");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aReleaseOfAnotherCodeSetIsRefusedWhereOneIsNamed() throws IOException {
        settings("profile: cvx");
        var name = put("icd-10-cm", 0, "2025-10-01").getFileName().toString();

        assertThat(watch().exitCode()).isEqualTo(1);

        assertThat(report("refused/" + name).get("reason").asString()).contains("is one of the files of cvx");
    }

    @Test
    void aProductThatIsNotThereIsWaitedFor() throws IOException {
        Files.writeString(settings, Files.readString(settings).replace("product: icd-10-cm", "product: icd-11"));
        var file = put("icd-10-cm", 0, "2025-10-01");

        var result = watch();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("There is no product 'icd-11'");
        assertThat(file).exists();
    }

    /** What a link leads to is not this folder's to move. */
    @Test
    void linksArePassedOver() throws IOException {
        var file = put("icd-10-cm", 0, "2025-10-01");
        var elsewhere = Files.move(file, home.resolve("elsewhere.txt"));
        Files.createSymbolicLink(file, elsewhere);

        assertThat(watch().exitCode()).isZero();

        assertThat(elsewhere).exists();
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "folders: [] | there is none",
                "folders: [{folder: drop, product: p}] | sub-product: it is missing",
                "folders: [{folder: drop, product: p, sub-product: s, polcy: draft}] | did you mean 'policy'?",
                "folders: [{folder: drop, product: p, sub-product: s, policy: publish}] | is neither draft nor commit",
                "folders: [{folder: drop, product: p, sub-product: s, launch: 14}] | is none of at-once, effective",
                "folders: [{folder: drop, product: p, sub-product: s, done: .}] | taken again and again",
                "folders: [{folder: drop, product: p, sub-product: s, done: x, refused: x}] | done and refused are the same",
                "folders: [{folder: drop, product: p, sub-product: s},{folder: drop/in, product: p, sub-product: s}] | Put them side by side",
                "folders: [{folder: drop, product: p, sub-product: s},{folder: other, product: p, sub-product: s, done: ../drop}] | taken again",
                "folders: [{folder: drop, product: p/q, sub-product: s}] | is not a slug or a name",
                "{unchanged: 5x, folders: [{folder: drop, product: p, sub-product: s}]} | is not a time such as",
                "{client-id: x, folders: [{folder: drop, product: p, sub-product: s}]} | belong together"
            })
    void whatIsWrongWithSettingsIsSaid(String text) throws IOException {
        var parts = text.split(" \\| ", 2);
        Files.writeString(settings, parts[0] + "\n");

        var result = watch();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(parts[1]);
    }

    @Test
    void aFolderOrAProfileThatIsNotThereIsSaid() throws IOException {
        Files.writeString(settings, Files.readString(settings).replace("folder: drop", "folder: drip"));
        assertThat(watch().err()).contains("There is no folder", "drip");
        settings("profile: cvy");
        assertThat(watch().err()).contains("Did you mean 'cvx'?");
    }

    @Test
    void twoDoNotWatchTheSameFolder() throws IOException {
        try (var _ = WatchLocks.of(List.of(drop))) {
            var result = watch();

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("Another process watches " + drop);
        }
        assertThat(watch().exitCode()).isZero();
    }
}
