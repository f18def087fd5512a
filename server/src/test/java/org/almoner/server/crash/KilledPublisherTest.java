package org.almoner.server.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.almoner.server.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The server is killed while versions are published: what was acknowledged is there, what was not is whole or invisible. */
class KilledPublisherTest {

    private static final int KILLS = 50;
    private static final int FILES = 3;
    private static final int PAGE = 1_000;
    private static final int MOST_BYTES = 300_000;

    /** Three versions' worth: each has a draft, its files and a commit. */
    private static final int MOST_ANSWERS = 3 * (FILES + 2);

    private static final int MOST_MILLIS = 40;
    private static final int PATIENCE_SECONDS = 60;

    private final Random kills = new Random(20261121);
    private final Random contents = new Random(20261122);

    /** Files by version name, of each commit that was acknowledged. */
    private final Map<String, Map<String, byte[]>> acknowledged = new ConcurrentHashMap<>();

    /** The same of every version whose commit was asked for, acknowledged or not. */
    private final Map<String, Map<String, byte[]>> attempted = new ConcurrentHashMap<>();

    /** Names of the versions whose bytes were compared after a kill. */
    private final Set<String> verified = new HashSet<>();

    @TempDir
    Path data;

    @Test
    void acknowledgedCommitsSurviveAndNothingHalfMadeShows() throws Exception {
        String subProduct;
        try (var server = ServerProcess.start(data);
                var api = Api.of(server.address(), data)) {
            subProduct = createSubProduct(api);
            // Only a process that ends in peace writes the class archive that makes its successors start faster.
            server.stop();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var server = ServerProcess.start(data);
                    var api = Api.of(server.address(), data)) {
                verify(api, subProduct);
                publishUntilKilled(server, api, subProduct, kill);
            }
        }
        try (var server = ServerProcess.start(data);
                var api = Api.of(server.address(), data)) {
            verify(api, subProduct);
        }
        assertThat(acknowledged.keySet()).as("commits between the kills").hasSizeGreaterThan(KILLS / 2);
    }

    private static String createSubProduct(Api api) throws IOException, InterruptedException {
        var product = api.post("/admin/v1/products", Map.of("product_name", "Crash"))
                .path("product_slug")
                .asString();
        var subProduct = api.post("/admin/v1/products/" + product + "/sub-products", Map.of("sub_product_name", "Test"))
                .path("sub_product_slug")
                .asString();
        return product + "/sub-products/" + subProduct;
    }

    /** The kill comes a random number of answers into the publishing, and a random moment into what follows. */
    private void publishUntilKilled(ServerProcess server, Api api, String subProduct, int round)
            throws InterruptedException {
        var answers = new Semaphore(0);
        var publisher = Thread.startVirtualThread(() -> {
            try {
                for (int number = 0; ; number++) {
                    publish(api, subProduct, "Release " + round + "." + number, answers);
                }
            } catch (IOException | InterruptedException e) {
                // The server was killed; what it had acknowledged by then is what counts.
            }
        });
        assertThat(answers.tryAcquire(kills.nextInt(MOST_ANSWERS), PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the server answers the publisher")
                .isTrue();
        Thread.sleep(kills.nextInt(MOST_MILLIS));
        server.kill();
        publisher.interrupt();
        publisher.join();
    }

    private void publish(Api api, String subProduct, String name, Semaphore answers)
            throws IOException, InterruptedException {
        var versions = "/admin/v1/products/" + subProduct + "/versions";
        var version = versions + "/"
                + api.post(versions, Map.of("version_name", name))
                        .path("version_slug")
                        .asString();
        answers.release();
        var files = new HashMap<String, byte[]>();
        for (int number = 0; number < FILES; number++) {
            var content = new byte[1 + contents.nextInt(MOST_BYTES)];
            contents.nextBytes(content);
            api.upload(version, "file " + number + ".bin", content);
            answers.release();
            files.put("file " + number + ".bin", content);
        }
        attempted.put(name, files);
        api.post(version + "/commit", Map.of());
        acknowledged.put(name, files);
        answers.release();
    }

    /** Everything acknowledged is listed, everything listed was asked for; the bytes are compared once for each version. */
    private void verify(Api api, String subProduct) throws IOException, InterruptedException {
        var visible = visible(api, subProduct);
        assertThat(visible.keySet()).containsAll(acknowledged.keySet());
        assertThat(attempted.keySet()).containsAll(visible.keySet());
        for (var version : visible.entrySet()) {
            if (verified.add(version.getKey())) {
                assertThat(files(api, subProduct, version.getValue()))
                        .usingRecursiveComparison()
                        .isEqualTo(attempted.get(version.getKey()));
            }
        }
    }

    private static Map<String, String> visible(Api api, String subProduct) throws IOException, InterruptedException {
        var slugs = new HashMap<String, String>();
        int total = 1;
        for (int page = 1; (page - 1) * PAGE < total; page++) {
            var answer =
                    api.get("/download/v2/products/" + subProduct + "/versions?page_size=" + PAGE + "&page=" + page);
            total = answer.path("total").asInt();
            for (var version : Api.elements(answer.path("items"))) {
                slugs.put(
                        version.path("version_name").asString(),
                        version.path("version_slug").asString());
            }
        }
        return slugs;
    }

    private static Map<String, byte[]> files(Api api, String subProduct, String slug)
            throws IOException, InterruptedException {
        var files = new HashMap<String, byte[]>();
        for (var file : Api.elements(api.get("/download/v1/products/" + subProduct + "/versions/" + slug + "/files"))) {
            files.put(
                    file.path("file_name").asString(),
                    api.download(file.path("download_url").asString()));
        }
        return files;
    }
}
