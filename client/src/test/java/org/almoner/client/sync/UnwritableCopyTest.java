package org.almoner.client.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Processes that may not write what they would. */
@EnabledOnOs(OS.LINUX)
class UnwritableCopyTest {

    private static final byte[] SMALL = Golden.bytes(10_000, 1);
    private static final byte[] LARGE = Golden.bytes(900_000, 2);
    private static final String VERSION = "acme/products/loinc-3/core-4/2-77-5/";
    private static final String EXTRACT = "acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz";

    @TempDir
    private Path parent;

    private BareServer server;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new BareServer(InstantSource.system());
        server.sendValidators();
        server.version("loinc-3", "core-4", "2-77-5").put("small", SMALL);
        server.extracts().add(new BareExtract(1, "COMPLETE", LARGE));
        folder = parent.resolve("copy");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private record Ended(int code, String said) {}

    /** @param shell what is run before, in the process that becomes the one that syncs */
    private Ended sync(String shell, String locale) throws Exception {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        shell + "exec \"$@\"",
                        "sh",
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-classpath",
                        Objects.requireNonNull(classPath),
                        KilledSync.class.getName(),
                        server.address().toString(),
                        folder.toString(),
                        "2",
                        "100000")
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    @Test
    void aDiskThatTakesNoMoreKeepsWhatThereIsAndTheNextRunGoesOn() throws Exception {
        // In units of 512 bytes: the large file does not fit.
        var full = sync("ulimit -f 1000; ", "C.UTF-8");

        assertThat(full.code()).as(full.said()).isEqualTo(3);
        assertThat(full.said()).contains("extract 1", "Cannot write");
        assertThat(folder.resolve(VERSION + "small")).hasBinaryContent(SMALL);
        assertThat(folder.resolve(EXTRACT)).doesNotExist();
        var before = server.sent();

        var enough = sync("", "C.UTF-8");

        assertThat(enough.code()).as(enough.said()).isZero();
        assertThat(folder.resolve(EXTRACT)).hasBinaryContent(LARGE);
        assertThat(server.sent() - before).as("some of it had arrived").isLessThan(LARGE.length);
    }

    @Test
    void anInventoryThatCannotBeWrittenEndsTheRunWithASentence() throws Exception {
        for (int i = 0; i < 30; i++) {
            server.version("loinc-3", "core-4", "more-" + i).put("small", new byte[] {1});
        }
        var full = sync("ulimit -f 8; ", "C.UTF-8");

        assertThat(full.code()).as(full.said()).isEqualTo(1);
        assertThat(full.said()).contains("Cannot write " + folder.resolve(".almoner/inventory"));
        assertThat(folder.resolve(EXTRACT)).doesNotExist();

        assertThat(sync("", "C.UTF-8").code()).isZero();
        assertThat(folder.resolve(EXTRACT)).hasBinaryContent(LARGE);
    }

    @Test
    void aFileSystemThatIsReadOnlyIsSaidSo() throws Exception {
        assumeThat(new ProcessBuilder("unshare", "-rm", "true").start().waitFor())
                .isZero();
        assertThat(sync("", "C.UTF-8").code()).isZero();
        server.version("loinc-3", "core-4", "2-78-6").put("small", SMALL);
        var before = Keeping.files(folder).keySet();
        var inner =
                "mount --bind \"" + folder + "\" \"" + folder + "\" && mount -o remount,ro,bind \"" + folder + "\" && ";

        var ended = sync("exec unshare -rm /bin/sh -c '" + inner + "exec \"$@\"' sh \"$@\"; ", "C.UTF-8");

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).contains("Cannot keep a copy in " + folder, "Read-only file system");
        assertThat(Keeping.files(folder).keySet()).isEqualTo(before);
    }

    /** As under cron: where the system's character set has no umlauts. */
    @Test
    void aNameThatTheSystemCannotWriteKeepsNothingElseFromBeingFetched() throws Exception {
        server.version("loinc-3", "core-4", "2-78-6").put("Übersicht.pdf", SMALL);

        var ended = sync("", "C");

        assertThat(ended.code()).as(ended.said()).isEqualTo(3);
        assertThat(ended.said()).contains("LC_ALL", "C.UTF-8");
        assertThat(Keeping.files(folder)).containsOnlyKeys(VERSION + "small", EXTRACT);
        assertThat(sync("", "C.UTF-8").code()).isZero();
        assertThat(folder.resolve("acme/products/loinc-3/core-4/2-78-6/Übersicht.pdf"))
                .hasBinaryContent(SMALL);
    }

    @Test
    void aFileInPlaceOfAFolderFailsWhatGoesThereAndNothingElse() throws Exception {
        Files.createDirectories(folder.resolve("acme"));
        Files.writeString(folder.resolve("acme/products"), "mine");

        var ended = sync("", "C.UTF-8");

        assertThat(ended.code()).as(ended.said()).isEqualTo(3);
        assertThat(folder.resolve("acme/products")).hasContent("mine");
        assertThat(folder.resolve(EXTRACT)).hasBinaryContent(LARGE);
    }
}
