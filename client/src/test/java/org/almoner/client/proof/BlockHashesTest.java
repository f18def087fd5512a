package org.almoner.client.proof;

import java.util.Collections;
import java.util.List;

import org.almoner.client.catalog.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BlockHashesTest {

    private static final Sha256 ANY = Sha256.of(Sha256.digest());

    @ParameterizedTest
    @CsvSource({"0,4,0", "1,4,1", "4,4,1", "5,4,2", "9437185,4194304,3", "9223372036854775807,9223372036854775807,1"})
    void hasAsManyBlocksAsTheSizeTakes(long size, long block, int blocks) {
        assertThat(of(size, block, blocks).blocks()).hasSize(blocks);
        assertThatIllegalArgumentException().isThrownBy(() -> of(size, block, blocks + 1));
        if (blocks > 0) {
            assertThatIllegalArgumentException().isThrownBy(() -> of(size, block, blocks - 1));
        }
    }

    @Test
    void blocksLieNextToEachOther() {
        var hashes = of(9, 4, 3);
        assertThat(List.of(hashes.start(0), hashes.start(1), hashes.start(2))).containsExactly(0L, 4L, 8L);
        assertThat(List.of(hashes.length(0), hashes.length(1), hashes.length(2)))
                .containsExactly(4L, 4L, 1L);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> hashes.start(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> hashes.length(-1));
    }

    @Test
    void blocksFarBehindTheFourthGigabyteAreFound() {
        assertThat(of(40_000L << 22, 4 << 20, 40_000).start(39_999)).isEqualTo(39_999L << 22);
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(-1, 4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> of(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> of(4, -4, 0));
    }

    private static BlockHashes of(long size, long block, int blocks) {
        return new BlockHashes(size, ANY, block, Collections.nCopies(blocks, ANY));
    }
}
