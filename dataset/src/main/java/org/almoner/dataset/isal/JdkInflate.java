package org.almoner.dataset.isal;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Unpacks gzip members with the JDK's zlib. */
public final class JdkInflate implements MemberBody {

    private static final int TRAILER = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] packed = {};
    private int consumed;
    private int length;
    /** What has come of the trailer, the last byte in front. */
    private long trailer;

    /** How much of it has come: all, before the first member. */
    private int trailed = TRAILER;

    @Override
    public void begin() {
        inflater.reset();
        crc.reset();
        length = 0;
        trailer = 0;
        trailed = 0;
    }

    @Override
    public void load(byte[] packed, int length) {
        this.packed = packed;
    }

    @Override
    public int unpack(int position, int available, byte[] into, int offset, int length) throws ZipException {
        int count = inflated(position, available, into, offset, length);
        while (inflater.finished() && !ended() && consumed < available) {
            trailer = trailer >>> 8 | (long) packed[position + consumed] << 56;
            consumed++;
            trailed++;
            if (ended() && trailer != (crc.getValue() | (long) this.length << 32)) {
                throw new ZipException("its checksum is wrong");
            }
        }
        return count;
    }

    private int inflated(int position, int available, byte[] into, int offset, int length) throws ZipException {
        if (inflater.finished()) {
            consumed = 0;
            return 0;
        }
        try {
            inflater.setInput(packed, position, available);
            int count = inflater.inflate(into, offset, length);
            if (inflater.needsDictionary()) {
                throw new ZipException("its compressed data are wrong");
            }
            consumed = available - inflater.getRemaining();
            crc.update(into, offset, count);
            this.length += count;
            return count;
        } catch (DataFormatException e) {
            throw new ZipException("its compressed data are wrong: " + e.getMessage());
        }
    }

    @Override
    public int consumed() {
        return consumed;
    }

    @Override
    public boolean ended() {
        return trailed == TRAILER;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
