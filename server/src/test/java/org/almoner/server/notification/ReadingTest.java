package org.almoner.server.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.almoner.server.TestDatabase;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.Invalid;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.notification.EventWorld.ACME;
import static org.almoner.server.notification.EventWorld.ALL;
import static org.almoner.server.notification.EventWorld.OTHER;
import static org.almoner.server.notification.EventWorld.THEN;
import static org.almoner.server.notification.EventWorld.caller;
import static org.almoner.server.notification.EventWorld.named;
import static org.almoner.server.notification.EventWorld.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a cursor is good for, what a caller is shown, and when those who wait are answered. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(120)
class ReadingTest {

    private static final UUID SUB_PRODUCT = UUID.fromString("1424e81d-8cea-4d6b-b140-d6630b684a58");

    private final EventWorld world;

    ReadingTest(TestDatabase database) {
        world = new EventWorld(database.fresh());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static Event.New launched(String name) {
        var day = LocalDate.parse("2026-11-22");
        return new Event.New(
                EventType.VERSION_LAUNCHED,
                THEN,
                new Audience.OfSubProduct(SUB_PRODUCT),
                new Subject.OfVersion(name, "P", "s-2", "S", "v-3", "V", day, day, null, null, null));
    }

    private static Event.New released(long id) {
        return new Event.New(
                EventType.EXTRACT_RELEASED,
                THEN,
                new Audience.OfOrganization(ACME.id()),
                new Subject.OfExtract(
                        id, SUB_PRODUCT, "COMPLETE", "LONG_REC", "1.0.0", 7, "00".repeat(32), null, null));
    }

    private Reading.Piece read(Set<EventType> types, Scope... scopes) {
        return world.reading.read(caller(ACME, scopes), new Reading.Query(null, types, 100, Duration.ZERO));
    }

    private CompletableFuture<Reading.Piece> waiting(@Nullable String after, Duration wait, Scope... scopes) {
        var answer = new CompletableFuture<Reading.Piece>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(world.reading.read(caller(ACME, scopes), new Reading.Query(after, ALL, 100, wait)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void awaitWaiting(int count) {
        Awaitility.await().until(() -> world.arrivals.waiting() == count);
    }

    @Test
    void anEventsOwnCursorLeadsToWhatComesAfterIt() {
        world.happen(named("a"), named("b"), named("c"));
        var piece = world.read(null, 2);

        assertThat(names(piece)).containsExactly("a", "b");
        assertThat(piece.more()).isTrue();
        assertThat(names(world.read(piece.events().getFirst().id(), 10))).containsExactly("b", "c");
        assertThat(names(world.read(piece.next(), 1))).containsExactly("c");
        assertThat(world.read(piece.next(), 1).more()).isFalse();
        assertThat(world.read(null, 10).events().getFirst().id())
                .isEqualTo(piece.events().getFirst().id());
    }

    @Test
    void theEndIsAfterAllThereIsAndBeforeAllThatComes() {
        var empty = world.reading.latest(caller(ACME, Scope.DOWNLOAD)).next();
        world.happen(named("a"));
        var latest = world.reading.latest(caller(ACME, Scope.DOWNLOAD)).next();
        world.happen(named("b"));

        assertThat(names(world.read(empty, 10))).containsExactly("a", "b");
        assertThat(names(world.read(latest, 10))).containsExactly("b");
    }

    @Test
    void nothingOfOthersIsShownAndNothingTellsThatThereWasAny() {
        var before = world.read(null, 10);
        world.happen(named("theirs", OTHER, THEN), named("theirs too", OTHER, THEN));
        var after = world.read(before.next(), 1);

        assertThat(after.events()).isEmpty();
        assertThat(after.more()).isFalse();
        assertThat(after.next()).isNotEqualTo(before.next());
        assertThat(world.read(before.next(), 1).next())
                .as("differs each time, whatever happened")
                .isNotEqualTo(after.next());
        world.happen(named("ours"));
        assertThat(names(world.read(after.next(), 10))).containsExactly("ours");
    }

    @Test
    void versionsAreShownToWhoSeesThemAtTheMomentOfAsking() {
        world.happen(launched("v"));
        assertThat(world.read(null, 10).events()).isEmpty();

        world.visible.add(SUB_PRODUCT);
        assertThat(names(world.read(null, 10))).containsExactly("v");

        world.visible.clear();
        assertThat(world.read(null, 10).events()).isEmpty();
    }

    @Test
    void whatAScopeDoesNotCoverIsNotShown() {
        world.visible.add(SUB_PRODUCT);
        world.happen(launched("v"), released(7), named("e"));

        assertThat(names(read(ALL, Scope.DOWNLOAD))).containsExactly("v", "e");
        assertThat(names(read(ALL, Scope.SYNDICATION))).containsExactly("extract-7");
        assertThat(names(read(ALL, Scope.ADMIN))).containsExactly("v", "extract-7", "e");
        assertThat(names(read(EnumSet.of(EventType.EXTRACT_RELEASED), Scope.DOWNLOAD)))
                .isEmpty();
        assertThat(names(read(EnumSet.of(EventType.VERSION_LAUNCHED), Scope.DOWNLOAD, Scope.SYNDICATION)))
                .containsExactly("v");
    }

    @Test
    void aCursorOfAnotherOrganizationIsNone() {
        world.happen(named("theirs", OTHER, THEN));
        var theirs = world.reading
                .read(caller(OTHER, Scope.DOWNLOAD), new Reading.Query(null, ALL, 10, Duration.ZERO))
                .events()
                .getFirst()
                .id();

        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> world.read(theirs, 10));
    }

    @Test
    void whatIsForgottenIsGoneAndWhatIsKeptGoesOn() {
        var start = world.read(null, 1).next();
        for (int day = 0; day < 10; day++) {
            world.happen(named("day " + day, ACME, THEN.plus(Duration.ofDays(day))));
        }
        var all = world.read(null, 100);
        retention(THEN.plus(Duration.ofDays(400 + 6))).forgetOld();

        assertThat(names(world.read(null, 100))).containsExactly("day 6", "day 7", "day 8", "day 9");
        assertThat(names(world.read(all.events().get(5).id(), 100)))
                .as("all after it is kept")
                .containsExactly("day 6", "day 7", "day 8", "day 9");
        for (var old :
                List.of(start, all.events().get(0).id(), all.events().get(4).id())) {
            assertThatExceptionOfType(Gone.class).isThrownBy(() -> world.read(old, 100));
        }

        retention(THEN.plus(Duration.ofDays(1000))).forgetOld();
        retention(THEN.plus(Duration.ofDays(1000))).forgetOld();
        assertThat(world.read(null, 100).events()).isEmpty();
        assertThat(world.read(all.next(), 100).events()).isEmpty();
        var latest = world.reading.latest(caller(ACME, Scope.DOWNLOAD)).next();
        world.happen(named("new"));
        assertThat(names(world.read(latest, 100))).containsExactly("new");
        assertThat(names(world.read(all.next(), 100))).containsExactly("new");
        assertThat(names(world.read(null, 100))).containsExactly("new");
    }

    private EventRetention retention(Instant now) {
        return new EventRetention(
                world.log, world.transactions, Duration.ofDays(400), 2, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aServerThatWasPutBackKnowsItsFormerFutureForWhatItIs() {
        world.happen(named("a"), named("b"), named("lost"));
        var all = world.read(null, 10);
        world.jdbc.sql("delete from event where number = 3").update();
        world.jdbc.sql("update event_counter set newest = 2").update();

        assertThatExceptionOfType(Gone.class).isThrownBy(() -> world.read(all.next(), 10));
        world.happen(named("another"));
        assertThatExceptionOfType(Gone.class)
                .as("the number is there again, the event is not")
                .isThrownBy(() -> world.read(all.next(), 10));
        assertThat(names(world.read(all.events().get(1).id(), 10))).containsExactly("another");
    }

    @Test
    void whoWaitsIsAnsweredByACommitAndNotBefore() throws Exception {
        var answer = waiting(null, Duration.ofSeconds(100), Scope.DOWNLOAD);
        awaitWaiting(1);
        world.transaction.executeWithoutResult(status -> {
            world.announcer.announce(List.of(named("undone")));
            status.setRollbackOnly();
        });
        world.happen(named("theirs", OTHER, THEN));
        world.happen(released(7));
        world.happen(named("ours"));

        assertThat(names(answer.get())).containsExactly("ours");
        awaitWaiting(0);
    }

    @Test
    void whoWaitsHearsOfWhatAnotherNodeCommits() throws Exception {
        var answer = waiting(null, Duration.ofSeconds(100), Scope.DOWNLOAD);
        awaitWaiting(1);
        // Past this node's announcer, which would say so.
        world.transaction.executeWithoutResult(_ -> world.log.add(List.of(named("elsewhere"))));

        assertThat(names(answer.get())).containsExactly("elsewhere");
    }

    @Test
    void whoWaitsInVainIsAnsweredAtItsTime() throws Exception {
        world.happen(named("theirs", OTHER, THEN));
        var piece = waiting(null, Duration.ofMillis(200), Scope.DOWNLOAD).get();

        assertThat(piece.events()).isEmpty();
        world.happen(named("ours"));
        assertThat(names(world.read(piece.next(), 10))).containsExactly("ours");
    }

    @Test
    void whoWaitsIsAnsweredWhenTheServerStops() throws Exception {
        var answer = waiting(null, Duration.ofHours(1), Scope.DOWNLOAD);
        awaitWaiting(1);
        world.arrivals.stop();

        assertThat(answer.get().events()).isEmpty();
        assertThat(waiting(null, Duration.ofHours(1), Scope.DOWNLOAD).get().events())
                .as("nor does anybody wait any more")
                .isEmpty();
    }

    @Test
    void manyThatComeAndGoAreAllAnswered() throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 50; round++) {
                var latest = world.reading.latest(caller(ACME, Scope.DOWNLOAD)).next();
                var name = "round " + round;
                var answers = List.of(
                        waiting(latest, Duration.ofSeconds(100), Scope.DOWNLOAD),
                        waiting(latest, Duration.ofSeconds(100), Scope.DOWNLOAD));
                threads.execute(() -> world.happen(named(name)));
                for (var answer : answers) {
                    assertThat(names(answer.get())).containsExactly(name);
                }
            }
        }
    }
}
