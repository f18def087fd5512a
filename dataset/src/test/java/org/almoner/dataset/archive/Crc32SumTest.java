package org.almoner.dataset.archive;

import java.util.zip.CRC32;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Crc32SumTest {

    @Property
    void isThatOfTheBytesTogether(
            @ForAll @Size(max = 300) byte[] first, @ForAll @Size(max = 300) byte[] second, @ForAll byte[] third) {
        CRC32 crc = new CRC32();
        crc.update(first);
        crc.update(second);
        crc.update(third);

        Crc32Sum sum = sum(first).plus(sum(second)).plus(sum(third));

        assertThat(sum)
                .isEqualTo(new Crc32Sum((int) crc.getValue(), first.length + second.length + (long) third.length));
        assertThat(Crc32Sum.EMPTY.plus(sum)).isEqualTo(sum);
        assertThat(sum.plus(Crc32Sum.EMPTY)).isEqualTo(sum);
    }

    @Test
    void isRightBeyondFourGibibytes() {
        // A piece of zeros doubled until it is 8 GiB, against the same zeros gone through one by one.
        byte[] zeros = new byte[1 << 20];
        Crc32Sum doubled = sum(zeros);
        for (int i = 0; i < 13; i++) {
            doubled = doubled.plus(doubled);
        }
        CRC32 crc = new CRC32();
        for (int i = 0; i < 1 << 13; i++) {
            crc.update(zeros);
        }

        assertThat(doubled).isEqualTo(new Crc32Sum((int) crc.getValue(), 8L << 30));
    }

    private static Crc32Sum sum(byte[] bytes) {
        return Crc32Sum.of(bytes, 0, bytes.length);
    }
}
