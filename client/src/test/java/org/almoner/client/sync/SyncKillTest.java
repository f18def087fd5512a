package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that keeps a copy is killed again and again, wherever it is; {@code -Dalmoner.kills=200} does it more often, and
 * {@code -Dalmoner.seed=} at other moments. Links live for two seconds.
 */
class SyncKillTest {

    private static final int KILLS = Integer.getInteger("almoner.kills", 12);
    private static final long SEED = Long.getLong("almoner.seed", 7);
    private static final int CONNECTIONS = 3;
    private static final int SEGMENT = 1 << 19;
    private static final int SMALL_FILES = 120;

    @TempDir
    private Path parent;

    private final AtomicReference<@Nullable Process> process = new AtomicReference<>();
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong killAt = new AtomicLong(Long.MAX_VALUE);
    private final Map<String, byte[]> published = new HashMap<>();
    private final RandomGenerator random = Golden.random(SEED);
    private Path folder;
    private BareServer server;

    @BeforeEach
    void start() throws IOException {
        folder = parent.resolve("copy-0");
        server = new BareServer(InstantSource.system());
        server.linksLive(Duration.ofSeconds(2));
        server.sendValidators();
        server.pauseBetweenPieces(Duration.ofMillis(1));
        for (int i = 0; i < SMALL_FILES; i++) {
            var bytes = Golden.bytes(1 + random.nextInt(9_000), i);
            var slug = "v-" + i % 4;
            server.version("loinc-3", "core-4", slug).put("small-" + i, bytes);
            published.put("acme/products/loinc-3/core-4/" + slug + "/small-" + i, bytes);
        }
        for (int i = 0; i < 2; i++) {
            var bytes = Golden.bytes(3 * SEGMENT + random.nextInt(SEGMENT), 1000 + i);
            server.version("icd-1", "codes-2", "v-" + i).put("large", bytes);
            published.put("acme/products/icd-1/codes-2/v-" + i + "/large", bytes);
        }
        for (int i = 1; i <= 3; i++) {
            var bytes = Golden.bytes(2 * SEGMENT + random.nextInt(2 * SEGMENT), 2000 + i);
            server.extracts().add(new BareExtract(i, i == 1 ? "COMPLETE" : "INCREMENTAL", bytes));
            published.put("acme/extracts/" + BareExtract.POPULATION + "/LONG_REC/extract-" + i + ".tar.gz", bytes);
        }
        server.watch(this::step);
    }

    private void step() {
        if (steps.incrementAndGet() >= killAt.get()) {
            var child = process.getAndSet(null);
            if (child != null) {
                child.destroyForcibly();
            }
        }
    }

    @Test
    void aSyncThatIsKilledAnywhereEndsWithThePublishedBytes() throws Exception {
        int killed = 0;
        int copies = 0;
        while (killed < KILLS) {
            folder = parent.resolve("copy-" + copies++);
            killed += oneCopy(KILLS - killed);
        }
        server.close();
    }

    /** @return how often it was killed */
    private int oneCopy(int most) throws Exception {
        server.forgetRequests();
        int killed = 0;
        while (true) {
            // Some at once, some late; a run without any kill takes some hundred steps.
            steps.set(0);
            killAt.set(killed < Math.min(most, 6) ? 1 + random.nextInt(200) : Long.MAX_VALUE);
            var child = spawn();
            process.set(child);
            assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            isNothingButWhatWasPublished();
            if (child.exitValue() == 0) {
                break;
            }
            assertThat(child.exitValue()).as(() -> "ended by itself: " + said()).isEqualTo(128 + 9);
            killed++;
        }
        long all = published.values().stream().mapToLong(bytes -> bytes.length).sum();
        assertThat(Keeping.files(folder).keySet()).isEqualTo(published.keySet());
        assertThat(server.sent())
                .as("bytes sent for %s bytes after %s kills", all, killed)
                .isLessThanOrEqualTo(all + (long) killed * CONNECTIONS * SEGMENT);
        var inventory = LocalCopy.look(folder).orElseThrow();
        var report = new Verifier(folder, inventory, InstantSource.system(), SyncListener.NONE).verify();
        assertThat(report.sound()).isTrue();
        assertThat(report.files()).hasSize(published.size());
        assertThat(inventory.keptAside()).isEmpty();
        assertThat(inventory.changes()).isEmpty();
        return killed;
    }

    /** Whatever has a final name is whole, and the inventory can be read. */
    private void isNothingButWhatWasPublished() {
        Keeping.files(folder).forEach((path, bytes) -> {
            if (!path.contains(".almoner-part")) {
                assertThat(bytes).as(path).isEqualTo(published.get(path));
            }
        });
        LocalCopy.look(folder)
                .ifPresent(inventory -> inventory
                        .holdings()
                        .forEach(holding -> holding.files()
                                .forEach(file -> assertThat(folder.resolve(file.path()))
                                        .hasBinaryContent(published.get(file.path())))));
    }

    private String said() {
        try {
            return Files.readString(parent.resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process spawn() throws IOException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        Objects.requireNonNull(classPath),
                        KilledSync.class.getName(),
                        server.address().toString(),
                        folder.toString(),
                        Integer.toString(CONNECTIONS),
                        Integer.toString(SEGMENT))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(parent.resolve("err").toFile()))
                .start();
    }
}
