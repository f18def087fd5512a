package org.almoner.dataset.index;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.almoner.dataset.disk.ScratchFile;

/** Reads one sorted run from its part of a file. */
final class RunReader implements SortedHashes {

    private final ScratchFile file;
    private final ByteBuffer piece;
    private long position;
    private final long end;
    private long high;
    private long low;

    RunReader(ScratchFile file, HashSorter.Run run, int pieceSize) {
        this.file = file;
        this.position = run.start();
        this.end = run.start() + run.rows() * HashSorter.BYTES;
        this.piece = ByteBuffer.allocate(pieceSize).limit(0);
    }

    @Override
    public boolean next() throws IOException {
        if (!piece.hasRemaining()) {
            int size = (int) Math.min(piece.capacity(), end - position);
            if (size == 0) {
                return false;
            }
            file.read(position, piece.clear().limit(size));
            piece.flip();
            position += size;
        }
        high = piece.getLong();
        low = piece.getLong();
        return true;
    }

    @Override
    public long high() {
        return high;
    }

    @Override
    public long low() {
        return low;
    }
}
