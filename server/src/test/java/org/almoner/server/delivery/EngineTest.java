package org.almoner.server.delivery;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import org.almoner.server.TestDatabase;
import org.almoner.server.web.Cidr;
import org.almoner.server.web.Paging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What becomes of deliveries, whatever endpoints, nodes and operators do. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(180)
class EngineTest {

    private static final Outcome ACCEPTED = new Outcome.Accepted(new Attempt.Answered(200, "thanks"));
    private static final Outcome UNREADY = new Outcome.Unready(new Attempt.Answered(503, "busy"), Optional.empty());
    private static final Outcome REFUSED = new Outcome.Refused(new Attempt.Answered(404, "nobody here"));

    private final DeliveryWorld world;

    EngineTest(TestDatabase database) {
        world = new DeliveryWorld(database.fresh());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whatIsQueuedIsDeliveredOnceAndItsAttemptIsKept() {
        var sent = new AtomicInteger();
        world.node((_, _) -> {
            sent.incrementAndGet();
            return ACCEPTED;
        });
        var recipient = world.recipient();
        var before = world.clock.instant();

        var message = world.queue(recipient).getFirst();
        world.awaitState(recipient, DeliveryState.DELIVERED);

        var report = world.reports(recipient).getFirst();
        assertThat(report.message()).isEqualTo(message);
        assertThat(report.nextTry()).isEmpty();
        assertThat(report.endedAt()).hasValueSatisfying(end -> assertThat(end).isAfterOrEqualTo(before.minusMillis(1)));
        assertThat(report.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.result()).isEqualTo(new Attempt.Answered(200, "thanks"));
            assertThat(attempt.took()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
        assertThat(sent).hasValue(1);
        assertThat(world.health(recipient)).isEqualTo(new Health.Fine());
    }

    @Test
    void nothingIsQueuedOutsideOfATransactionOrByOneThatIsTakenBack() {
        var recipient = world.recipient();
        var one = List.of(new NewDelivery(recipient, UUID.randomUUID(), Instant.EPOCH));

        assertThatIllegalStateException().isThrownBy(() -> world.deliveries.queue(one));
        world.transaction.executeWithoutResult(transaction -> {
            world.deliveries.queue(one);
            transaction.setRollbackOnly();
        });

        assertThat(world.reports(recipient)).isEmpty();
    }

    @Test
    void oneMessageIsQueuedForARecipientOnce() {
        var recipient = world.recipient();
        var message = UUID.randomUUID();
        for (int time = 0; time < 2; time++) {
            world.transaction.executeWithoutResult(
                    _ -> world.deliveries.queue(List.of(new NewDelivery(recipient, message, world.clock.instant()))));
        }

        assertThat(world.reports(recipient)).hasSize(1);
    }

    @Test
    void nothingIsTriedBeforeItIsDue() {
        var late = world.recipient();
        world.transaction.executeWithoutResult(_ -> world.deliveries.queue(List.of(
                new NewDelivery(late, UUID.randomUUID(), world.clock.instant().plus(Duration.ofHours(1))))));
        var now = world.recipient();
        world.node((_, _) -> ACCEPTED);

        world.queue(now);
        world.awaitState(now, DeliveryState.DELIVERED);
        assertThat(world.states(late)).containsExactly(DeliveryState.WAITING);

        world.clock.forward(Duration.ofHours(1));
        world.awaitState(late, DeliveryState.DELIVERED);
    }

    @Test
    void whatFailsIsRetriedAsThePolicyHasItAndThenDead() {
        world.node((_, _) -> UNREADY);
        var recipient = world.recipient();

        world.queue(recipient);
        for (int attempt = 1; attempt <= 3; attempt++) {
            world.awaitAttempts(recipient, attempt);
            var report = world.reports(recipient).getFirst();
            assertThat(report.state()).isEqualTo(DeliveryState.WAITING);
            var last = report.attempts().getLast();
            assertThat(report.nextTry())
                    .hasValueSatisfying(next -> assertThat(
                                    Duration.between(last.at().plus(last.took()), next))
                            .isBetween(Duration.ofMillis(19_990), Duration.ofMillis(20_010)));
            world.clock.forward(Duration.ofSeconds(21));
        }
        world.awaitState(recipient, DeliveryState.DEAD);

        assertThat(world.reports(recipient).getFirst().attempts())
                .hasSize(4)
                .allSatisfy(attempt -> assertThat(attempt.result()).isEqualTo(new Attempt.Answered(503, "busy")));
        assertThat(world.health(recipient))
                .isInstanceOfSatisfying(
                        Health.Failing.class,
                        failing -> assertThat(failing.lastReason()).contains("503"));
    }

    @Test
    void whatIsRefusedIsDeadAtOnceAndCanBeReplayed() {
        var friendly = new AtomicInteger();
        world.node((_, _) -> friendly.get() == 0 ? REFUSED : ACCEPTED);
        var recipient = world.recipient();
        var message = world.queue(recipient).getFirst();
        world.awaitState(recipient, DeliveryState.DEAD);

        friendly.set(1);
        assertThat(world.deliveries.replayDead(recipient)).isEqualTo(1);
        world.awaitState(recipient, DeliveryState.DELIVERED);

        assertThat(world.reports(recipient).getFirst().message()).isEqualTo(message);
        assertThat(world.reports(recipient).getFirst().attempts())
                .extracting(Attempt::result)
                .containsExactly(new Attempt.Answered(404, "nobody here"), new Attempt.Answered(200, "thanks"));
        assertThat(world.health(recipient)).isEqualTo(new Health.Fine());
        assertThat(world.deliveries.replayDead(recipient)).isZero();
    }

    @Test
    void aReplayBeginsAtAMomentAndHasAllItsRetriesAgain() {
        world.node((_, _) -> ACCEPTED);
        var recipient = world.recipient();
        var old = world.queue(recipient).getFirst();
        world.awaitState(recipient, DeliveryState.DELIVERED);
        world.clock.forward(Duration.ofHours(1));
        var since = world.clock.instant();
        var fresh = world.queue(recipient).getFirst();
        world.awaitState(recipient, DeliveryState.DELIVERED);

        assertThat(world.deliveries.replay(recipient, since)).isEqualTo(1);
        world.awaitAttempts(recipient, 3);

        var attempts = world.reports(recipient).stream()
                .collect(Collectors.toMap(
                        DeliveryReport::message, report -> report.attempts().size()));
        assertThat(attempts).isEqualTo(Map.of(old, 1, fresh, 2));
    }

    @Test
    void aReplayLeavesAloneWhatNobodyWantsAnyMore() {
        world.node((_, _) -> ACCEPTED);
        var recipient = world.recipient();
        var wanted = world.queue(recipient).getFirst();
        var unwanted = world.queue(recipient).getFirst();
        world.awaitState(recipient, DeliveryState.DELIVERED);
        world.unwanted.add(unwanted);

        assertThat(world.deliveries.replay(recipient, Instant.EPOCH)).isEqualTo(1);
        world.awaitAttempts(recipient, 3);
        world.awaitState(recipient, DeliveryState.DELIVERED);

        assertThat(world.reports(recipient))
                .extracting(DeliveryReport::message, report -> report.attempts().size())
                .containsExactlyInAnyOrder(tuple(wanted, 2), tuple(unwanted, 1));
    }

    @Test
    void aReplayOfThousandsCountsEachOfThemOnce() {
        var recipient = world.recipient();
        var many = new UUID[900];
        Arrays.fill(many, recipient);
        var messages = world.queue(many);
        world.jdbc.sql("update delivery set state = 'DEAD', ended_at = due").update();
        world.unwanted.addAll(messages.subList(0, 600));

        assertThat(world.deliveries.replayDead(recipient)).isEqualTo(300);

        assertThat(world.states(recipient))
                .filteredOn(DeliveryState.WAITING::equals)
                .hasSize(300);
        assertThat(world.states(recipient))
                .filteredOn(DeliveryState.DEAD::equals)
                .hasSize(600);
    }

    @Test
    void whoIsPausedHearsNothingAndMissesNothing() {
        Set<UUID> heard = ConcurrentHashMap.newKeySet();
        world.node((letter, _) -> {
            heard.add(DeliveryWorld.recipientOf(letter));
            return ACCEPTED;
        });
        var paused = world.recipient();
        var other = world.recipient();
        world.deliveries.pause(paused);

        world.queue(paused, paused, other);
        world.awaitState(other, DeliveryState.DELIVERED);

        assertThat(heard).containsExactly(other);
        assertThat(world.states(paused)).containsOnly(DeliveryState.HELD).hasSize(2);
        assertThat(world.health(paused)).isInstanceOf(Health.Paused.class);

        world.deliveries.resume(paused);
        world.awaitState(paused, DeliveryState.DELIVERED);
        assertThat(world.health(paused)).isEqualTo(new Health.Fine());
    }

    @Test
    void whoFailsForDaysIsPausedAndItsDeliveriesWait() {
        var friendly = new AtomicInteger();
        world.node((_, _) -> friendly.get() == 0 ? UNREADY : ACCEPTED);
        var recipient = world.recipient(RetryPolicy.LONG, Throttle.NONE);
        world.queue(recipient);
        world.awaitAttempts(recipient, 1);
        assertThat(world.health(recipient)).isInstanceOf(Health.Failing.class);

        world.clock.forward(Duration.ofDays(6));
        world.awaitAttempts(recipient, 2);
        assertThat(world.health(recipient)).isInstanceOf(Health.Failing.class);

        world.clock.forward(Duration.ofDays(2));
        world.awaitState(recipient, DeliveryState.HELD);
        assertThat(world.health(recipient))
                .isInstanceOfSatisfying(
                        Health.Paused.class, pause -> assertThat(pause.why()).contains("7 days"));
        world.queue(recipient);
        assertThat(world.states(recipient)).containsOnly(DeliveryState.HELD).hasSize(2);

        friendly.set(1);
        world.deliveries.resume(recipient);
        world.awaitState(recipient, DeliveryState.DELIVERED);
    }

    @Test
    void oneSuccessEndsACountOfDays() {
        var calls = new AtomicInteger();
        world.node((_, _) -> calls.incrementAndGet() == 2 ? ACCEPTED : UNREADY);
        var recipient = world.recipient(RetryPolicy.LONG, Throttle.NONE);
        world.queue(recipient);
        world.awaitAttempts(recipient, 1);
        world.clock.forward(Duration.ofDays(6));
        world.awaitState(recipient, DeliveryState.DELIVERED);

        world.clock.forward(Duration.ofDays(2));
        world.queue(recipient);
        world.awaitAttempts(recipient, 3);

        assertThat(world.health(recipient)).isInstanceOf(Health.Failing.class);
    }

    @Test
    void whoIsForgottenLeavesNothing() {
        world.node((_, _) -> REFUSED);
        var recipient = world.recipient();
        var other = world.recipient();
        world.queue(recipient, other);
        world.awaitState(recipient, DeliveryState.DEAD);
        world.awaitState(other, DeliveryState.DEAD);

        world.deliveries.forget(List.of(recipient));

        assertThat(world.reports(recipient)).isEmpty();
        assertThat(world.health(recipient)).isEqualTo(new Health.Fine());
        assertThat(world.reports(other)).hasSize(1);
        assertThat(world.jdbc
                        .sql("select count(*) from delivery_attempt")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatHasNoLetterIsDroppedUntried() {
        var sent = new AtomicInteger();
        var recipient = world.recipient();
        world.letters.remove(recipient);
        world.queue(recipient);

        world.node((_, _) -> {
            sent.incrementAndGet();
            return ACCEPTED;
        });

        await().atMost(DeliveryWorld.PATIENCE)
                .until(() -> world.reports(recipient).isEmpty());
        assertThat(sent).hasValue(0);
    }

    @Test
    void twoNodesShareTheWorkWithoutSendingAnythingTwice() {
        var sent = new ConcurrentHashMap<UUID, Integer>();
        var by = new ConcurrentHashMap<String, Integer>();
        for (var node : List.of("one", "other")) {
            world.node((letter, _) -> {
                sent.merge(DeliveryWorld.recipientOf(letter), 1, Integer::sum);
                by.merge(node, 1, Integer::sum);
                return ACCEPTED;
            });
        }
        var everybody =
                IntStream.range(0, 2_000).mapToObj(_ -> world.recipient()).toArray(UUID[]::new);

        world.queue(everybody);

        await().atMost(DeliveryWorld.PATIENCE).until(() -> world.tally.delivered() == everybody.length);
        assertThat(sent)
                .hasSize(everybody.length)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
        assertThat(by).containsOnlyKeys("one", "other");
    }

    @Test
    void whatADeadNodeWasAtIsTriedByAnotherWhenItsLeaseIsOver() {
        var recipient = world.recipient();
        world.queue(recipient);
        var lease = UUID.randomUUID();
        var now = world.clock.instant();
        var taken = world.transaction.execute(_ -> world.queue.claim(10, now, lease, now.plus(Duration.ofMinutes(1))));
        assertThat(taken).hasSize(1);
        var other = world.recipient();
        world.node((_, _) -> ACCEPTED);
        world.queue(other);
        world.awaitState(other, DeliveryState.DELIVERED);
        assertThat(world.states(recipient)).containsExactly(DeliveryState.WAITING);

        world.clock.forward(Duration.ofMinutes(1));
        world.awaitState(recipient, DeliveryState.DELIVERED);

        // The dead node was only slow: what it says now changes nothing.
        var late = new Tried(
                taken.getFirst(),
                new Attempt(now, Duration.ZERO, new Attempt.NoAnswer("late")),
                new Tried.Next.Dead(),
                Optional.of("late"));
        world.transaction.executeWithoutResult(_ -> world.queue.record(List.of(late)));
        assertThat(world.states(recipient)).containsExactly(DeliveryState.DELIVERED);
        assertThat(world.reports(recipient).getFirst().attempts()).hasSize(1);
    }

    @Test
    void whoHasLostItsLeaseChangesNothingAnyMore() {
        var recipient = world.recipient();
        world.queue(recipient);
        var now = world.clock.instant();
        var over = now.plus(Duration.ofSeconds(61));
        var lost = claimed(now);
        var taken = claimed(over);
        assertThat(taken)
                .extracting(Claimed::id)
                .containsExactly(lost.getFirst().id());

        world.queue.giveBack(lost, now);
        world.queue.giveBackUntilTurn(Map.of(lost.getFirst(), now));
        world.queue.hold(lost);
        world.queue.drop(lost);

        assertThat(world.states(recipient)).containsExactly(DeliveryState.WAITING);
        assertThat(claimed(over)).isEmpty();
    }

    private List<Claimed> claimed(Instant at) {
        return world.transaction.execute(
                _ -> world.queue.claim(10, at, UUID.randomUUID(), at.plus(Duration.ofMinutes(1))));
    }

    /** It could be sent by two nodes: by the one whose turn it is, and by the one that has just taken the first for dead. */
    @Test
    void whatCannotEndBeforeItsLeaseIsNotBegun() {
        var begun = world.clock.instant();
        var sentAt = new ArrayList<Instant>();
        var calls = new AtomicInteger();
        world.beforeLetters = () -> {
            if (calls.incrementAndGet() == 1) {
                world.clock.forward(Duration.ofSeconds(44));
            }
        };
        world.node((_, _) -> {
            sentAt.add(world.clock.instant());
            return ACCEPTED;
        });
        var recipient = world.recipient();
        world.queue(recipient);
        await().atMost(DeliveryWorld.PATIENCE).until(() -> calls.get() > 0);
        await().atMost(DeliveryWorld.PATIENCE).until(() -> {
            world.clock.forward(Duration.ofSeconds(1));
            return world.states(recipient).equals(List.of(DeliveryState.DELIVERED));
        });

        assertThat(sentAt)
                .singleElement()
                .satisfies(at -> assertThat(at).isAfter(begun.plus(Duration.ofSeconds(44 + 5))));
    }

    @Test
    void aPauseHoldsWhatWaitsWhatComesAndWhatIsReplayed() {
        var recipient = world.recipient();
        var dead = world.queue(recipient).getFirst();
        world.jdbc.sql("update delivery set state = 'DEAD', ended_at = due").update();
        world.queue(recipient);
        world.deliveries.pause(recipient);
        world.queue(recipient);
        assertThat(world.states(recipient))
                .containsExactlyInAnyOrder(DeliveryState.HELD, DeliveryState.HELD, DeliveryState.DEAD);

        assertThat(world.deliveries.replayDead(recipient)).isEqualTo(1);

        assertThat(world.states(recipient)).hasSize(3).containsOnly(DeliveryState.HELD);
        assertThat(world.reports(recipient)).extracting(DeliveryReport::message).contains(dead);
    }

    @Test
    void aPauseHoldsWhatFailsMeanwhileAndWhatADeadNodeWasAt() {
        var hanging = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var sent = ConcurrentHashMap.<UUID>newKeySet();
        var abandoned = world.recipient();
        world.queue(abandoned);
        assertThat(claimed(world.clock.instant())).hasSize(1);
        world.deliveries.pause(abandoned);
        world.node((letter, _) -> {
            sent.add(DeliveryWorld.recipientOf(letter));
            hanging.countDown();
            awaitUninterruptibly(release);
            return UNREADY;
        });
        var failing = world.recipient();
        world.queue(failing);
        awaitUninterruptibly(hanging);

        world.deliveries.pause(failing);
        release.countDown();
        world.awaitState(failing, DeliveryState.HELD);
        assertThat(world.reports(failing).getFirst().attempts()).hasSize(1);

        world.clock.forward(Duration.ofMinutes(1));
        world.awaitState(abandoned, DeliveryState.HELD);
        assertThat(sent).containsExactly(failing);
    }

    @Test
    void whoIsResumedHasAllItsDaysAgain() {
        world.node((_, _) -> UNREADY);
        var recipient = world.recipient(RetryPolicy.LONG, Throttle.NONE);
        world.queue(recipient);
        world.awaitAttempts(recipient, 1);
        world.clock.forward(Duration.ofDays(8));
        world.awaitState(recipient, DeliveryState.HELD);

        world.deliveries.resume(recipient);
        world.awaitAttempts(recipient, 3);

        assertThat(world.health(recipient)).isInstanceOf(Health.Failing.class);
        assertThat(world.states(recipient)).containsExactly(DeliveryState.WAITING);
    }

    @Test
    void whatIsReplayedIsRetriedAsOftenAsBefore() {
        world.node((_, _) -> UNREADY);
        var recipient =
                world.recipient(RetryPolicy.parse("{\"numRetries\": 1, \"numNoDelayRetries\": 1}"), Throttle.NONE);
        world.queue(recipient);
        world.awaitState(recipient, DeliveryState.DEAD);
        assertThat(world.reports(recipient).getFirst().attempts()).hasSize(2);

        world.deliveries.replayDead(recipient);
        world.awaitAttempts(recipient, 4);
        world.awaitState(recipient, DeliveryState.DEAD);

        assertThat(world.reports(recipient).getFirst().attempts()).hasSize(4);
    }

    /** Those that were missed while no node was there do not come at once when there is one again. */
    @Test
    void turnsThatWereMissedAreTakenAgain() {
        var times = new ArrayList<Instant>();
        Post post = (_, _) -> {
            synchronized (times) {
                times.add(world.clock.instant());
            }
            return ACCEPTED;
        };
        var recipient = world.recipient(RetryPolicy.STANDARD, new Throttle.PerSecond(5));
        var many = new UUID[10];
        Arrays.fill(many, recipient);
        world.queue(many);
        world.jdbc.sql("update delivery set turn = due").update();
        world.clock.forward(Duration.ofHours(1));
        world.node(post);
        world.awaitState(recipient, DeliveryState.DELIVERED);

        times.sort(null);
        assertThat(Duration.between(times.getFirst(), times.getLast())).isGreaterThan(Duration.ofMillis(1_700));
    }

    @Test
    void aNodeThatStopsGivesBackWhatItHasNotFinished() throws InterruptedException {
        var hanging = new CountDownLatch(1);
        var first = world.node((_, exchange) -> {
            var ended = new CountDownLatch(1);
            exchange.closeBy(ended::countDown);
            hanging.countDown();
            awaitUninterruptibly(ended);
            return exchange.brokenOff() ? new Outcome.BrokenOff() : ACCEPTED;
        });
        var recipients = IntStream.range(0, 50).mapToObj(_ -> world.recipient()).toArray(UUID[]::new);
        world.queue(recipients);
        hanging.await();

        first.stop();
        world.nodes.clear();
        assertThat(world.jdbc
                        .sql("select count(*) from delivery where lease is not null")
                        .query(Long.class)
                        .single())
                .isZero();

        world.node((_, _) -> ACCEPTED);
        for (var recipient : recipients) {
            world.awaitState(recipient, DeliveryState.DELIVERED);
            assertThat(world.reports(recipient).getFirst().attempts()).hasSize(1);
        }
    }

    @Test
    void recipientsThatHangDoNotDelayOthers() {
        var release = new CountDownLatch(1);
        var hanging = IntStream.range(0, 20).mapToObj(_ -> world.recipient()).collect(Collectors.toSet());
        world.node((letter, _) -> {
            if (hanging.contains(DeliveryWorld.recipientOf(letter))) {
                awaitUninterruptibly(release);
            }
            return ACCEPTED;
        });
        var others = IntStream.range(0, 200).mapToObj(_ -> world.recipient()).collect(Collectors.toSet());
        var all = new ArrayList<>(hanging);
        all.addAll(others);

        world.queue(all.toArray(UUID[]::new));

        // Four use the processor at a time, and five times as many hang before the first of the others is due.
        await().atMost(DeliveryWorld.PATIENCE).until(() -> world.tally.delivered() == others.size());
        release.countDown();
        await().atMost(DeliveryWorld.PATIENCE).until(() -> world.tally.delivered() == all.size());
    }

    @Test
    void aRecipientIsCalledAFewTimesAtOnceAtMost() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        world.node((_, _) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1);
            now.decrementAndGet();
            return ACCEPTED;
        });
        var recipient = world.recipient();
        var many = new UUID[100];
        Arrays.fill(many, recipient);

        world.queue(many);
        world.awaitState(recipient, DeliveryState.DELIVERED);

        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void aThrottleIsKeptByAllNodesTogether() {
        var times = new ArrayList<Instant>();
        Post post = (_, _) -> {
            synchronized (times) {
                times.add(world.clock.instant());
            }
            return ACCEPTED;
        };
        world.node(post);
        world.node(post);
        var recipient = world.recipient(RetryPolicy.STANDARD, new Throttle.PerSecond(10));
        var many = new UUID[20];
        Arrays.fill(many, recipient);

        world.queue(many);
        world.awaitState(recipient, DeliveryState.DELIVERED);

        times.sort(null);
        assertThat(times).hasSize(20);
        // Turns are 100 ms apart; one may come 50 ms early, and any of them late.
        assertThat(Duration.between(times.getFirst(), times.getLast())).isGreaterThan(Duration.ofMillis(1_800));
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        world.node((letter, _) -> letter.policy().equals(RetryPolicy.LONG) ? REFUSED : ACCEPTED);
        var delivered = world.recipient();
        var dead = world.recipient(RetryPolicy.LONG, Throttle.NONE);
        world.queue(delivered, delivered, delivered, dead);
        world.awaitState(delivered, DeliveryState.DELIVERED);
        world.awaitState(dead, DeliveryState.DEAD);
        var retention = new DeliveryRetention(
                world.queue,
                world.recipients,
                world.transactions,
                Duration.ofDays(14),
                Duration.ofDays(90),
                2,
                world.clock);

        world.clock.forward(Duration.ofDays(13));
        retention.forgetOld();
        assertThat(world.reports(delivered)).hasSize(3);

        world.clock.forward(Duration.ofDays(2));
        retention.forgetOld();
        assertThat(world.reports(delivered)).isEmpty();
        assertThat(world.reports(dead)).hasSize(1);

        world.clock.forward(Duration.ofDays(90));
        retention.forgetOld();
        assertThat(world.reports(dead)).isEmpty();
    }

    @Test
    void reportsComeInPagesNewestFirstAndByState() {
        world.node((letter, _) -> ACCEPTED);
        var recipient = world.recipient();
        var messages = new ArrayList<UUID>();
        for (int number = 0; number < 5; number++) {
            messages.addFirst(world.queue(recipient).getFirst());
            world.awaitState(recipient, DeliveryState.DELIVERED);
        }
        world.deliveries.pause(recipient);
        world.queue(recipient);

        var page = world.deliveries.reports(recipient, EnumSet.of(DeliveryState.DELIVERED), new Paging(2, 2));

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.items()).extracting(DeliveryReport::message).containsExactlyElementsOf(messages.subList(2, 4));
        assertThat(world.deliveries
                        .reports(recipient, EnumSet.of(DeliveryState.HELD), new Paging(1, 10))
                        .items())
                .singleElement()
                .satisfies(report -> assertThat(report.nextTry()).isEmpty());
    }

    @Test
    void aRecipientInTroubleIsTriedWithOneLetterAtATimeAndHealsWithAllOfThem() {
        var friendly = new AtomicInteger();
        var now = new AtomicInteger();
        var mostInTrouble = new AtomicInteger();
        world.node((_, _) -> {
            if (friendly.get() == 1) {
                return ACCEPTED;
            }
            mostInTrouble.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1);
            now.decrementAndGet();
            return UNREADY;
        });
        var recipient = world.recipient(RetryPolicy.LONG, Throttle.NONE);
        world.queue(recipient);
        world.awaitAttempts(recipient, 1);
        mostInTrouble.set(0);
        var many = new UUID[30];
        Arrays.fill(many, recipient);

        world.queue(many);
        world.awaitAttempts(recipient, 2);
        assertThat(mostInTrouble).hasValue(1);

        friendly.set(1);
        await().atMost(DeliveryWorld.PATIENCE).until(() -> {
            world.clock.forward(Duration.ofSeconds(6));
            return world.states(recipient).stream().allMatch(DeliveryState.DELIVERED::equals);
        });
        assertThat(new HashSet<>(world.reports(recipient).stream()
                        .map(DeliveryReport::message)
                        .toList()))
                .hasSize(31);
    }

