package org.almoner.codeset.keys;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTableTest {

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void numbersAreOf32BitsWithoutASign() {
        var table = new KeyTable(1);

        assertThat(table.add(key(1), 0, 1, 4_294_967_295L)).isEqualTo(-1);
        assertThat(table.add(key(1), 0, 1, 7)).isEqualTo(4_294_967_295L);
    }

    @Test
    void aKeyMayBeLargerThanAChunk() {
        var table = new KeyTable(1);
        byte[] large = new byte[300_000];

        assertThat(table.add(large, 0, large.length, 1)).isEqualTo(-1);
        assertThat(table.add(key(5), 0, 1, 2)).isEqualTo(-1);
        assertThat(table.has(large, 0, large.length)).isTrue();
        assertThat(table.has(large, 0, large.length - 1)).isFalse();
        assertThat(table.has(key(5), 0, 1)).isTrue();
        assertThat(table.memory()).isGreaterThan(300_000);
    }

    /** Of half a million keys some 30 share the half of their hashes that the slots keep. */
    @Test
    void aHashOnlyTellsWhereToLook() {
        var table = new KeyTable(1);
        for (int i = 0; i < 500_000; i++) {
            byte[] key = key(i);
            assertThat(table.add(key, 0, key.length, i)).isEqualTo(-1);
        }
        assertThat(table.count()).isEqualTo(500_000);
    }
}
