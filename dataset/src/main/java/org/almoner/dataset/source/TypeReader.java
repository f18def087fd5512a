package org.almoner.dataset.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/** Reads the files of one resource type, one after the other, as blocks of whole lines. One thread at a time. */
public final class TypeReader implements AutoCloseable {

    private static final int OVERLONG_KEPT = 1 << 10;
    private static final int GROWTH = 4;

    private final Iterator<SourceFile> files;
    private final long size;
    private final int longestLine;
    private final OverlongLines overlong;
    private final ReadMeter meter = new ReadMeter();
    private @Nullable Opened current;
    private long sequence;

    TypeReader(List<SourceFile> files, int longestLine, OverlongLines overlong) {
        this.files = files.iterator();
        this.size = files.stream().mapToLong(SourceFile::size).sum();
        this.longestLine = longestLine;
        this.overlong = overlong;
    }

    /** Of all files, in bytes as they lie there. Safe for any thread. */
    public long size() {
        return size;
    }

    /** How much of that was read. Safe for any thread. */
    public long bytesRead() {
        return meter.bytes();
    }

    /**
     * Reads on. All of a file that can be read comes before what is wrong with it; after that, the next file is on.
     *
     * @param block gets the next lines
     * @return whether there were any
     * @throws CutFileException if a file is cut
     * @throws UncheckedIOException if a line that is too long could not be kept
     * @throws SourceException if a file cannot be opened, has changed, or is damaged: its checksum tells that something in it is
     *     wrong but not what, so that none of its lines is better than another
     */
    public boolean read(LineBlock block) {
        while (true) {
            var opened = current;
            if (opened == null) {
                if (!files.hasNext()) {
                    return false;
                }
                var file = files.next();
                block.file = file.name();
                opened = new Opened(file);
                current = opened;
            }
            if (opened.read(block)) {
                block.sequence = sequence++;
                return true;
            }
            close();
            opened.requireWhole();
        }
    }

    @Override
    public void close() {
        if (current != null) {
            try {
                current.in.close();
            } catch (IOException e) {
                throw new SourceException(current.file.path() + " cannot be closed: " + e.getMessage(), e);
            } finally {
                current = null;
            }
        }
    }

    private final class Opened {

        private final SourceFile file;
        private final InputStream in;
        /** The beginning of the line that the last block ended in. */
        private byte[] carried = new byte[0];

        private boolean ended;
        private boolean started;
        private @Nullable IOException failure;

        Opened(SourceFile file) {
            this.file = file;
            var opened = InputStream.nullInputStream();
            try {
                opened = file.open(meter);
                carried = SourceFile.start(opened);
            } catch (IOException e) {
                failure = e;
                ended = true;
            }
            this.in = opened;
        }

        boolean read(LineBlock block) {
            block.file = file.name();
            block.first = !started;
            block.overlong = false;
            block.cut = false;
            started = true;
            // One long line must not make this block a big one for ever.
            if (block.bytes.length > GROWTH * block.usual) {
                block.bytes = new byte[block.usual];
            }
            ensure(block, carried.length);
            System.arraycopy(carried, 0, block.bytes, 0, carried.length);
            block.length = carried.length;
            carried = new byte[0];
            int searched = 0;
            while (!ended) {
                readUntilFull(block);
                block.cut = failure != null;
                int end = ended ? block.length : afterLastLine(block, searched);
                if (end > 0) {
                    carried = Arrays.copyOfRange(block.bytes, end, block.length);
                    block.length = end;
                    return true;
                }
                if (block.length > longestLine) {
                    skipLine(block);
                    return true;
                }
                searched = block.length;
                // Exactly to the limit, so that one line cannot take more memory than lines may have.
                ensure(block, (int) Math.min((long) block.bytes.length * GROWTH, longestLine + 1L));
            }
            return block.length > 0;
        }

        private void readUntilFull(LineBlock block) {
            while (!ended && block.length < block.bytes.length) {
                block.length += Math.max(0, read(block.bytes, block.length, block.bytes.length - block.length));
            }
        }

        private int read(byte[] into, int offset, int length) {
            try {
                int count = in.read(into, offset, length);
                ended = count < 0;
                return count;
            } catch (IOException e) {
                failure = e;
                ended = true;
                return -1;
            }
        }

        /** @throws SourceException if this was not all of the file, or not the file that was found */
        void requireWhole() {
            // First, because a file that is still being written looks like one that is cut.
            file.requireUnchanged();
            if (failure != null) {
                throw broken(failure);
            }
        }

        /** Leaves the beginning of a line that is too long in the block, and goes to the line after it. */
        private void skipLine(LineBlock block) {
            try (var kept = overlong.open(file.name())) {
                kept.write(block.bytes, 0, block.length);
                block.overlong = true;
                block.length = Math.min(block.length, OVERLONG_KEPT);
                block.bytes = Arrays.copyOf(block.bytes, Math.max(block.usual, block.length));
                var rest = new byte[block.usual];
                for (int count = read(rest, 0, rest.length); count >= 0; count = read(rest, 0, rest.length)) {
                    int end = lineFeed(rest, count);
                    kept.write(rest, 0, end);
                    if (end < count) {
                        carried = Arrays.copyOfRange(rest, end + 1, count);
                        return;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private SourceException broken(IOException e) {
            var what = file.path() + " cannot be read to its end; ";
            return switch (e) {
                case EOFException _ -> new CutFileException(what + "it is cut: its compressed data end early", e);
                case ZipException _ ->
                    new SourceException(
                            what + "it is damaged, and nothing of it can be relied on: " + e.getMessage(), e);
                default -> new SourceException(what + e.getMessage(), e);
            };
        }
    }

    private static int lineFeed(byte[] bytes, int length) {
        int at = 0;
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int afterLastLine(LineBlock block, int from) {
        for (int i = block.length - 1; i >= from; i--) {
            if (block.bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static void ensure(LineBlock block, int capacity) {
        if (block.bytes.length < capacity) {
            block.bytes = Arrays.copyOf(block.bytes, capacity);
        }
    }
}
