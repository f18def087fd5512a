package org.almoner.sample;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP whose bytes do not depend on the clock or the time zone. Closing it ends the ZIP and leaves the stream open. */
final class ZipWriter implements AutoCloseable {

    /** Writes the lines of one entry. */
    interface Content {
        void writeTo(Writer lines) throws IOException;
    }

    private final ZipOutputStream zip;
    private final LocalDate date;

    ZipWriter(OutputStream out, LocalDate date) {
        this.zip = new ZipOutputStream(new Unclosed(out));
        this.date = date;
    }

    void entry(String name, Charset charset, Content content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(date.atStartOfDay());
        zip.putNextEntry(entry);
        var lines = new BufferedWriter(new OutputStreamWriter(zip, charset));
        content.writeTo(lines);
        lines.flush();
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
