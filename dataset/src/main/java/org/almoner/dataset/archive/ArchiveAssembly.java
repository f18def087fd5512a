package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

import org.almoner.dataset.disk.ScratchFile;

/**
 * Joins compressed texts and the headers between them into one gzip member (RFC 1952) that holds a TAR. Uses up each text:
 * its file is deleted once it is in, so that an archive is never on disk twice.
 */
final class ArchiveAssembly {

    /** Deflate, no flags, no time, no hint, no operating system. */
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** An empty block that is the last one (RFC 1951, section 3.2.6). */
    private static final byte[] LAST_BLOCK = {3, 0};

    private static final byte[] NOTHING = {};

    private final ScratchFile out;
    private final DeflateCodec codec;
    private final String folder;
    private final Instant time;

    private Crc32Sum sum = Crc32Sum.EMPTY;
    private int padding;

    ArchiveAssembly(ScratchFile out, DeflateCodec codec, String folder, Instant time) throws IOException {
        this.out = out;
        this.codec = codec;
        this.folder = folder;
        this.time = time;
        out.append(ByteBuffer.wrap(GZIP_HEAD));
    }

    /** Adds a finished text as the next file, and closes it. */
    void add(String file, SpooledText text) throws IOException {
        header(file, text.sum().length());
        out.append(text.file());
        text.close();
        sum = sum.plus(text.sum());
        padding = TarHeaders.padding(text.sum().length());
    }

    /** Ends the TAR (two blocks of zeros) and the gzip member. */
    void end() throws IOException {
        between(new byte[2 * TarHeaders.BLOCK]);
        out.append(ByteBuffer.wrap(LAST_BLOCK));
        out.append(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(sum.crc())
                .putInt((int) sum.length())
                .flip());
    }

    /** What stands before a file, after the padding of the one before. */
    private void header(String file, long size) throws IOException {
        between(TarHeaders.of(folder, file, size, time));
    }

    private void between(byte[] blocks) throws IOException {
        byte[] plain = new byte[padding + blocks.length];
        System.arraycopy(blocks, 0, plain, padding, blocks.length);
        DeflateCodec.Deflated deflated = codec.deflate(plain, plain.length, NOTHING, 0);
        out.append(ByteBuffer.wrap(deflated.bytes(), 0, deflated.length()));
        sum = sum.plus(Crc32Sum.of(plain, 0, plain.length));
    }
}
