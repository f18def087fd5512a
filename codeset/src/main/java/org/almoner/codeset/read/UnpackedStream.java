package org.almoner.codeset.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The bytes of a file in a ZIP, which must be as many as the ZIP says, with its checksum, and in reason. */
final class UnpackedStream extends InputStream {

    private static final long HARMLESS = 16L << 20;

    private final String file;
    private final ZipFile zip;
    private final ZipEntry entry;
    private final InputStream in;
    private final long most;
    private final CRC32 crc = new CRC32();
    private long position;

    UnpackedStream(String file, ZipFile zip, ZipEntry entry, InputStream in, ReadLimits limits) {
        this.file = file;
        this.zip = zip;
        this.entry = entry;
        this.in = in;
        this.most = Math.max(HARMLESS, limits.ratio() * Math.max(0, entry.getCompressedSize()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(into, offset, length);
        } catch (ZipException | EOFException e) {
            throw ReleaseException.ofArchive(file, "cannot be unpacked: " + e.getMessage() + ". Fetch it again");
        }
        if (count < 0) {
            if (position != entry.getSize() || crc.getValue() != entry.getCrc()) {
                throw ReleaseException.ofArchive(
                        file, "is damaged: its checksum is not the one that the ZIP has for it. Fetch it again");
            }
            return -1;
        }
        crc.update(into, offset, count);
        position += count;
        if (position > most) {
            throw ReleaseException.ofArchive(
                    file,
                    "unpacks to more than " + most + " bytes out of " + entry.getCompressedSize()
                            + ". No text does; the file is made to fill memory or disk");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
