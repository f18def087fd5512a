package org.almoner.client.syndication;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.LongStream;

import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadListener;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Fault;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import org.almoner.client.publish.PublishListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SyndicationTest {

    private static final byte[] ARCHIVE = Golden.bytes(35_000, 7);

    @TempDir
    private Path folder;

    private GoldenServer server;
    private AlmonerClient client;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        client = Golden.client(server, new FakeTime());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void extractsAreAskedForAsTheyAreNeeded() {
        for (int i = 0; i < 401; i++) {
            server.syndication().release("COMPLETE", new byte[0]);
        }
        assertThat(client.syndication()
                        .extracts(ExtractQuery.ALL)
                        .findFirst()
                        .orElseThrow()
                        .id())
                .isEqualTo(1);
        assertThat(server.requests().getLast().query()).isEqualTo("start=1&limit=200");
        server.forgetRequests();
        assertThat(client.syndication().extracts(ExtractQuery.ALL).map(Extract::id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 401).boxed().toList());
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void whatIsAskedForIsSaid() {
        var query = new ExtractQuery(
                ExtractType.INCREMENTAL,
                Instant.parse("2016-11-11T08:23:06.999Z"),
                Instant.parse("2016-11-12T00:00:00Z"),
                "1424e81d-8cea-4d6b-b140-d6630b684a58",
                "LONG_REC");
        assertThat(client.syndication().extracts(query)).isEmpty();
        assertThat(server.requests().getLast().query())
                .isEqualTo("extract_type=INCREMENTAL&start_date=2016-11-11T08%3A23%3A06Z"
                        + "&end_date=2016-11-12T00%3A00%3A00Z&population_id=1424e81d-8cea-4d6b-b140-d6630b684a58"
                        + "&dataset_type=LONG_REC&start=1&limit=200");
    }

    @Test
    void anExtractThatIsNotThereIsNotFoundInTheServersWords() {
        assertThatThrownBy(() -> client.syndication().extract(7))
                .isInstanceOf(AlmonerException.NotFound.class)
                .hasMessageContaining("There is no extract of this id for you.");
    }

    @Test
    void anArchiveIsFetchedAndVerified() {
        var extract = client.syndication().extract(server.syndication().release("COMPLETE", ARCHIVE));
        var target = folder.resolve("in/archive.tar.gz");
        var fetched = client.syndication().fetch(extract, target, false, DownloadListener.NONE);
        assertThat(fetched.path()).isEqualTo(target);
        assertThat(target).hasBinaryContent(ARCHIVE);
        assertThat(client.syndication()
                        .fetch(extract, target, false, DownloadListener.NONE)
                        .alreadyThere())
                .isTrue();
    }

    @Test
    void aBrokenFetchGoesOnWhereItBroke() {
        var extract = client.syndication().extract(server.syndication().release("COMPLETE", ARCHIVE));
        server.fail("GET", "/api/extracts/1/download", new Fault.BreakAnswer(12_345));
        var target = folder.resolve("archive.tar.gz");
        client.syndication().fetch(extract, target, false, DownloadListener.NONE);
        assertThat(target).hasBinaryContent(ARCHIVE);
        assertThat(server.requests().getLast().headers().getFirst("Range")).startsWith("bytes=");
    }

    @Test
    void aTokenThatIsRefusedMidwayIsRenewed() {
        var extract = client.syndication().extract(server.syndication().release("COMPLETE", ARCHIVE));
        server.revokeAllTokens();
        var target = folder.resolve("archive.tar.gz");
        client.syndication().fetch(extract, target, false, DownloadListener.NONE);
        assertThat(target).hasBinaryContent(ARCHIVE);
        assertThat(server.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aServerOfTheOriginalApiWillDo() {
        server.syndication().speakSeedOnly();
        var extract = client.syndication().extract(server.syndication().release("COMPLETE", ARCHIVE));
        assertThat(extract.sha256()).isNull();
        var target = folder.resolve(Syndication.nameOf(extract));
        assertThat(target).hasFileName("extract-1.tar.gz");
        client.syndication().fetch(extract, target, false, DownloadListener.NONE);
        assertThat(target).hasBinaryContent(ARCHIVE);
    }

    @Test
    void anImportGoesOnWhereItBroke() throws Exception {
        var name = "syndication_longrecord_C_stmarys_diabetes_1.0.0_202611110300.tar.gz";
        var file = Files.write(folder.resolve(name), ARCHIVE);
        server.fail("PATCH", ".*/imports/.*", new Fault.BreakRequest(4_000));
        var job = client.archives().send("stmarys", "diabetes", file, PublishListener.NONE);
        assertThat(server.syndication().imported(name)).isEqualTo(ARCHIVE);
        assertThat(job.fileName()).isEqualTo(name);
    }
}
