package org.almoner.dataset.engine;

import java.util.HashSet;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintSetTest {

    private record Pair(long high, long low) {}

    @Property(tries = 200)
    void saysWhatAHashSetSays(@ForAll List<@LongRange(min = -3, max = 3) Long> parts) {
        var known = new HashSet<Pair>();
        try (var set = new FingerprintSet()) {
            for (int i = 0; i + 1 < parts.size(); i++) {
                // Zero is taken for its neighbour; see there.
                var pair = new Pair(parts.get(i) == 0 ? 7 : parts.get(i), parts.get(i + 1));
                assertThat(set.add(pair.high(), pair.low())).isEqualTo(known.add(pair));
            }
        }
    }

    @Test
    void growsWithoutForgetting() {
        try (var set = new FingerprintSet()) {
            for (int round = 0; round < 2; round++) {
                for (long i = 0; i < 100_000; i++) {
                    assertThat(set.add(i * 0x9e3779b97f4a7c15L, i)).isEqualTo(round == 0);
                }
            }
        }
    }

    @Test
    void zerosAreAFingerprintToo() {
        try (var set = new FingerprintSet()) {
            assertThat(set.add(0, 0)).isTrue();
            assertThat(set.add(0, 0)).isFalse();
        }
    }
}
