package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Sha256;
import org.almoner.dataset.disk.Workspace;

/**
 * A text that is compressed as it comes and kept on disk. It is cut into pieces of one size whoever compresses them, so that
 * the compressed bytes follow from the text alone. One thread at a time.
 */
final class SpooledText implements AutoCloseable {

    /** Large enough to lose nothing at the seams, small enough for the heap's ordinary regions. */
    static final int PIECE = 256 << 10;

    private static final byte[] NOTHING = {};

    private final Compression compression;
    private final ScratchFile file;
    private final MessageDigest sha256 = Sha256.digest();
    private final Deque<FutureTask<Compression.Segment>> underWay = new ArrayDeque<>();

    private byte[] piece = new byte[8 << 10];
    private int filled;
    private byte[] before = NOTHING;
    /** What compresses {@link #before}, and reads what came before that. */
    private Future<?> compressingBefore = CompletableFuture.completedFuture(null);

    private Crc32Sum sum = Crc32Sum.EMPTY;
    private byte[] digest = NOTHING;

    SpooledText(Workspace workspace, Compression compression) throws IOException {
        this.compression = compression;
        this.file = workspace.create();
    }

    void append(byte[] bytes) throws IOException {
        append(bytes, 0, bytes.length);
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int count = Math.min(end - at, PIECE - filled);
            if (filled + count > piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(filled + count, 2 * piece.length)));
            }
            System.arraycopy(bytes, at, piece, filled, count);
            filled += count;
            at += count;
            if (filled == PIECE) {
                cut();
            }
        }
    }

    /** Nothing is appended any more; all is compressed and in the file. */
    void finish() throws IOException {
        if (filled > 0) {
            cut();
        }
        while (!underWay.isEmpty()) {
            spoolFirst();
        }
        digest = sha256.digest();
        piece = NOTHING;
        before = NOTHING;
    }

    /** CRC and length of the plain text, once finished. */
    Crc32Sum sum() {
        return sum;
    }

    /** The SHA-256 of the plain text in lower-case hexadecimal digits, once finished. */
    String digest() {
        return HexFormat.of().formatHex(digest);
    }

    /** The compressed text, once finished. */
    ScratchFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void cut() throws IOException {
        sha256.update(piece, 0, filled);
        var compressing = compression.begin(piece, filled, before, before.length);
        underWay.addLast(compressing);
        // Nobody reads the array before this one any more if both that could are done.
        boolean free = compressing.isDone() && compressingBefore.isDone() && before.length == PIECE;
        byte[] next = free ? before : new byte[filled == PIECE ? PIECE : 0];
        before = piece;
        compressingBefore = compressing;
        piece = next;
        filled = 0;
        while (underWay.size() > compression.depth()
                || (!underWay.isEmpty() && underWay.getFirst().isDone())) {
            spoolFirst();
        }
    }

    private void spoolFirst() throws IOException {
        Compression.Segment segment = Compression.end(underWay.removeFirst());
        file.append(ByteBuffer.wrap(
                segment.deflated().bytes(), 0, segment.deflated().length()));
        sum = sum.plus(segment.sum());
    }
}
