package org.almoner.dataset.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every codec, judged by the JDK's inflater. */
class DeflateCodecTest {

    private static final byte[] NOTHING = {};
    private static final byte[] LAST_BLOCK = {3, 0};

    static List<DeflateCodec> codecs() {
        return Stream.concat(Stream.of(new ZlibCodec(1), new ZlibCodec(6)), IsalCodec.load().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void makesPiecesThatJoin(DeflateCodec codec) throws IOException {
        Random random = new Random(5);
        var plain = new ByteArrayOutputStream();
        var deflated = new ByteArrayOutputStream();
        byte[] before = NOTHING;
        for (int i = 0; i < 60; i++) {
            byte[] piece = piece(random, i);
            DeflateCodec.Deflated out = codec.deflate(piece, piece.length, before, before.length);
            deflated.write(out.bytes(), 0, out.length());
            plain.writeBytes(piece);
            before = piece;
        }
        deflated.writeBytes(LAST_BLOCK);

        assertThat(inflated(deflated.toByteArray())).isEqualTo(plain.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refersToWhatComesBefore(DeflateCodec codec) {
        byte[] random = new byte[20_000];
        new Random(1).nextBytes(random);

        assertThat(codec.deflate(random, random.length, random, random.length).length())
                .isLessThan(1000);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void makesTheSameOfTheSame(DeflateCodec codec) {
        byte[] text = piece(new Random(9), 1);
        byte[] other = piece(new Random(10), 1);
        byte[] first = bytes(codec.deflate(text, text.length, other, other.length));

        for (int i = 0; i < 20; i++) {
            byte[] between = piece(new Random(i), i);
            codec.deflate(between, between.length, text, text.length);
            assertThat(bytes(codec.deflate(text, text.length, other, other.length)))
                    .isEqualTo(first);
        }
    }

    /** Text of rows, noise, or nothing but a byte; in all sizes up to that of a piece. */
    private static byte[] piece(Random random, int kind) {
        int length = kind % 10 == 9 ? SpooledText.PIECE : random.nextInt(100_000);
        return switch (kind % 4) {
            case 0 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                yield noise;
            }
            case 1 -> new byte[length];
            default -> {
                var text = new StringBuilder();
                while (text.length() < length) {
                    text.append("Patient/")
                            .append(random.nextInt(1000))
                            .append("|2026-01-0")
                            .append(random.nextInt(10))
                            .append("|final||")
                            .append(Long.toHexString(random.nextLong()))
                            .append('\n');
                }
                yield text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
            }
        };
    }

    private static byte[] bytes(DeflateCodec.Deflated deflated) {
        return Arrays.copyOf(deflated.bytes(), deflated.length());
    }

    private static byte[] inflated(byte[] deflated) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
            return in.readAllBytes();
        }
    }
}
