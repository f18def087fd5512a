package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KilledExtractTest {

    /** The first 14 are at the last steps, the others at random ones; more of these with {@code -Dalmoner.kills=50}. */
    private static final int KILLS = Integer.getInteger("almoner.kills", 20);

    @TempDir
    Path folder;

    @Test
    void nothingIsLostByKillingIt() throws IOException, InterruptedException {
        var trial = KilledExtract.trial(Files.createDirectory(folder.resolve("trial")));
        KilledExtract.write(trial, 0);
        trial.complete(1);
        KilledExtract.write(trial, 2_000);
        trial.file("Patient.bad.ndjson", "bad", "worse");
        var before = trial.visible();
        int steps;
        try (var child = child(trial, Integer.MAX_VALUE)) {
            steps = Integer.parseInt(child.result().lines().toList().getLast());
        }
        var undisturbed = trial.visible();
        assertThat(undisturbed).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
        assertThat(steps).isGreaterThan(60);

        var random = new Random(23);
        for (int kill = 0; kill < KILLS; kill++) {
            undo(trial, before);
            // The last steps are the naming of quarantine, index and archive.
            int step = kill < 14 ? steps - 1 - kill : random.nextInt(steps);
            try (var child = child(trial, step)) {
                child.killWhenItSays(KilledExtract.NOW);
            }
            var left = finished(trial);
            assertThat(undisturbed).as("after step %d", step).containsAllEntriesOf(left);
            assertThat(left).as("after step %d", step).containsAllEntriesOf(before);

            trial.make(KilledExtract.order(trial));
            assertThat(trial.visible().equals(undisturbed))
                    .as("after step %d", step)
                    .isTrue();
        }
    }

    private Child child(Trial trial, int step) throws IOException {
        return Child.start(
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                KilledExtract.class,
                trial.root().toString(),
                Integer.toString(step));
    }

    /** What somebody sees who does not look into what is called unfinished. */
    private static SortedMap<String, String> finished(Trial trial) {
        var all = new TreeMap<>(trial.visible());
        all.keySet().removeIf(path -> path.startsWith("work") || path.startsWith("quarantine.part"));
        return all;
    }

    /** Takes away what an extract made. */
    private static void undo(Trial trial, Map<String, String> before) throws IOException {
        for (var path : trial.visible().descendingMap().keySet()) {
            if (!before.containsKey(path)) {
                Files.delete(trial.root().resolve(path));
            }
        }
    }
}
