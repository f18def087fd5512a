package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareProofs;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that got their names, and a process that did not live to note it. The server says no hash by which they could be known. */
class CrashTest {

    @TempDir
    private Path parent;

    private Keeping keeping;
    private Path inventory;

    @BeforeEach
    void start() throws IOException {
        keeping = new Keeping(parent.resolve("copy"));
        inventory = keeping.folder.resolve(".almoner/inventory");
        keeping.server.version("loinc-3", "core-4", "2-77-5").put("a", bytes(1)).put("b", bytes(2));
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a", bytes(3));
        keeping.server.extracts().add(new BareExtract(1, "COMPLETE", bytes(4)));
    }

    @AfterEach
    void stop() {
        keeping.close();
    }

    private static byte[] bytes(long seed) {
        return Golden.bytes(1_000, seed);
    }

    /** Where the last line ends that says that something was begun. */
    private int begun(byte[] bytes) {
        int end = 0;
        for (var entry : CheckedLines.read(bytes).entries()) {
            if (!(entry instanceof Entry.Begun)) {
                return end;
            }
            end += CheckedLines.line(entry).length;
        }
        throw new AssertionError();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsInPlaceAndNotNotedIsTakenAsItIs(boolean signed) throws IOException {
        if (signed) {
            BareProofs.sign(keeping.server, new GoldenKey());
        }
        keeping.run();
        var files = keeping.files();
        var whole = Files.readAllBytes(inventory);
        int first = begun(whole);
        assertThat(first).isBetween(1, whole.length / 2);
        for (int length = first; length < whole.length; length += 13) {
            Files.write(inventory, Arrays.copyOf(whole, length));
            keeping.server.forgetRequests();

            var report = keeping.run();

            assertThat(report.complete()).as("cut at %s", length).isTrue();
            assertThat(keeping.server.transfers()).as("cut at %s", length).isEmpty();
            assertThat(report.changes()).as("cut at %s", length).hasSize(3);
            assertThat(keeping.verify().sound()).isTrue();
            assertThat(keeping.files().keySet()).isEqualTo(files.keySet());
        }
    }

    @Test
    void whatIsInPlaceAndOfAnotherSizeThanListedIsFetchedAgain() throws IOException {
        keeping.run();
        var whole = Files.readAllBytes(inventory);
        Files.write(inventory, Arrays.copyOf(whole, begun(whole)));
        var extract = keeping.folder.resolve("acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-1.tar.gz");
        Files.write(extract, new byte[999]);
        keeping.server.forgetRequests();

        assertThat(keeping.run().complete()).isTrue();

        assertThat(keeping.server.transfers()).containsExactly("1");
        assertThat(extract).hasBinaryContent(bytes(4));
    }

    @Test
    void whatIsListedAsAnotherFileMeanwhileIsFetched() throws IOException {
        keeping.run();
        var whole = Files.readAllBytes(inventory);
        Files.write(inventory, Arrays.copyOf(whole, begun(whole)));
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("a", bytes(9));
        keeping.server.forgetRequests();

        assertThat(keeping.run().complete()).isTrue();

        assertThat(keeping.server.transfers()).containsExactly("a");
        assertThat(keeping.folder.resolve("acme/products/loinc-3/core-4/2-78-6/a"))
                .hasBinaryContent(bytes(9));
    }

    @Test
    void whatAFileWasMadeOfGoesAwayWithIt() throws IOException {
        keeping.run();
        var whole = Files.readAllBytes(inventory);
        Files.write(inventory, Arrays.copyOf(whole, begun(whole)));
        Files.writeString(
                keeping.folder.resolve("acme/products/loinc-3/core-4/2-78-6/a.almoner-part.state"), "left over");

        keeping.run();

        assertThat(keeping.files().keySet()).noneMatch(path -> path.contains(".almoner-part"));
    }

    @Test
    void aBegunVersionThatIsListedNoMoreIsRemovedWithAllThereIsOfIt() throws IOException {
        keeping.server.sendValidators();
        var large = Golden.bytes(200_000, 5);
        keeping.server.version("loinc-3", "core-4", "2-78-6").put("large", large);
        keeping.server.instead("/bytes/.*large.*", exchange -> exchange.sendResponseHeaders(404, -1));
        keeping.server.instead("/bytes/.*large.*", 1, exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.sendResponseHeaders(200, large.length);
            exchange.getResponseBody().write(large, 0, 150_000);
        });
        assertThat(keeping.run().complete()).isFalse();
        assertThat(keeping.files().keySet()).anyMatch(path -> path.contains(".almoner-part"));
        keeping.server.behave();
        keeping.server.versions().remove(keeping.server.version("loinc-3", "core-4", "2-78-6"));

        keeping.remove(Removal.UNLISTED).run();

        assertThat(keeping.folder.resolve("acme/products/loinc-3/core-4/2-78-6"))
                .doesNotExist();
    }
}
