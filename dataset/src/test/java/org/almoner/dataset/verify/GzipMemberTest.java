package org.almoner.dataset.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.almoner.dataset.isal.IsalInflate;
import org.almoner.dataset.isal.JdkInflate;
import org.almoner.dataset.isal.MemberBody;
import org.almoner.dataset.isal.Portions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the JDK packs is unpacked, whichever way, and nothing else is. */
class GzipMemberTest {

    private static final int ROOM = 64 << 10;

    record Way(String name, Supplier<MemberBody> body) {
        byte[] unpack(byte[] packed, int portion) throws IOException {
            try (var member = new GzipMember(new Portions(packed, portion), body.get())) {
                return member.readAllBytes();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Way> ways() {
        return Stream.concat(
                Stream.of(new Way("JDK", JdkInflate::new)),
                IsalInflate.load().stream().map(isal -> new Way("ISA-L", () -> isal.members(ROOM))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void contentOfAnySizeInPortionsOfAnySize(Way way) throws IOException {
        var random = new Random(20261122);
        for (int round = 0; round < 60; round++) {
            var content = content(random, random.nextInt(400_000));
            int portion = random.nextBoolean() ? 1 + random.nextInt(20) : 1 + random.nextInt(100_000);
            assertThat(way.unpack(gzip(content), portion)).as("round %d", round).isEqualTo(content);
        }
        assertThat(way.unpack(gzip(new byte[0]), 1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneThatIsCutIsRefusedWhereverItEnds(Way way) throws IOException {
        var packed = gzip(content(new Random(1), 2_000));
        for (int length = 10; length < packed.length; length++) {
            var cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> way.unpack(cut, 7))
                    .as("%d bytes", length)
                    .isInstanceOf(BrokenArchiveException.class)
                    .hasMessageContaining("is cut off");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aChangedByteIsNoticed(Way way) throws IOException {
        var random = new Random(2);
        var content = content(random, 3_000);
        var packed = gzip(content);
        for (int at = 10; at < packed.length; at++) {
            var changed = packed.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            var unpacked = Optional.<byte[]>empty();
            try {
                unpacked = Optional.of(way.unpack(changed, 1_000));
            } catch (BrokenArchiveException _) {
                // As it should be.
            }
            // A bit that fills up a byte before a stored block means nothing.
            assertThat(unpacked.orElse(content)).as("byte %d", at).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void checksumAndLengthAreThoseOfTheContent(Way way) throws IOException {
        var packed = gzip(content(new Random(3), 1_000));
        for (int back = 1; back <= 8; back++) {
            var changed = packed.clone();
            changed[packed.length - back] ^= 1;
            assertThatThrownBy(() -> way.unpack(changed, 1_000))
                    .as("byte %d of the trailer", 9 - back)
                    .isInstanceOf(BrokenArchiveException.class)
                    .hasMessageContaining("checksum");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothingMayFollow(Way way) throws IOException {
        var member = gzip(content(new Random(4), 70_000));
        for (int portion : new int[] {1, 1_000, 1 << 20}) {
            assertThatThrownBy(() -> way.unpack(joined(member, member), portion))
                    .isInstanceOf(BrokenArchiveException.class)
                    .hasMessageContaining("several gzip members");
            assertThatThrownBy(() -> way.unpack(joined(member, new byte[] {0}), portion))
                    .isInstanceOf(BrokenArchiveException.class)
                    .hasMessageContaining("bytes after its end");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void onlyAPlainHeaderIsTaken(Way way) throws IOException {
        var packed = gzip(new byte[] {1});
        packed[3] = 1 << 3;
        assertThatThrownBy(() -> way.unpack(packed, 100))
                .isInstanceOf(BrokenArchiveException.class)
                .hasMessageContaining("optional fields");
        for (var noGzip : new byte[][] {{}, {0x1f}, "PK\3\4 and more of it".getBytes(StandardCharsets.US_ASCII)}) {
            assertThatThrownBy(() -> way.unpack(noGzip, 100))
                    .isInstanceOf(BrokenArchiveException.class)
                    .hasMessageContaining("is not gzip");
        }
    }

    private static byte[] content(Random random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "abc\n".charAt(bytes[i] & 3);
            }
        }
        return bytes;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) throws IOException {
        try (InputStream both =
                new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second))) {
            return both.readAllBytes();
        }
    }
}
