package org.almoner.server.crash;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.almoner.server.RunningServer;
import org.almoner.server.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.almoner.server.RunningServer.expect;
import static org.almoner.server.TestRelease.made;
import static org.assertj.core.api.Assertions.assertThat;

/** The server is killed while versions are published: what was acknowledged is there, what was not is whole or invisible. */
class KilledPublisherTest {

    /** More of them with {@code -Dalmoner.kills=50}. */
    private static final int KILLS = Integer.getInteger("almoner.kills", 4);

    private static final int FILES = 3;
    private static final int PAGE = 1_000;
    private static final int MOST_BYTES = 300_000;

    /** A kill comes after so many versions, less one, at most. */
    private static final int VERSIONS = 3;

    /** Of one version: of its draft, its files and its commit. */
    private static final int ANSWERS = FILES + 2;

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

    /** Names of the versions that were announced, in that order, and how far the announcements have been read. */
    private final List<String> heard = new ArrayList<>();

    private String cursor = "";

    @TempDir
    Path data;

    @Test
    void acknowledgedCommitsSurviveAndNothingHalfMadeShows() throws Exception {
        String subProduct;
        try (var server = ServerProcess.start(data)) {
            subProduct = createSubProduct(server);
            // Only a process that ends in peace writes the class archive that makes its successors start faster.
            server.stop();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var server = ServerProcess.start(data)) {
                verify(server, subProduct);
                publishUntilKilled(server, subProduct, kill);
            }
        }
        try (var server = ServerProcess.start(data)) {
            verify(server, subProduct);
        }
        assertThat(acknowledged.keySet()).as("commits between the kills").hasSizeGreaterThan(KILLS / 2);
    }

    private static String createSubProduct(RunningServer server) {
        var product = made(server, "/admin/v1/products", "product", "Crash", server.asAdmin());
        return product + "/sub-products/"
                + made(
                        server,
                        "/admin/v1/products/" + product + "/sub-products",
                        "sub_product",
                        "Test",
                        server.asAdmin());
    }

    /** The kill comes a random number of answers into the publishing, and a random moment into what follows. */
    private void publishUntilKilled(ServerProcess server, String subProduct, int round) throws InterruptedException {
        var answers = new Semaphore(0);
        var publisher = Thread.startVirtualThread(() -> {
            try {
                for (int number = 0; ; number++) {
                    publish(server, subProduct, "Release " + round + "." + number, answers);
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                // The server was killed; what it had acknowledged by then is what counts.
            }
        });
        // However few kills there are, some come after commits.
        int count = (round + 1) % VERSIONS * ANSWERS + kills.nextInt(ANSWERS);
        assertThat(answers.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the server answers the publisher")
                .isTrue();
        Thread.sleep(kills.nextInt(MOST_MILLIS));
        server.kill();
        publisher.interrupt();
        publisher.join();
    }

    private void publish(RunningServer server, String subProduct, String name, Semaphore answers) {
        var versions = "/admin/v1/products/" + subProduct + "/versions";
        var version = versions + "/" + made(server, versions, "version", name, server.asAdmin());
        answers.release();
        var files = new HashMap<String, byte[]>();
        for (int number = 0; number < FILES; number++) {
            var content = new byte[1 + contents.nextInt(MOST_BYTES)];
            contents.nextBytes(content);
            expect(
                    200,
                    server.send(
                            "PUT",
                            version + "/files/file%20" + number + ".bin",
                            BodyPublishers.ofByteArray(content),
                            server.asAdmin()));
            answers.release();
            files.put("file " + number + ".bin", content);
        }
        attempted.put(name, files);
        expect(200, server.postJson(version + "/commit", "{}", server.asAdmin()));
        acknowledged.put(name, files);
        answers.release();
    }

    /** Who reads on from where the last server was killed hears of each version that can be seen once. */
    private void hear(RunningServer server) {
        boolean more = true;
        while (more) {
            var piece = expect(
                    200,
                    server.get("/events/v1?limit=7" + (cursor.isEmpty() ? "" : "&after=" + cursor), server.asAdmin()));
            piece.get("events")
                    .valueStream()
                    .forEach(event -> heard.add(event.get("version_name").asString()));
            cursor = piece.get("next").asString();
            more = piece.get("more").booleanValue();
        }
    }

    /** Everything acknowledged is listed, everything listed was asked for; the bytes are compared once for each version. */
    private void verify(RunningServer server, String subProduct) {
        var visible = visible(server, subProduct);
        hear(server);
        assertThat(heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(visible.keySet());
        assertThat(visible.keySet()).containsAll(acknowledged.keySet());
        assertThat(attempted.keySet()).containsAll(visible.keySet());
        for (var version : visible.entrySet()) {
            if (verified.add(version.getKey())) {
                assertThat(files(server, subProduct, version.getValue()))
                        .usingRecursiveComparison()
                        .isEqualTo(attempted.get(version.getKey()));
                assertThat(manifest(server, subProduct, version.getValue()))
                        .as("the manifest of " + version.getKey())
                        .isEqualTo(200);
            }
        }
    }

    private static Map<String, String> visible(RunningServer server, String subProduct) {
        var slugs = new HashMap<String, String>();
        int total = 1;
        for (int page = 1; (page - 1) * PAGE < total; page++) {
            var answer = expect(
                    200,
                    server.get(
                            "/download/v2/products/" + subProduct + "/versions?page_size=" + PAGE + "&page=" + page,
                            server.asAdmin()));
            total = answer.get("total").asInt();
            answer.get("items")
                    .valueStream()
                    .forEach(version -> slugs.put(
                            version.get("version_name").asString(),
                            version.get("version_slug").asString()));
        }
        return slugs;
    }

    /** The status of what was signed in the transaction of the commit. */
    private static int manifest(RunningServer server, String subProduct, String slug) {
        var path = "/download/v1/products/" + subProduct + "/versions/" + slug + "/manifest";
        return server.get(path, server.asAdmin()).statusCode();
    }

    private static Map<String, byte[]> files(RunningServer server, String subProduct, String slug) {
        var listing = "/download/v1/products/" + subProduct + "/versions/" + slug + "/files";
        return expect(200, server.get(listing, server.asAdmin()))
                .valueStream()
                .collect(Collectors.toMap(
                        file -> file.get("file_name").asString(),
                        file -> server.getBytes(file.get("download_url").asString())
                                .body()));
    }
}
