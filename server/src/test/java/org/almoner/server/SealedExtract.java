package org.almoner.server;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.almoner.server.storage.Sha256;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.DataSet;
import org.almoner.server.syndication.ExtractEngine;
import org.almoner.server.syndication.ProgressListener;
import org.awaitility.Awaitility;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/** A population with a feed, a job and an extract, for a test of who gets to see it. */
public final class SealedExtract {

    static final String NAME = "syndication_longrecord_C_owner_sealed_1.0.0_201610280625.tar.gz";

    private SealedExtract() {}

    /** The server's engine: its archives are all the same. */
    public static final class Beans {

        @Bean
        ExtractEngine sealedEngine() {
            return new ExtractEngine() {
                @Override
                public List<DataSet> dataSets() {
                    return List.of(new DataSet("LONG_REC", "1.0.0"));
                }

                @Override
                public Built build(Order order, ProgressListener progress, CancelToken cancelled) throws IOException {
                    var archive = Files.writeString(order.scratch().resolve("archive"), "sealed");
                    var index = Files.writeString(order.scratch().resolve("index"), "sealed");
                    // sha256sum of "sealed"
                    var digest = new Sha256("c9d0036bed6744bcdf692fc980d8717d7e5f5a4f4e8266b4a84982602fb1cd09");
                    return new Built(archive, NAME, 6, digest, index, 1, 1, 0);
                }
            };
        }
    }

    /** Releases an extract of an organization's, and gives the ids of all that there is, by their names in paths. */
    public static Map<String, String> release(TestServer server, String organization) {
        var populations = "/admin/v1/organizations/" + organization + "/populations";
        server.postJson(populations, "{\"mnemonic\":\"sealed\",\"source\":\"/srv/sealed\"}", server.asAdmin());
        var feed = TestServer.json(server.postJson(
                populations + "/sealed/feeds",
                "{\"extract_type\":\"COMPLETE\",\"cron\":\"0 0 1 1 *\"}",
                server.asAdmin()));
        var job = TestServer.json(server.postJson(
                        populations + "/sealed/jobs", "{\"extract_type\":\"COMPLETE\"}", server.asAdmin()))
                .get("id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.get("/admin/v1/extract-jobs/" + job, server.asAdmin())
                                .body())
                        .contains("\"done\""));
        var extract = TestServer.json(server.get("/admin/v1/extract-jobs/" + job, server.asAdmin()))
                .get("extract_id")
                .asString();
        return Map.of(
                "population_mnemonic",
                "sealed",
                "feed_id",
                feed.get("id").asString(),
                "job_id",
                job,
                "extract_id",
                extract);
    }
}
