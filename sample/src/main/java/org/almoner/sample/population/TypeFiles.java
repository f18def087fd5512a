package org.almoner.sample.population;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The files of all types while they are written, under names that nobody takes for a whole file. */
final class TypeFiles implements Closeable {

    private static final String PART = ".part";
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final boolean gzip;
    private final Map<FhirType, Open> open = new EnumMap<>(FhirType.class);
    private long bytes;

    private static final class Open {

        private final OutputStream out;
        private long lines;
        private long bytes;

        Open(OutputStream out) {
            this.out = out;
        }
    }

    TypeFiles(Path folder, boolean gzip) throws IOException {
        this.folder = folder;
        this.gzip = gzip;
        try {
            for (var type : FhirType.values()) {
                open.put(type, new Open(stream(part(type))));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private OutputStream stream(Path file) throws IOException {
        var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        return gzip ? new GZIPOutputStream(out, BUFFER) : out;
    }

    /** Whether it is a file that a sample's writing leaves, whole or broken off. */
    static boolean isOurs(Path file) {
        var name = file.getFileName().toString();
        var whole = isPart(file) ? name.substring(0, name.length() - PART.length()) : name;
        for (var type : FhirType.values()) {
            if (whole.equals(type.fileName(false)) || whole.equals(type.fileName(true))) {
                return Files.isRegularFile(file);
            }
        }
        return false;
    }

    /** Whether it was broken off. */
    static boolean isPart(Path file) {
        return file.getFileName().toString().endsWith(PART);
    }

    void write(Lines lines) throws IOException {
        for (var entry : lines.all().entrySet()) {
            var file = open.get(entry.getKey());
            if (file == null) {
                throw new IllegalStateException("The files are closed");
            }
            entry.getValue().writeTo(file.out);
            file.lines += lines.count(entry.getKey());
            file.bytes += entry.getValue().size();
            bytes += entry.getValue().size();
        }
    }

    /** So far, before any compression. */
    long bytes() {
        return bytes;
    }

    /** Gives the files their names; they are whole. */
    List<WrittenFile> publish() throws IOException {
        for (var file : open.values()) {
            file.out.close();
        }
        var written = new ArrayList<WrittenFile>();
        for (var entry : open.entrySet()) {
            var path = folder.resolve(entry.getKey().fileName(gzip));
            Files.move(part(entry.getKey()), path, StandardCopyOption.REPLACE_EXISTING);
            written.add(new WrittenFile(entry.getKey(), path, entry.getValue().lines, entry.getValue().bytes));
        }
        open.clear();
        return List.copyOf(written);
    }

    /** Whatever was not published is gone, also where closing fails, as it does on a full disk. */
    @Override
    public void close() throws IOException {
        var failures = new ArrayList<IOException>();
        for (var entry : open.entrySet()) {
            attempt(entry.getValue().out::close, failures);
            attempt(() -> Files.deleteIfExists(part(entry.getKey())), failures);
        }
        open.clear();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Step step, List<IOException> failures) {
        try {
            step.run();
        } catch (IOException e) {
            failures.add(e);
        }
    }

    private Path part(FhirType type) {
        return folder.resolve(type.fileName(gzip) + PART);
    }
}
