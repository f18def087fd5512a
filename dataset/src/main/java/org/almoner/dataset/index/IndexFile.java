package org.almoner.dataset.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import org.almoner.dataset.disk.ScratchFile;

/**
 * The file of a row index; all numbers are big-endian.
 *
 * <pre>
 * head      8 bytes "ALMNRIDX", 4 bytes format version, 4 bytes zero
 * sections  one for each entity, in order: its hashes, 16 bytes each, ascending
 * footer    population, data set, its version, extract (each as 2 bytes length and UTF-8), 4 bytes number of entities;
 *           for each entity its name (likewise), 8 bytes number of rows, 16 bytes XXH3-128 of its section
 * tail      8 bytes length of the footer, 16 bytes XXH3-128 of head and footer, 8 bytes "ALMNRIDX"
 * </pre>
 */
final class IndexFile {

    private static final long MAGIC = 0x414c4d4e52494458L;
    private static final int FORMAT = 1;
    private static final int HEAD = 16;
    private static final int TAIL = 32;
    private static final int PIECE = 256 << 10;
    private static final int LARGEST_FOOTER = 16 << 20;
    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private IndexFile() {}

    /**
     * Where an entity's hashes are.
     *
     * @param start byte of the file
     * @param rows 16 bytes each
     */
    record Section(long start, long rows) {}

    static void write(ScratchFile file, IndexIdentity identity, SequencedMap<String, HashSorter> rows)
            throws IOException {
        byte[] head = head();
        file.append(ByteBuffer.wrap(head));

        var footer = new ByteArrayOutputStream();
        var out = new DataOutputStream(footer);
        out.writeUTF(identity.population());
        out.writeUTF(identity.dataSet());
        out.writeUTF(identity.dataSetVersion());
        out.writeUTF(identity.extract());
        out.writeInt(rows.size());
        byte[] room = new byte[PIECE];
        for (Map.Entry<String, HashSorter> entity : rows.entrySet()) {
            out.writeUTF(entity.getKey());
            out.writeLong(entity.getValue().count());
            out.write(canonical(writeSection(file, entity.getValue().sorted(), room)));
        }
        file.append(ByteBuffer.wrap(footer.toByteArray()));
        file.append(ByteBuffer.allocate(TAIL)
                .putLong(footer.size())
                .put(canonical(hash(head, footer.toByteArray())))
                .putLong(MAGIC)
                .flip());
    }

    /** Checks everything, and tells where the sections are. */
    static SequencedMap<String, Section> read(Path file, MemorySegment bytes, IndexIdentity expected)
            throws IOException {
        byte[] footer = footer(file, bytes);
        var in = new DataInputStream(new ByteArrayInputStream(footer));
        var identity = identity(in);
        if (!identity.equals(expected)) {
            throw new UnusableIndexException(file, "is that of " + identity + ", not of the base " + expected, null);
        }
        SequencedMap<String, Section> sections = new LinkedHashMap<>();
        long start = HEAD;
        long end = bytes.byteSize() - TAIL - footer.length;
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            long rows = in.readLong();
            HashValue128 stated = new HashValue128(in.readLong(), in.readLong());
            if (rows < 0 || rows > (end - start) / HashSorter.BYTES || !stated.equals(hash(bytes, start, rows))) {
                throw new UnusableIndexException(file, "is damaged", null);
            }
            sections.put(name, new Section(start, rows));
            start += rows * HashSorter.BYTES;
        }
        if (start != end) {
            throw new UnusableIndexException(file, "is damaged", null);
        }
        return sections;
    }

    /** Checks head and footer, and tells whose index it is. */
    static IndexIdentity identity(Path file, MemorySegment bytes) throws IOException {
        return identity(new DataInputStream(new ByteArrayInputStream(footer(file, bytes))));
    }

    private static IndexIdentity identity(DataInputStream footer) throws IOException {
        return new IndexIdentity(footer.readUTF(), footer.readUTF(), footer.readUTF(), footer.readUTF());
    }

    private static byte[] footer(Path file, MemorySegment bytes) throws UnusableIndexException {
        long size = bytes.byteSize();
        if (size < HEAD + TAIL || bytes.get(NUMBER, 0) != MAGIC || bytes.get(NUMBER, size - Long.BYTES) != MAGIC) {
            throw new UnusableIndexException(file, "is not a row index, or is cut off", null);
        }
        if (bytes.get(NUMBER, Long.BYTES) >>> 32 != FORMAT) {
            throw new UnusableIndexException(file, "is of another format than this version writes", null);
        }
        long footerSize = bytes.get(NUMBER, size - TAIL);
        if (footerSize < 0 || footerSize > Math.min(LARGEST_FOOTER, size - HEAD - TAIL)) {
            throw new UnusableIndexException(file, "is damaged", null);
        }
        byte[] head = copy(bytes, 0, HEAD);
        byte[] footer = copy(bytes, size - TAIL - footerSize, (int) footerSize);
        if (!matches(hash(head, footer), bytes, size - TAIL + Long.BYTES)) {
            throw new UnusableIndexException(file, "is damaged", null);
        }
        return footer;
    }

    private static byte[] head() {
        return ByteBuffer.allocate(HEAD).putLong(MAGIC).putInt(FORMAT).putInt(0).array();
    }

    private static HashValue128 writeSection(ScratchFile file, SortedHashes sorted, byte[] room) throws IOException {
        HashStream128 sum = Hashing.xxh3_128().hashStream();
        ByteBuffer piece = ByteBuffer.wrap(room);
        while (sorted.next()) {
            piece.putLong(sorted.high()).putLong(sorted.low());
            if (!piece.hasRemaining()) {
                flush(room, piece, sum, file);
            }
        }
        flush(room, piece, sum, file);
        return sum.get();
    }

    private static void flush(byte[] room, ByteBuffer piece, HashStream128 sum, ScratchFile file) throws IOException {
        piece.flip();
        sum.putBytes(room, 0, piece.limit());
        file.append(piece);
        piece.clear();
    }

    private static HashValue128 hash(byte[] head, byte[] footer) {
        return Hashing.xxh3_128().hashStream().putBytes(head).putBytes(footer).get();
    }

    private static HashValue128 hash(MemorySegment bytes, long start, long rows) {
        HashStream128 sum = Hashing.xxh3_128().hashStream();
        byte[] piece = new byte[PIECE];
        long end = start + rows * HashSorter.BYTES;
        for (long at = start; at < end; at += PIECE) {
            int size = (int) Math.min(PIECE, end - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, piece, 0, size);
            sum.putBytes(piece, 0, size);
        }
        return sum.get();
    }

    private static boolean matches(HashValue128 hash, MemorySegment bytes, long at) {
        return hash.getMostSignificantBits() == bytes.get(NUMBER, at)
                && hash.getLeastSignificantBits() == bytes.get(NUMBER, at + Long.BYTES);
    }

    private static byte[] canonical(HashValue128 hash) {
        return ByteBuffer.allocate(HashSorter.BYTES)
                .putLong(hash.getMostSignificantBits())
                .putLong(hash.getLeastSignificantBits())
                .array();
    }

    private static byte[] copy(MemorySegment bytes, long start, int size) {
        return bytes.asSlice(start, size).toArray(ValueLayout.JAVA_BYTE);
    }
}
