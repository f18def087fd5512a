package org.almoner.dataset.source;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

import org.almoner.dataset.isal.IsalInflate;
import org.almoner.dataset.isal.JdkInflate;
import org.almoner.dataset.isal.MemberBody;
import org.almoner.dataset.isal.Portions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Both ways to unpack gzip, the JDK's and the library's where the machine has it. */
class GunzipTest {

    record Way(String name, Supplier<MemberBody> members) {
        /** @param portion how many bytes the file gives at once */
        byte[] unpack(byte[] packed, int portion) throws IOException {
            try (var in = open(packed, portion)) {
                return in.readAllBytes();
            }
        }

        InputStream open(byte[] packed, int portion) {
            return new GzipFile(new Portions(packed, portion), members.get());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Way> ways() {
        return Stream.concat(
                Stream.of(new Way("JDK", JdkInflate::new)),
                IsalInflate.load().stream().map(isal -> new Way("ISA-L", () -> isal.members(GzipInput.SIZE))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void membersOfAllKindsInPortionsOfAllSizes(Way way) throws IOException {
        var random = new Random(20261122);
        for (int round = 0; round < 60; round++) {
            var plain = new ByteArrayOutputStream();
            var packed = new ByteArrayOutputStream();
            for (int member = random.nextInt(4); member >= 0; member--) {
                var content = content(random);
                plain.write(content);
                packed.write(member(content, random.nextInt(10), random.nextInt(16)));
            }
            int portion = random.nextBoolean() ? 1 + random.nextInt(20) : 1 + random.nextInt(100_000);
            assertThat(way.unpack(packed.toByteArray(), portion))
                    .as("round %d", round)
                    .isEqualTo(plain.toByteArray());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothingIsLostBetweenSmallReads(Way way) throws IOException {
        var content = content(new Random(1));
        try (var in = way.open(gzip(content), 7)) {
            var unpacked = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                unpacked.write(b);
            }
            assertThat(unpacked.toByteArray()).isEqualTo(content);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneThatIsCutGivesWhatThereIsAndSaysSo(Way way) throws IOException {
        var content = "a line like any other\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        var packed = gzip(content);
        for (int length = 0; length < packed.length; length += 1 + length / 10) {
            var cut = Arrays.copyOf(packed, length);
            var got = new ByteArrayOutputStream();
            assertThatThrownBy(() -> {
                        try (var in = way.open(cut, 1_000)) {
                            in.transferTo(got);
                        }
                    })
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
            assertThat(got.toByteArray()).isEqualTo(Arrays.copyOf(content, got.size()));
        }
        var almost = new ByteArrayOutputStream();
        assertThatThrownBy(() -> way.open(Arrays.copyOf(packed, packed.length - 8), 1_000)
                        .transferTo(almost))
                .isInstanceOf(EOFException.class);
        assertThat(almost.toByteArray()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aChangedByteIsNoticed(Way way) throws IOException {
        var random = new Random(7);
        var content = content(random);
        var packed = gzip(content);
        // Before that stand what a header says of its file, which no checksum covers.
        for (int at = 10; at < packed.length; at += 1 + packed.length / 60) {
            var changed = packed.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            var unpacked = Optional.<byte[]>empty();
            try {
                unpacked = Optional.of(way.unpack(changed, 1_000));
            } catch (ZipException | EOFException _) {
                // As it should be.
            }
            // A bit that fills up a byte before a stored block means nothing.
            assertThat(unpacked.orElse(content)).as("byte %d", at).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatFollowsMustBeGzip(Way way) throws IOException {
        for (var rest : List.of("x", "\0\0\0\0\0\0\0\0\0\0\0\0", "not gzip ".repeat(10_000))) {
            var bytes = new ByteArrayOutputStream();
            bytes.write(gzip("content".getBytes(StandardCharsets.US_ASCII)));
            bytes.write(rest.getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> way.unpack(bytes.toByteArray(), 100))
                    .isInstanceOfAny(ZipException.class, EOFException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsNotGzipIsRefused(Way way) {
        assertThatThrownBy(() -> way.unpack("{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.US_ASCII), 100))
                .isInstanceOf(ZipException.class);
    }

    private static byte[] content(Random random) {
        var bytes = new byte[random.nextInt(300_000)];
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

    /**
     * RFC 1952, section 2.3.
     *
     * @param level 0 to 9
     * @param flags which of its optional parts the header has: bit 0 its checksum, 1 extra fields, 2 a name, 3 a comment
     */
    private static byte[] member(byte[] content, int level, int flags) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int flagByte = ((flags & 1) != 0 ? 2 : 0)
                | ((flags & 2) != 0 ? 4 : 0)
                | ((flags & 4) != 0 ? 8 : 0)
                | ((flags & 8) != 0 ? 16 : 0);
        bytes.write(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flagByte, 1, 2, 3, 4, 0, 3});
        if ((flags & 2) != 0) {
            bytes.write(new byte[] {5, 0, 'x', 'y', 1, 0, 9});
        }
        if ((flags & 4) != 0) {
            bytes.write("Patient.ndjson\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 8) != 0) {
            bytes.write("exported\0".getBytes(StandardCharsets.US_ASCII));
        }
        if ((flags & 1) != 0) {
            var sum = new CRC32();
            sum.update(bytes.toByteArray());
            littleEndian(bytes, sum.getValue(), 2);
        }
        var deflater = new Deflater(level, true);
        deflater.setInput(content);
        deflater.finish();
        var buffer = new byte[10_000];
        while (!deflater.finished()) {
            bytes.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        var sum = new CRC32();
        sum.update(content);
        littleEndian(bytes, sum.getValue(), 4);
        littleEndian(bytes, content.length, 4);
        return bytes.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream to, long number, int bytes) {
        for (int i = 0; i < bytes; i++) {
            to.write((int) (number >>> (8 * i)));
        }
    }
}