    @Test
    void anEndpointThatHangsIsTimedOutAndOneThatHangsAtTheStopIsBrokenOff() throws InterruptedException {
        var settings = DeliveryWorld.settings(Duration.ofMillis(300), Duration.ofSeconds(30));
        var resolver = new SafeResolver(
                InetAddress::getAllByName,
                new AddressRules(List.of(Cidr.parse("127.0.0.1"))),
                Runnable::run,
                Duration.ofSeconds(10),
                Ticker.systemTicker());
        var hanging = new CountDownLatch(2);
        try (var endpoint = new TestEndpoint((in, _) -> {
                    in.read();
                    hanging.countDown();
                    new CountDownLatch(1).await();
                });
                var post = new HttpPosting(resolver, Trust.of(null), settings.timeout(), 10, world.clock);
                var patientPost = new HttpPosting(resolver, Trust.of(null), Duration.ofSeconds(60), 10, world.clock)) {
            var recipient = UUID.randomUUID();
            world.letters.put(
                    recipient,
                    new Letter(
                            Endpoint.parse("http://127.0.0.1:" + endpoint.port() + "/"),
                            List.of(),
                            new byte[0],
                            RetryPolicy.STANDARD,
                            Throttle.NONE));
            var node = world.node(post, settings);
            world.queue(recipient);
            world.awaitAttempts(recipient, 1);
            assertThat(world.reports(recipient).getFirst().attempts())
                    .extracting(Attempt::result)
                    .containsExactly(new Attempt.NoAnswer("No complete answer within 300 ms"));
            assertThat(endpoint.connections()).isEqualTo(1);
            node.stop();
            world.nodes.clear();

            var patient =
                    world.node(patientPost, DeliveryWorld.settings(Duration.ofSeconds(60), Duration.ofMinutes(2)));
            world.clock.forward(Duration.ofSeconds(21));
            patient.look();
            hanging.await();
            patient.stop();
            world.nodes.clear();
            assertThat(world.reports(recipient).getFirst().attempts()).hasSize(1);
            assertThat(world.states(recipient)).containsExactly(DeliveryState.WAITING);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
