package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockStreamTest {

    private static InputStream of(String... texts) {
        Iterator<String> blocks = List.of(texts).iterator();
        return new BlockStream() {
            @Override
            Optional<byte[]> block() {
                return blocks.hasNext()
                        ? Optional.of(blocks.next().getBytes(StandardCharsets.ISO_8859_1))
                        : Optional.empty();
            }
        };
    }

    @Test
    void blocksFollowEachOtherAndEmptyOnesAreNoEnd() throws IOException {
        assertThat(of("ab", "", "", "c").readAllBytes()).asString().isEqualTo("abc");
        assertThat(of().readAllBytes()).isEmpty();
        assertThat(of("").read()).isEqualTo(-1);
    }

    @Test
    void aReadIsAtMostWhatIsAskedForAndOfOneBlock() throws IOException {
        try (var in = of("abc", "\u00ff")) {
            byte[] into = new byte[10];

            assertThat(in.read(into, 1, 2)).isEqualTo(2);
            assertThat(into).startsWith(0, 'a', 'b', 0);
            assertThat(in.read(into, 0, 0)).isZero();
            assertThat(in.read(into)).isEqualTo(1);
            assertThat(in.read()).isEqualTo(0xff);
            assertThat(in.read(into)).isEqualTo(-1);
            assertThat(in.read(into, 0, 0)).isZero();
        }
    }
}
