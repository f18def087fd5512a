package org.almoner.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
class ResultWriterTest {

    private final DeliveryWorld world;
    private final AtomicInteger outages = new AtomicInteger();
    private final ResultWriter writer;

    ResultWriterTest(TestDatabase database) {
        var source = database.fresh();
        world = new DeliveryWorld(source);
        var transactions = new JdbcTransactionManager(source) {
            @Override
            protected void doBegin(Object transaction, TransactionDefinition definition) {
                if (outages.getAndDecrement() > 0) {
                    throw new CannotCreateTransactionException("The database is away");
                }
                super.doBegin(transaction, definition);
            }
        };
        writer = new ResultWriter(
                world.queue,
                world.recipients,
                transactions,
                Duration.ofDays(7),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                world.tally,
                world.clock);
    }

    @AfterEach
    void stop() throws InterruptedException {
        writer.stop(Duration.ofSeconds(10));
    }

    private Claimed claimed(UUID recipient) {
        world.queue(recipient);
        var now = world.clock.instant();
        return world.transaction
                .execute(_ -> world.queue.claim(1, now, UUID.randomUUID(), now.plus(Duration.ofMinutes(1))))
                .getFirst();
    }

    private static Tried accepted(Claimed delivery, Instant at) {
        return new Tried(
                delivery,
                new Attempt(at, Duration.ZERO, new Attempt.Answered(200, "")),
                new Tried.Next.Done(),
                Optional.empty());
    }

    private static Tried failed(Claimed delivery, Instant at) {
        return new Tried(
                delivery,
                new Attempt(at, Duration.ZERO, new Attempt.NoAnswer("away")),
                new Tried.Next.Again(at.plus(Duration.ofMinutes(1))),
                Optional.of("away"));
    }

    private void write(Tried... some) throws InterruptedException {
        var written = new CountDownLatch(some.length);
        for (var one : some) {
            writer.add(one, written::countDown);
        }
        writer.start();
        written.await();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenWhenTheDatabaseIsBack() throws InterruptedException {
        var recipient = world.recipient();
        var delivery = claimed(recipient);
        outages.set(3);

        write(accepted(delivery, world.clock.instant()));

        assertThat(outages.get()).isNegative();
        assertThat(world.states(recipient)).containsExactly(DeliveryState.DELIVERED);
        assertThat(world.reports(recipient).getFirst().attempts()).hasSize(1);
    }

    @Test
    void theLastOfSeveralTriesSaysHowItGoes() throws InterruptedException {
        var healed = world.recipient();
        var broken = world.recipient();
        // As databases keep it.
        var now = world.clock.instant().truncatedTo(ChronoUnit.MICROS);
        var later = now.plusMillis(1);
        var tries = List.of(
                accepted(claimed(healed), later),
                failed(claimed(healed), now),
                failed(claimed(broken), later),
                accepted(claimed(broken), now));

        write(tries.toArray(Tried[]::new));

        assertThat(world.health(healed)).isEqualTo(new Health.Fine());
        assertThat(world.health(broken)).isEqualTo(new Health.Failing(later, "away"));
    }
}
