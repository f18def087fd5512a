package org.almoner.client.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.almoner.client.AlmonerClient;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.almoner.client.http.RetryPolicy;
import org.almoner.client.http.Sleeper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
class FollowerTest {

    private static final Duration EVERY = Duration.ofMinutes(15);

    private final FakeTime time = new FakeTime();
    private final Naps naps = new Naps();
    private final BlockingQueue<Set<String>> runs = new LinkedBlockingQueue<>();
    private final Map<String, BareServer> servers = new HashMap<>();
    private final Map<String, AlmonerClient> clients = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private @Nullable Future<?> following;

    /** Sleeps until somebody wakes it. */
    private static final class Naps implements Sleeper {

        private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
        private final Semaphore waking = new Semaphore(0);

        @Override
        public void sleep(Duration time) throws InterruptedException {
            begun.add(time);
            waking.acquire();
        }

        /** Returns when somebody has begun to sleep. */
        Duration next() throws InterruptedException {
            return begun.take();
        }

        void wake() {
            waking.release();
        }
    }

    /** A feed of events that answers when it is told to, and only {@code latest} at once. */
    private static final class Feed {

        private static final int EVENTS = 200;

        private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
        private final Semaphore asked = new Semaphore(0);
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger number = new AtomicInteger();

        Feed(BareServer server) {
            server.instead("/events/v1", exchange -> {
                if (exchange.getRequestURI().getQuery().contains("after=latest")) {
                    BareServer.json(
                            exchange,
                            200,
                            Map.of("events", List.of(), "next", "end-" + ends.incrementAndGet(), "more", false));
                    return;
                }
                asked.release();
                try {
                    int status = answers.take();
                    if (status == EVENTS) {
                        var event = Map.of(
                                "id",
                                "e",
                                "type",
                                "entitlement.granted",
                                "at",
                                "2026-11-22T08:00:00Z",
                                "product_slug",
                                "loinc-3");
                        BareServer.json(
                                exchange,
                                200,
                                Map.of(
                                        "events",
                                        List.of(event, event),
                                        "next",
                                        "place-" + number.incrementAndGet(),
                                        "more",
                                        false));
                    } else {
                        exchange.sendResponseHeaders(status, -1);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /** Waits until it is asked for what comes next. */
        Feed awaitQuestion() throws InterruptedException {
            asked.acquire();
            return this;
        }

        void answer(int status) {
            answers.add(status);
        }
    }

    private BareServer server(String name) throws IOException {
        var server = new BareServer(time);
        servers.put(name, server);
        clients.put(
                name,
                Golden.builder(server.address(), time).retries(RetryPolicy.NONE).open());
        return server;
    }

    private void follow(Function<Set<String>, Set<String>> run) {
        var all = clients.entrySet().stream()
                .map(each -> new SyncServer(each.getKey(), each.getValue(), List.of(), new Trust.FirstUse()))
                .toList();
        following = threads.submit(() -> {
            thread.complete(Thread.currentThread());
            new Follower(all, EVERY, naps, run).follow();
        });
    }

    private void follow() {
        follow(names -> {
            runs.add(Set.copyOf(names));
            return Set.of();
        });
    }

    private void endsWith(Class<? extends AlmonerException> why) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> Objects.requireNonNull(following).get(60, TimeUnit.SECONDS))
                .withCauseInstanceOf(why);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        clients.values().forEach(AlmonerClient::close);
        servers.values().forEach(BareServer::close);
    }

    @Test
    void anEventLeadsToOneRunOfItsServer() throws Exception {
        var a = new Feed(server("a"));
        var b = new Feed(server("b"));
        follow();
        a.awaitQuestion();
        b.awaitQuestion();
        var first = runs.take();
        if (first.size() == 1) {
            assertThat(runs.take()).isNotEqualTo(first);
        }

        a.answer(Feed.EVENTS);
        a.awaitQuestion();
        assertThat(runs.take()).containsExactly("a");
        b.answer(Feed.EVENTS);
        assertThat(runs.take()).containsExactly("b");
        b.awaitQuestion();
        a.answer(Feed.EVENTS);
        assertThat(runs.take()).containsExactly("a");
        assertThat(runs).isEmpty();
    }

    @Test
    void aServerIsComparedAfterItsPlaceInTheFeedIsKnown() throws Exception {
        var server = server("a");
        var feed = new Feed(server);
        var places = new LinkedBlockingQueue<Integer>();
        follow(names -> {
            places.add(feed.ends.get());
            return Set.of();
        });

        assertThat(places.take()).isEqualTo(1);
    }

    @Test
    void whatHappensDuringARunLeadsToOneMore() throws Exception {
        var feed = new Feed(server("a"));
        var release = new CountDownLatch(1);
        follow(names -> {
            runs.add(Set.copyOf(names));
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Set.of();
        });
        runs.take();
        for (int i = 0; i < 5; i++) {
            feed.awaitQuestion().answer(Feed.EVENTS);
        }
        feed.awaitQuestion();
        assertThat(runs).isEmpty();
        release.countDown();

        assertThat(runs.take()).containsExactly("a");
        feed.answer(Feed.EVENTS);
        assertThat(runs.take()).containsExactly("a");
        assertThat(runs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403})
    void aServerWithoutAFeedIsAskedNowAndThen(int status) throws Exception {
        server("a").instead("/events/v1", exchange -> exchange.sendResponseHeaders(status, -1));
        follow();
        for (int i = 0; i < 3; i++) {
            assertThat(runs.take()).containsExactly("a");
            assertThat(naps.next()).isEqualTo(EVERY);
            assertThat(runs).isEmpty();
            naps.wake();
        }
    }

    @Test
    void eventsThatWereForgottenLeadToComparingAnew() throws Exception {
        var feed = new Feed(server("a"));
        follow();
        runs.take();

        feed.awaitQuestion().answer(410);

        assertThat(runs.take()).containsExactly("a");
        feed.awaitQuestion();
        assertThat(feed.ends).hasValue(2);
        assertThat(naps.begun).isEmpty();
    }

    @Test
    void aServerThatForgetsWhateverItTellsKeepsNobodyBusy() throws Exception {
        var feed = new Feed(server("a"));
        follow();
        runs.take();

        feed.awaitQuestion().answer(410);
        runs.take();
        feed.awaitQuestion().answer(410);

        assertThat(naps.next()).isEqualTo(EVERY);
        assertThat(runs).isEmpty();
        naps.wake();
        assertThat(runs.take()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 401, 400, 302})
    void aFeedThatFailsIsTriedAgainLaterAndWhatItMissedIsCompared(int status) throws Exception {
        var feed = new Feed(server("a"));
        follow();
        runs.take();
        feed.awaitQuestion().answer(status);
        if (status == 401) {
            // Once with a token that has just been asked for.
            feed.awaitQuestion().answer(status);
        }

        assertThat(naps.next()).isEqualTo(EVERY);
        assertThat(runs.take()).containsExactly("a");
        naps.wake();
        assertThat(runs.take()).containsExactly("a");
        feed.awaitQuestion().answer(Feed.EVENTS);
        assertThat(runs.take()).containsExactly("a");
    }

    @Test
    void aRunThatDoesNotGetEverythingIsTriedAgainLater() throws Exception {
        var feed = new Feed(server("a"));
        var failures = new AtomicInteger(2);
        follow(names -> {
            runs.add(Set.copyOf(names));
            return failures.getAndDecrement() > 0 ? Set.of("a") : Set.of();
        });

        assertThat(runs.take()).containsExactly("a");
        assertThat(naps.next()).isEqualTo(EVERY);
        naps.wake();
        assertThat(runs.take()).containsExactly("a");
        assertThat(naps.next()).isEqualTo(EVERY);
        naps.wake();
        assertThat(runs.take()).containsExactly("a");
        assertThat(runs).isEmpty();
        assertThat(naps.begun).isEmpty();
        assertThat(feed.ends).as("places asked for").hasValue(1);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        var feed = new Feed(server("a"));
        follow();
        runs.take();
        feed.awaitQuestion();

        thread.get().interrupt();

        endsWith(AlmonerException.Interrupted.class);
        assertThat(runs).isEmpty();
    }

    @Test
    void anInterruptOfARunEndsItToo() throws Exception {
        server("a");
        follow(_ -> {
            throw new AlmonerException.Interrupted(new InterruptedException());
        });

        endsWith(AlmonerException.Interrupted.class);
    }

    @Test
    void whatARunThrowsEndsIt() throws Exception {
        server("a");
        follow(_ -> {
            throw new AlmonerException.Local("The disk is gone.");
        });

        endsWith(AlmonerException.Local.class);
    }
}
