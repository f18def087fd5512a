package org.almoner.codeset.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the JDK's maps, in memory and on disk. */
class KeySetTest {

    private static final int KEYS = 40_000;

    @TempDir
    private Path folder;

    private static byte[] key(Random random) {
        // Some are long, some are empty, and every third or so has come before.
        int length = random.nextInt(100) == 0 ? random.nextInt(2000) : random.nextInt(6);
        return random.ints(length, 'a', 'f')
                .mapToObj(c -> String.valueOf((char) c))
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** More than a byte counts, in memory and on disk; and what a set had taken others can have when it has gone to disk. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 30, 300_000})
    void everyAskerHearsOfItsOwn(long memory) throws IOException {
        var heard = new TreeSet<Integer>();
        try (var scratch = new Scratch(folder, 3, memory, 7);
                var set = new KeySet(scratch, (_, _, _, _, _) -> {})) {
            for (int i = 0; i < 600; i++) {
                int number = i;
                set.asker((_, _, _, line) -> heard.add(line == number ? number : -1));
            }
            for (int i = 0; i < 20_000; i++) {
                byte[] key = ("key " + i).getBytes(StandardCharsets.UTF_8);
                set.add(key, 0, key.length, i);
            }
            byte[] missing = "none".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 600; i++) {
                set.ask(i, missing, 0, missing.length, i);
            }
            set.settle();

            assertThat(heard).hasSize(600).doesNotContain(-1);
            assertThat(scratch.take(memory)).isEqualTo(memory == 300_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 30, 1 << 20, 500_000, 1})
    void tellsWhatComesTwiceAndWhatNeverComes(long memory) throws IOException {
        var random = new Random(5);
        var truth = new HashMap<String, Long>();
        Map<Long, String> twice = new TreeMap<>();
        var asked = new ArrayList<byte[]>();
        var found = new TreeMap<Long, String>();
        var missing = new TreeSet<Long>();
        var missingTruth = new TreeSet<Long>();
        try (var scratch = new Scratch(folder, 3, memory, 7);
                var set = new KeySet(
                        scratch,
                        (bytes, start, end, first, again) -> found.put(again, first + text(bytes, start, end)))) {
            int other = set.asker((_, _, _, number) -> missing.add(-number));
            int asker = set.asker((bytes, start, end, number) -> {
                assertThat(text(bytes, start, end))
                        .isEqualTo(text(asked.get((int) number), 0, asked.get((int) number).length));
                missing.add(number);
            });
            for (long line = 1; line <= KEYS; line++) {
                byte[] key = key(random);
                var first = truth.putIfAbsent(text(key, 0, key.length), line);
                if (first != null) {
                    twice.put(line, first + text(key, 0, key.length));
                }
                set.add(key, 0, key.length, line);
                if (line % 2 == 0) {
                    byte[] question = key(random);
                    asked.add(question);
                    set.ask(asker, question, 0, question.length, asked.size() - 1);
                }
            }
            set.complete();
            byte[] late = "never".getBytes(StandardCharsets.UTF_8);
            set.ask(other, late, 0, late.length, 7);
            set.settle();
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!truth.containsKey(text(asked.get(i), 0, asked.get(i).length))) {
                missingTruth.add((long) i);
            }
        }
        missingTruth.add(-7L);

        assertThat(found).isEqualTo(twice);
        assertThat(missing).isEqualTo(missingTruth);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
