package org.almoner.server.notification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.almoner.server.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.notification.EventWorld.name;
import static org.almoner.server.notification.EventWorld.named;
import static org.almoner.server.notification.EventWorld.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Who only ever moves a cursor on reads each event once, in one order, whatever happens at the same time. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(120)
class OrderTest {

    private static final int PUBLISHERS = 6;
    private static final int TRANSACTIONS = 50;

    private final EventWorld world;

    OrderTest(TestDatabase database) {
        world = new EventWorld(database.fresh());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void eachEventIsReadOnceInOneOrderWhileManyCommitAndRollBack() throws Exception {
        Set<String> committed = ConcurrentHashMap.newKeySet();
        var heard = new ArrayList<String>();
        String cursor = null;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var publishers = IntStream.range(0, PUBLISHERS)
                    .mapToObj(number -> threads.submit(() -> publish(number, committed)))
                    .toList();
            while (!publishers.stream().allMatch(Future::isDone)) {
                cursor = readOn(cursor, heard);
            }
            for (var publisher : publishers) {
                publisher.get();
            }
        }
        cursor = readOn(cursor, heard);
        assertThat(world.read(cursor, 1).events()).isEmpty();

        assertThat(heard).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
        assertThat(world.log.newest()).as("no number is left out").isEqualTo(heard.size());
        var again = new ArrayList<String>();
        readOn(null, again);
        assertThat(again).isEqualTo(heard);
    }

    private void publish(int publisher, Set<String> committed) {
        var random = new Random(publisher);
        for (int number = 0; number < TRANSACTIONS; number++) {
            var names = new ArrayList<String>();
            var last = "p" + publisher + "-" + number;
            var rolledBack = world.transaction.execute(status -> {
                for (int part = 0; part <= random.nextInt(3); part++) {
                    names.add(last + "-" + part);
                    world.announcer.announce(List.of(named(last + "-" + part)));
                    // Between the event and the end of its transaction others come to theirs.
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(800)));
                }
                if (random.nextInt(4) == 0) {
                    status.setRollbackOnly();
                    return true;
                }
                return false;
            });
            if (!rolledBack) {
                committed.addAll(names);
            }
        }
    }

    private @Nullable String readOn(@Nullable String from, List<String> heard) {
        var cursor = from;
        while (true) {
            var piece = world.read(cursor, 7);
            piece.events().forEach(shown -> heard.add(name(shown)));
            cursor = piece.next();
            if (!piece.more()) {
                return cursor;
            }
        }
    }

    @Test
    void whoBeganFirstIsNotOvertakenByWhoCommitsFirst() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var heard = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> world.transaction.executeWithoutResult(_ -> {
                world.announcer.announce(List.of(named("slow")));
                begun.countDown();
                await(end);
            }));
            begun.await();
            var fast = threads.submit(() -> world.happen(named("fast")));
            var looked = world.read(null, 10);
            // It may come now or have to wait for the other: a reader that goes on from here must not miss either.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            var between = world.read(looked.next(), 10);
            heard.addAll(names(between));
            end.countDown();
            slow.get();
            fast.get();
            var after = world.read(between.next(), 10);
            heard.addAll(names(after));

            assertThat(looked.events()).isEmpty();
            assertThat(heard).containsExactlyInAnyOrder("slow", "fast");
        }
    }

    @Test
    void anEventWithoutATransactionIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> world.announcer.announce(List.of(named("loose"))));
        assertThat(world.log.newest()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
