package org.almoner.server.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.almoner.server.TestDatabase;
import org.almoner.server.web.Paging;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class GroupedWriterTest {

    /** A database that can be taken away, slowed down, or that fails after the work was done. */
    private static final class Flaky extends JdbcTransactionManager {

        volatile boolean away;
        volatile boolean failsAfterCommit;
        volatile CountDownLatch hold = new CountDownLatch(0);
        volatile long slownessMillis;
        final AtomicInteger transactions = new AtomicInteger();

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            try {
                hold.await();
                Thread.sleep(slownessMillis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (away) {
                throw new CannotCreateTransactionException("The database is away");
            }
            transactions.incrementAndGet();
            super.doBegin(transaction, definition);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            super.doCommit(status);
            if (failsAfterCommit) {
                throw new DataAccessResourceFailureException("The connection broke before the commit was acknowledged");
            }
        }
    }

    @TempDir
    Path folder;

    private final Entries entries = new Entries();
    private final Flaky transactions = new Flaky();
    private AuditRows rows;
    private GroupedWriter writer;

    @BeforeEach
    void start() {
        var dataSource = TestDatabase.H2.fresh();
        transactions.setDataSource(dataSource);
        rows = new AuditRows(new JdbcTemplate(dataSource), transactions);
        writer = writer(1000, Duration.ofMillis(50));
        writer.start();
    }

    @AfterEach
    void stop() {
        transactions.hold.countDown();
        writer.stop();
    }

    private GroupedWriter writer(int queueSize, Duration wait) {
        var settings = new AuditSettings(100, wait, queueSize, Duration.ofMillis(1), null);
        return new GroupedWriter(rows, new SpillFile(folder), settings, Clock.systemUTC());
    }

    @Test
    void writesWithinItsWaitAndInGroups() {
        var some = write(80);

        await(some);
        assertThat(transactions.transactions).hasValueLessThan(10);
    }

    @Test
    void whatIsQueuedWhenItStopsIsWrittenFirst() {
        writer.stop();
        writer = writer(1000, Duration.ofHours(1));
        writer.start();

        var some = write(250);
        writer.stop();

        assertThat(all()).containsExactlyElementsOf(some.reversed());
    }

    @Test
    void whatComesAfterItStoppedIsWrittenAtOnce() {
        writer.stop();

        var some = write(1);

        assertThat(all()).containsExactlyElementsOf(some);
    }

    @Test
    void whatTheDatabaseDoesNotTakeComesBackFromTheSpillFile() {
        var before = write(10);
        await(before);
        transactions.away = true;
        var during = write(10);
        Awaitility.await().until(() -> Files.exists(folder.resolve("audit-spill.ndjson")));
        assertThat(all()).hasSize(10);

        transactions.away = false;

        await(Stream.concat(before.stream(), during.stream()).toList());
        Awaitility.await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        assertThat(writer.spilled()).isEqualTo(10);
        assertThat(writer.lost()).isZero();
    }

    @Test
    void aGroupWhoseCommitWasNotAcknowledgedIsNotWrittenTwice() {
        transactions.failsAfterCommit = true;
        var some = write(10);
        Awaitility.await().until(() -> writer.spilled() == 10);
        transactions.failsAfterCommit = false;

        Awaitility.await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        assertThat(all()).containsExactlyElementsOf(some.reversed());
    }

    @Test
    void whatAServerCouldNotWriteTheNextOneDoes() {
        transactions.away = true;
        var some = write(10);
        writer.stop();
        assertThat(folder.resolve("audit-spill.ndjson")).exists();

        transactions.away = false;
        writer = writer(1000, Duration.ofMillis(50));
        writer.start();

        await(some);
    }

    @Test
    void aDatabaseThatHangsHoldsUpNobodyForLongAndNothingIsLost() throws Exception {
        writer.stop();
        writer = writer(100, Duration.ofMillis(1));
        writer.start();
        transactions.hold = new CountDownLatch(1);

        var some = Stream.generate(entries::next).limit(400).toList();
        var began = System.nanoTime();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            some.forEach(entry -> clients.execute(() -> writer.write(entry)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(writer.spilled()).isPositive();

        transactions.hold.countDown();
        await(some);
    }

    @Test
    void aFloodFasterThanTheDatabaseWaitsInTheFileAndNotWithWhoeverSendsIt() {
        transactions.slownessMillis = 200;

        var some = write(5_000);

        // The database alone would take ten seconds for 50 groups.
        Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> writer.queued() == 0);
        assertThat(writer.spilled()).isGreaterThan(1_000);
        transactions.slownessMillis = 0;
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> writer.written() == some.size());
        Awaitility.await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void whenNothingTakesItTheLogDoes(CapturedOutput output) throws Exception {
        writer.stop();
        folder = Files.createFile(folder.resolve("no-folder"));
        writer = writer(1000, Duration.ofMillis(1));
        writer.start();
        transactions.away = true;

        var some = write(3);

        Awaitility.await().until(() -> writer.lost() == 3);
        assertThat(output).contains(some.stream().map(Entry::object).toList());
    }

    private List<Entry> write(int count) {
        var some = Stream.generate(entries::next).limit(count).toList();
        some.forEach(writer::write);
        return some;
    }

    private List<Entry> all() {
        return rows.page(new AuditQuery(null, null, null, null, null, null), new Paging(1, 1000))
                .items();
    }

    private void await(List<Entry> expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(all()).containsExactlyInAnyOrderElementsOf(expected));
    }
}
