package org.almoner.dataset.verify;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import org.almoner.dataset.isal.IsalInflate;

/** What unpacks a gzip member without its header, and checks its trailer (RFC 1952, section 2.3.1). For one thread. */
sealed interface MemberBody extends AutoCloseable {

    /**
     * The fastest that this machine has.
     *
     * @param room how many packed bytes can be loaded at once
     */
    static MemberBody open(int room) {
        return IsalInflate.load().<MemberBody>map(isal -> new Isal(isal, room)).orElseGet(Jdk::new);
    }

    /** Takes packed bytes, in the place of those before. They are not to be changed before the next. */
    void load(byte[] packed, int length);

    /**
     * Unpacks as much as there is, and as there is room for. Nothing comes of it if it wants more input.
     *
     * @param position of the next packed byte among those that were loaded
     * @param available how many of them there are
     * @return how many bytes were unpacked
     * @throws ZipException if they are damaged
     */
    int unpack(int position, int available, byte[] into, int offset, int length) throws ZipException;

    /** How many packed bytes the last call took. */
    int consumed();

    /** Whether the member has ended, and its trailer was right. */
    boolean ended();

    @Override
    void close();

    /** ISA-L's. */
    final class Isal implements MemberBody {

        private final IsalInflate.Members members;

        Isal(IsalInflate isal, int room) {
            this.members = isal.members(room);
            members.begin();
        }

        @Override
        public void load(byte[] packed, int length) {
            members.load(packed, length);
        }

        @Override
        public int unpack(int position, int available, byte[] into, int offset, int length) throws ZipException {
            return members.unpack(position, available, into, offset, length);
        }

        @Override
        public int consumed() {
            return members.consumed();
        }

        @Override
        public boolean ended() {
            return members.ended();
        }

        @Override
        public void close() {
            members.close();
        }
    }

    /** The JDK's. */
    final class Jdk implements MemberBody {

        private static final int TRAILER = 8;

        private final Inflater inflater = new Inflater(true);
        private final CRC32 crc = new CRC32();
        private byte[] packed = {};
        private int consumed;
        private int length;
        /** What has come of the trailer, the last byte in front, and how much of it. */
        private long trailer;

        private int trailed;

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
}
