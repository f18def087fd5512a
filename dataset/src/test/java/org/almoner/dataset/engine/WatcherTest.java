package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WatcherTest {

    @TempDir
    Path folder;

    /** Has had enough at some time. */
    private static final class Impatient implements Watcher {

        private final List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
        private final int steps;

        Impatient(int steps) {
            this.steps = steps;
        }

        @Override
        public void progress(Progress progress) {
            seen.add(progress);
        }

        @Override
        public boolean isCancelled() {
            return seen.size() >= steps;
        }
    }

    @Test
    void hearsOfAllThatIsRead() throws IOException {
        var trial = many().with(settings -> settings.withThreads(1));
        var watcher = new Impatient(Integer.MAX_VALUE);
        var made = trial.make(trial.completeOrder(1, new BadInput.Fail()), watcher);
        assertThat(watcher.seen)
                .hasSizeGreaterThan(10)
                .isSortedAccordingTo((one, other) -> Long.compare(one.bytesRead(), other.bytesRead()))
                .isSortedAccordingTo((one, other) -> Long.compare(one.rows(), other.rows()));
        assertThat(watcher.seen.getLast())
                .isEqualTo(new Watcher.Progress(made.bytesRead(), made.bytesRead(), made.rows()));
        assertThat(made.rows()).isEqualTo(600);
    }

    @Test
    void canEndItAtAnyTimeAndNothingIsMade() throws IOException {
        var trial = many();
        var base = trial.complete(1);
        var before = trial.visible();
        for (int steps = 0; steps < 10; steps++) {
            var watcher = new Impatient(steps);
            var order = trial.incrementalOrder(
                    2, base.extract().summary().description().name(), trial.asideFor());
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> trial.make(order, watcher));
            assertThat(trial.visible()).isEqualTo(before);
        }
    }

    /** Says yes to one question and no to all before. */
    private static final class Questioned implements Watcher {

        private final AtomicInteger questions = new AtomicInteger();
        private final AtomicInteger beforeTheEnd = new AtomicInteger();
        private final int patience;

        Questioned(int patience) {
            this.patience = patience;
        }

        @Override
        public void progress(Progress progress) {
            beforeTheEnd.set(questions.get());
        }

        @Override
        public boolean isCancelled() {
            return questions.getAndIncrement() >= patience;
        }
    }

    @Test
    void isAskedUntilTheArchiveIsPutTogether() throws IOException {
        var trial = many().with(settings -> settings.withThreads(1));
        trial.file("Patient.bad.ndjson", "bad");
        var base = trial.completeAside(1);
        trial.file("Patient.more.ndjson", SmallSet.patient("new", "male", "Ng"));
        var order = trial.incrementalOrder(
                2, base.extract().summary().description().name(), new BadInput.Quarantine(folder.resolve("aside")));
        var before = trial.visible();
        var patient = new Questioned(Integer.MAX_VALUE);
        trial.make(order, patient);
        undo(trial, before);
        int all = patient.questions.get();
        // A file for each entity's rows and deletes, the summary, and the index.
        assertThat(all - patient.beforeTheEnd.get()).isGreaterThan(3 * 2 + 2);
        for (int question = patient.beforeTheEnd.get(); question < all; question++) {
            int patience = question;
            assertThatExceptionOfType(CancellationException.class)
                    .as("at question %d of %d", question, all)
                    .isThrownBy(() -> trial.make(order, new Questioned(patience)));
            assertThat(trial.visible())
                    .as("at question %d of %d", question, all)
                    .isEqualTo(before);
        }
    }

    private static void undo(Trial trial, Map<String, String> before) throws IOException {
        for (var path : trial.visible().descendingMap().keySet()) {
            if (!before.containsKey(path)) {
                Files.delete(trial.root().resolve(path));
            }
        }
    }

    @Test
    void thatFailsLetsTheExtractFail() {
        var trial = many();
        var before = trial.visible();
        var order = trial.completeOrder(1, new BadInput.Fail());
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> trial.make(order, new Watcher() {
                    @Override
                    public void progress(Progress progress) {
                        throw new ArithmeticException();
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                }));
        assertThat(trial.visible()).isEqualTo(before);
    }

    private Trial many() {
        return Trial.in(folder)
                .inBlocksOf(1_000)
                .file(
                        "Patient.ndjson",
                        IntStream.range(0, 300)
                                .mapToObj(i -> SmallSet.patient("p" + i, "male", "Ng"))
                                .toArray(String[]::new));
    }
}
