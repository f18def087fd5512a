package org.almoner.dataset.text;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The expected hashes come from the reference implementation, libxxhash 0.8.1 ({@code XXH3_128bits}). */
class RowHashTest {

    @ParameterizedTest
    @CsvSource({
        "0, 99aa06d3014798d86001c324468d497f",
        "1, 51025a4491835505e12ef9d2eb86ceeb",
        "3, dc7353b5cff815e9f3942c35bf543f78",
        "4, b4795b347f5d23798883ef757fb7a317",
        "8, 1a6bf8cb91cf9be51b578778ea21139c",
        "9, d401fe2ecdb8be646d8aa4e4f292e561",
        "16, c1f205a38848e52305c184c957a34af8",
        "17, 40f38e34c8635f363964a62e19392dfb",
        "32, 2b89462f03228d1b274ea4c080a6822a",
        "64, 3ae9fea4bca2a71ecde35746ff7b2464",
        "128, 3281d6975108d082efa83483e2d95afb",
        "129, b3cdd4ac5aaabfcadcf53479806d1efc",
        "240, 5d7e6aa5c25af182085fae5e31567298",
        "241, c007238d4839af1e4ddfb221defd6188",
        "512, dbca31c34a38e9f2361af7025676e33b",
        "1023, 7867fa44b527b8d25cb504ea865ab439",
        "1024, 1165b26d10032194fda5cb598b3c7785",
        "1025, 90b6d49f09475f47b54c683f9a933aac",
        "4096, 6386b43fe421289f32c34925971b74ee",
        "100000, d4c3bb1e8111b1e36431f1b13de12b5e"
    })
    void isXxh3With128BitsOfBytesAnywhereInAnArray(int length, String expected) {
        byte[] bytes = new byte[length + 7];
        for (int i = 0; i < length; i++) {
            bytes[3 + i] = (byte) (i * 131 + 7 * (i >> 8) + 1);
        }

        assertThat(RowHash.of(bytes, 3, length)).hasToString(expected);
    }

    @Test
    void isThatOfTheRowAsItStandsInTheFile() {
        byte[] row = "1|Müller|\"a|b\"||\"\"".getBytes(StandardCharsets.UTF_8);

        assertThat(RowHash.of(row, 0, row.length)).hasToString("6dc38eb4ad6685ab372c9be4e1946c84");
    }

    @Test
    void readsNothingButItsOwnText() {
        RowHash hash = new RowHash(0x99aa06d3014798d8L, 0x6001c324468d497fL);

        assertThat(parse(hash.toString())).contains(hash);
        assertThat(parse("99aa06d3014798d86001c324468d497f")).contains(hash);
        assertThat(parse("99AA06D3014798D86001C324468D497F")).isEmpty();
        assertThat(parse("99aa06d3014798d86001c324468d497")).isEmpty();
        assertThat(parse("99aa06d3014798d86001c324468d497g")).isEmpty();
        assertThat(parse("٣9aa06d3014798d86001c324468d497")).isEmpty();
    }

    private static Optional<RowHash> parse(String text) {
        var bytes = ("|" + text + "\n").getBytes(StandardCharsets.UTF_8);
        return RowHash.parse(bytes, 1, bytes.length - 2);
    }

    @Test
    void isOrderedAsItsText() {
        RowHash least = new RowHash(1, -1);
        RowHash middle = new RowHash(-1, 1);
        RowHash most = new RowHash(-1, -1);

        assertThat(least).isLessThan(middle);
        assertThat(middle).isLessThan(most);
        assertThat(least.toString()).isLessThan(middle.toString());
        assertThat(middle.toString()).isLessThan(most.toString());
    }
}
