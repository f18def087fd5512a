package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.AlmonerClient;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BatchTest {

    private static final String TAG = "ETag: \"1\"";
    private static final byte[] SMALL = Golden.bytes(1_000, 21);
    private static final byte[] LARGE = Golden.bytes(300_000, 22);

    private final DownloadSettings settings = DownloadSettings.USUAL.withSegment(10_000);

    @TempDir
    private Path folder;

    private static AlmonerClient client(RawServer server, DownloadSettings settings) {
        return Golden.builder(server.address(), new FakeTime())
                .downloads(settings)
                .open();
    }

    private Wanted wanted(RawServer server, String name, byte[] bytes) {
        var address = server.address().resolve("/" + name);
        return new Wanted(
                new Remote(address.toString(), name, (long) bytes.length, Fixed.hash(bytes), Fixed.source(address)),
                folder.resolve(name),
                false);
    }

    private static byte[] named(String target) {
        return target.startsWith("/large") ? LARGE : SMALL;
    }

    @Test
    void smallFilesDoNotWaitBehindLargeOnes() throws IOException {
        var smallAreThere = new CountDownLatch(20);
        try (var server = new RawServer((request, reply) -> {
                    if (request.target().startsWith("/large")) {
                        await(smallAreThere);
                    }
                    reply.file(request, named(request.target()), TAG);
                });
                var client = client(server, settings.withConnections(3))) {
            var all = new ArrayList<Wanted>();
            for (int i = 0; i < 5; i++) {
                all.add(wanted(server, "large" + i, LARGE));
            }
            for (int i = 0; i < 20; i++) {
                all.add(wanted(server, "small" + i, SMALL));
            }
            var names = new ArrayList<String>();

            client.downloads().fetchAll(all, DownloadListener.NONE, outcome -> {
                assertThat(outcome).isInstanceOf(Outcome.Done.class);
                names.add(outcome.wanted().remote().fileName());
                smallAreThere.countDown();
            });

            assertThat(names.subList(0, 20)).allMatch(name -> name.startsWith("small"));
            assertThat(names).hasSize(25);
            for (var each : all) {
                assertThat(each.target())
                        .hasBinaryContent(named("/" + each.remote().fileName()));
            }
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aLargeFileHasAllConnectionsUntilASmallOneComes() throws Exception {
        var all = new CountDownLatch(1);
        var come = new CountDownLatch(1);
        var open = new AtomicInteger();
        try (var server = new RawServer((request, reply) -> {
                    if (request.target().startsWith("/large") && request.ranged()) {
                        if (open.incrementAndGet() == 2) {
                            all.countDown();
                            await(come);
                        }
                    }
                    reply.file(request, named(request.target()), TAG);
                });
                var client = client(server, settings.withConnections(2))) {
            var heard = new Heard();
            var fetching =
                    Thread.ofPlatform().start(() -> client.downloads().fetch(wanted(server, "large", LARGE), heard));
            all.await();
            come.countDown();

            client.downloads().fetch(wanted(server, "small", SMALL), DownloadListener.NONE);
            fetching.join();

            assertThat(heard.mostConnections).hasValue(2);
            assertThat(folder.resolve("large")).hasBinaryContent(LARGE);
        }
    }

    @Test
    void noMoreConnectionsThanAllowedAreUsedByAllTogether() throws IOException {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = new RawServer((request, reply) -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    try {
                        reply.file(request, named(request.target()), TAG);
                    } finally {
                        open.decrementAndGet();
                    }
                });
                var client = client(server, settings.withConnections(4))) {
            var all = new ArrayList<Wanted>();
            for (int i = 0; i < 4; i++) {
                all.add(wanted(server, "large" + i, LARGE));
            }
            for (int i = 0; i < 200; i++) {
                all.add(wanted(server, "small" + i, SMALL));
            }
            var done = new AtomicInteger();

            client.downloads().fetchAll(all, DownloadListener.NONE, _ -> done.incrementAndGet());

            assertThat(done).hasValue(204);
            // A request whose answer was cut short may still be open here when the next one arrives.
            assertThat(most).hasValueLessThanOrEqualTo(8);
        }
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeingFetched() throws IOException {
        try (var server = new RawServer((request, reply) -> {
                    if (request.target().equals("/small1")) {
                        reply.empty("404 Not Found");
                    } else {
                        reply.file(request, SMALL, TAG);
                    }
                });
                var client = client(server, settings)) {
            var outcomes = new ArrayList<Outcome>();

            client.downloads()
                    .fetchAll(
                            List.of(
                                    wanted(server, "small0", SMALL),
                                    wanted(server, "small1", SMALL),
                                    wanted(server, "small2", SMALL)),
                            DownloadListener.NONE,
                            outcomes::add);

            assertThat(outcomes)
                    .filteredOn(Outcome.Failed.class::isInstance)
                    .singleElement()
                    .satisfies(outcome -> assertThat(((Outcome.Failed) outcome).failure())
                            .isInstanceOf(AlmonerException.NotFound.class));
            assertThat(outcomes).hasSize(3);
        }
    }

    @Test
    void namesThatDifferInCaseOnlyAreNotOneFile() throws IOException {
        try (var server = new RawServer((request, reply) -> reply.file(request, SMALL, TAG));
                var client = client(server, settings)) {
            var failed = new ArrayList<String>();

            client.downloads()
                    .fetchAll(
                            List.of(
                                    wanted(server, "Codes.txt", SMALL),
                                    wanted(server, "codes.TXT", SMALL),
                                    // One letter, or a letter and an accent.
                                    wanted(server, "\u00e9", SMALL),
                                    wanted(server, "e\u0301", SMALL)),
                            DownloadListener.NONE,
                            outcome -> {
                                if (outcome instanceof Outcome.Failed failure) {
                                    failed.add(failure.wanted().remote().fileName());
                                }
                            });

            assertThat(failed).containsExactly("codes.TXT", "e\u0301");
            assertThat(folder.resolve("Codes.txt")).hasBinaryContent(SMALL);
        }
    }

    @Test
    void whoeverIsInterruptedKeepsWhatThereIs() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        try (var server = new RawServer((request, reply) -> {
                    if (request.ranged()) {
                        reply.file(request, LARGE, TAG);
                        return;
                    }
                    reply.head("200 OK", TAG, "Content-Length: " + LARGE.length).body(LARGE, 0, 150_000);
                    begun.countDown();
                    await(never);
                });
                var client = client(server, settings.withConnections(1))) {
            var reached = new CountDownLatch(1);
            var listener = new DownloadListener() {
                @Override
                public void receiving(String fileName, long position, long size) {
                    if (position > 50_000) {
                        reached.countDown();
                    }
                }
            };
            var failures = new ArrayList<Exception>();
            var fetching = Thread.ofPlatform().start(() -> {
                try {
                    client.downloads().fetchAll(List.of(wanted(server, "large", LARGE)), listener, _ -> {});
                } catch (AlmonerException.Interrupted e) {
                    failures.add(e);
                }
            });
            begun.await();
            reached.await();
            fetching.interrupt();
            fetching.join();

            assertThat(failures).hasSize(1);
            assertThat(folder.resolve("large")).doesNotExist();
            assertThat(Files.readString(folder.resolve("large.almoner-part.state")))
                    .contains(" has 0-");

            client.downloads().fetch(wanted(server, "large", LARGE), DownloadListener.NONE);

            assertThat(folder.resolve("large")).hasBinaryContent(LARGE);
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.number() == 0 || request.from() > 50_000)
                            .isTrue());
        }
        never.countDown();
    }

    @Test
    void whatTheHearerThrowsEndsAll() throws IOException {
        try (var server = new RawServer((request, reply) -> reply.file(request, SMALL, TAG));
                var client = client(server, settings)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> client.downloads()
                            .fetchAll(List.of(wanted(server, "small", SMALL)), DownloadListener.NONE, _ -> {
                                throw new IllegalStateException("enough");
                            }));
        }
    }
}
