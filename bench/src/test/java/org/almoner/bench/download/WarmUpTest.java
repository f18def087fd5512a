package org.almoner.bench.download;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTest {

    @Test
    void endsWhenNothingIsGainedAnyMore() {
        assertThat(spells(100, 200, 300, 301, 295, 302, 900)).isEqualTo(6);
    }

    @Test
    void isNotEndedByOneSlowSpell() {
        assertThat(spells(100, 200, 150, 300, 300, 300, 300, 900)).isEqualTo(7);
    }

    @Test
    void endsAnyway() {
        assertThat(spells(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)).isEqualTo(10);
    }

    private static int spells(double... rates) {
        var rest = Arrays.stream(rates).boxed().iterator();
        return new WarmUp(10).run(rest::next);
    }
}
