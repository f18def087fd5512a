package org.almoner.server.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.almoner.server.web.Paging;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that writes the audit is killed, as a power cut would, and what it had said was recorded is looked for. */
class KilledWriterTest {

    private static final Duration GROUP_WAIT = Duration.ofMillis(50);
    private static final String ORGANIZATION = "00000000001aa";

    /** What the audit is kept in, as the server keeps it. */
    private record Books(JdbcTemplate jdbc, TransactionTemplate transaction, AuditRows rows) {

        static Books open(Path folder) {
            var pool = JdbcConnectionPool.create(
                    "jdbc:h2:file:" + folder.resolve("almoner") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "", "");
            Flyway.configure().dataSource(pool).load().migrate();
            var transactions = new JdbcTransactionManager(pool);
            var jdbc = new JdbcTemplate(pool);
            jdbc.execute("create table if not exists things (name varchar(100) primary key)");
            return new Books(jdbc, new TransactionTemplate(transactions), new AuditRows(jdbc, transactions));
        }
    }

    /** The process. Prints a line for every change that was acknowledged, and for every note with the moment it was handed in. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) {
            var folder = Path.of(arguments[0]);
            var books = Books.open(folder);
            var writer = new GroupedWriter(
                    books.rows(),
                    new SpillFile(folder),
                    new AuditSettings(100, GROUP_WAIT, 1000, Duration.ofMillis(10), null),
                    Clock.systemUTC());
            writer.start();
            var ids = new EntryIds(() -> ThreadLocalRandom.current().nextLong());
            var recorder = new Recorder(books.rows(), writer, ids, Clock.systemUTC());
            for (int i = 0; true; i++) {
                var name = "thing-" + i;
                books.transaction().executeWithoutResult(_ -> {
                    books.jdbc().update("insert into things values (?)", name);
                    recorder.change(happening("product-added", name));
                });
                System.out.println("change " + name);
                recorder.note(happening("link-issued", name));
                System.out.println("note " + name + " " + System.currentTimeMillis());
            }
        }

        private static Happening happening(String event, String name) {
            return new Happening(event, Outcome.DONE, ORGANIZATION, "client", name, "", null);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void losesNoChangeAndOnlyTheNotesThatWaitedForTheirGroup(long seed, @TempDir Path folder) throws Exception {
        var said = runAndKill(folder, new Random(seed).nextInt(300, 1500));
        var books = Books.open(folder);
        var changes = objects(books, "product-added");
        var notes = objects(books, "link-issued");

        assertThat(changes).containsAll(said.changes());
        assertThat(changes)
                .isEqualTo(new HashSet<>(books.jdbc().queryForList("select name from things", String.class)));
        assertThat(notes).containsAll(said.notesLongBeforeTheEnd());
        books.jdbc().execute("shutdown");
    }

    private record Said(List<String> changes, List<String> notesLongBeforeTheEnd) {}

    private static Said runAndKill(Path folder, long millis) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var changes = new ArrayList<String>();
        var notes = new ArrayList<String[]>();
        try (var output = process.inputReader()) {
            var end = Long.MAX_VALUE;
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("change ")) {
                    changes.add(line.substring("change ".length()));
                    end = Math.min(
                            end, System.nanoTime() + Duration.ofMillis(millis).toNanos());
                } else if (line.startsWith("note ")) {
                    notes.add(line.split(" ", -1));
                }
                if (System.nanoTime() > end) {
                    break;
                }
            }
            process.destroyForcibly().waitFor();
        }
        // A group waits, and then it is written: a machine under load may take its time for that.
        var surely = notes.isEmpty() ? 0 : Long.parseLong(notes.getLast()[2]) - GROUP_WAIT.toMillis() - 500;
        return new Said(
                changes,
                notes.stream()
                        .filter(note -> Long.parseLong(note[2]) < surely)
                        .map(note -> note[1])
                        .toList());
    }

    private static Set<String> objects(Books books, String event) {
        var found = new HashSet<String>();
        var query = new AuditQuery(null, null, event, null, null, null);
        for (long page = 1; true; page++) {
            var items =
                    books.rows().page(query, new Paging(page, Paging.MAX_SIZE)).items();
            found.addAll(items.stream().map(Entry::object).collect(Collectors.toSet()));
            if (items.isEmpty()) {
                return found;
            }
        }
    }
}
