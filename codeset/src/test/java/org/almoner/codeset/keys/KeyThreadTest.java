package org.almoner.codeset.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyThreadTest {

    private static final int KEYS = 20_000;

    @TempDir
    private Path folder;

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void doesAllInItsOrder() throws IOException {
        var twice = new ArrayList<Long>();
        var missing = new ArrayList<Long>();
        try (var scratch = new Scratch(folder, 1, 1 << 30);
                var set = new KeySet(scratch, (_, _, _, _, again) -> twice.add(again));
                var thread = new KeyThread()) {
            int asker = set.asker((_, _, _, number) -> missing.add(number));
            for (int i = 0; i < KEYS; i++) {
                thread.add(set, key(i % (KEYS - 3)), 0, key(i % (KEYS - 3)).length, i);
            }
            thread.drain();
            set.complete();
            for (int i = 0; i < KEYS; i++) {
                thread.ask(set, asker, key(i), 0, key(i).length, i);
            }
            thread.drain();
        }

        assertThat(twice)
                .containsExactlyElementsOf(
                        IntStream.range(KEYS - 3, KEYS).mapToObj(i -> (long) i).toList());
        assertThat(missing).isEqualTo(twice);
    }

    /** Whoever hands over hears of it instead of waiting for ever. */
    @Test
    void aDiskThatFailsIsTold() throws IOException {
        var noFolder = Files.writeString(folder.resolve("file"), "x");
        try (var scratch = new Scratch(noFolder, 1, 1);
                var set = new KeySet(scratch, (_, _, _, _, _) -> {});
                var thread = new KeyThread()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10 * KEYS; i++) {
                            thread.add(set, key(i), 0, key(i).length, i);
                        }
                        thread.drain();
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
