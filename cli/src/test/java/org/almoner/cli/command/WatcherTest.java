package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.watch.WatchSettings;
import org.almoner.client.golden.FakeTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** When things are taken, in a time that only this test lets pass. */
class WatcherTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration UNCHANGED = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final List<String> taken = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private boolean reachable = true;
    private Watcher watcher;

    @BeforeEach
    void start() {
        watcher = watcher();
    }

    private Watcher watcher() {
        var watched = new WatchSettings.Folder(
                folder,
                "p",
                "s",
                Optional.empty(),
                WatchSettings.Policy.DRAFT,
                new WatchSettings.Launch.AtOnce(),
                WatchSettings.Naming.BY_RELEASE,
                folder.resolve("done"),
                folder.resolve("refused"));
        var settings = new WatchSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EVERY,
                UNCHANGED,
                List.of(watched),
                false);
        return new Watcher(settings, time, new Watcher.Taking() {
            @Override
            public Watcher.Place place(WatchSettings.Folder of, Drop drop) {
                return new Watcher.Place("", drop.name());
            }

            @Override
            public Watcher.Taken take(WatchSettings.Folder of, Drop drop) {
                taken.add(drop.name());
                if (!reachable) {
                    return new Watcher.Taken.Kept();
                }
                try {
                    Files.delete(drop.path());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return new Watcher.Taken.Moved(true);
            }

            @Override
            public void unreadable(WatchSettings.Folder of, String reason) {
                unreadable.add(reason);
            }

            @Override
            public void early(WatchSettings.Folder of, Drop drop) {}
        });
    }

    private Path put(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }

    @Test
    void aFileIsTakenWhenItHasNotChangedForLongEnough() throws IOException {
        put("a.txt");

        assertThat(watcher.again().rest()).isEqualTo(UNCHANGED);
        time.pass(UNCHANGED.minusSeconds(1));
        assertThat(watcher.again().rest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(taken).isEmpty();
        time.pass(Duration.ofSeconds(1));

        assertThat(watcher.again()).isEqualTo(new Watcher.Look(true, EVERY));
        assertThat(taken).containsExactly("a.txt");
    }

    /** A copy over a slow line, by a program that keeps the time of the original. */
    @Test
    void aFileThatGrowsIsLeftHoweverOldItsTimeIs() throws IOException {
        var file = put("a.txt");
        var old = FileTime.fromMillis(0);
        for (int i = 0; i < 5; i++) {
            Files.writeString(file, "x".repeat(i + 2));
            Files.setLastModifiedTime(file, old);
            watcher.again();
            time.pass(UNCHANGED.minusSeconds(1));
        }
        assertThat(taken).isEmpty();
        watcher.again();
        time.pass(UNCHANGED);
        watcher.again();

        assertThat(taken).containsExactly("a.txt");
    }

    @Test
    void aFileFromTheFutureIsTakenAllTheSame() throws IOException {
        Files.setLastModifiedTime(put("a.txt"), FileTime.from(time.instant().plus(Duration.ofDays(300))));

        watcher.again();
        time.pass(UNCHANGED);
        watcher.again();

        assertThat(taken).containsExactly("a.txt");
    }

    /** As the next process after a restart does: it has to see for itself. */
    @Test
    void aNewProcessWaitsAnew() throws IOException {
        put("a.txt");
        watcher.again();
        time.pass(UNCHANGED);

        watcher().again();

        assertThat(taken).isEmpty();
    }

    @Test
    void whatFailsIsTriedAgainAfterEverLongerTimes() throws IOException {
        put("a.txt");
        reachable = false;
        watcher.again();
        time.pass(UNCHANGED);

        assertThat(watcher.again().clean()).isFalse();
        var waits = new ArrayList<Duration>();
        for (int tries = 1; tries < 7; tries++) {
            var begun = time.instant();
            while (taken.size() == tries) {
                time.pass(watcher.again().rest());
                watcher.again();
            }
            waits.add(Duration.between(begun, time.instant()));
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(40),
                        Duration.ofMinutes(60),
                        Duration.ofMinutes(60));
        reachable = true;
        time.pass(Watcher.LONGEST_RETRY);
        assertThat(watcher.again().clean()).isTrue();
        assertThat(folder.resolve("a.txt")).doesNotExist();
    }

    /** Somebody puts a better one in its place: that is another thing, which nothing is known against. */
    @Test
    void whatHasChangedIsTriedAtOnce() throws IOException {
        var file = put("a.txt");
        reachable = false;
        watcher.again();
        time.pass(UNCHANGED);
        watcher.again();
        Files.writeString(file, "better");
        reachable = true;
        watcher.again();
        time.pass(UNCHANGED);
        watcher.again();

        assertThat(taken).containsExactly("a.txt", "a.txt");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderThatIsGoneIsLookedForAgain() throws IOException {
        put("a.txt");
        watcher.again();
        var elsewhere = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, elsewhere);

        assertThat(watcher.again().clean()).isFalse();
        assertThat(unreadable).hasSize(1);
        Files.move(elsewhere, folder);
        watcher.again();
        time.pass(UNCHANGED);

        assertThat(watcher.again().clean()).isTrue();
        assertThat(taken).containsExactly("a.txt");
    }
}
