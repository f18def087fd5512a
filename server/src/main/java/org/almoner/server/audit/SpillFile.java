package org.almoner.server.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where entries are kept that could not be written to the database: {@code audit-spill.ndjson} in the data folder, one JSON
 * object per line, only ever appended to. To be read back it is renamed, so that what spills meanwhile goes to a new one.
 *
 * <p>Any thread may append; one thread reads back.
 */
final class SpillFile {

    private static final Logger log = LoggerFactory.getLogger(SpillFile.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path appended;
    private final Path readBack;

    private @Nullable BufferedReader reader;
    private List<Entry> unconfirmed = List.of();

    SpillFile(Path folder) {
        appended = folder.resolve("audit-spill.ndjson");
        readBack = folder.resolve("audit-spill-reading.ndjson");
    }

    /** Appends the entries; they are on disk when this returns. */
    synchronized void append(List<Entry> entries) throws IOException {
        var lines = new StringBuilder();
        entries.forEach(entry -> lines.append(JSON.writeValueAsString(entry)).append('\n'));
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(appended.toAbsolutePath().getParent());
        try (var channel = FileChannel.open(
                appended, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(cutBrokenLine(channel));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    /** Takes away what a crash or a full disk left of a line: nobody was told that it is kept. */
    private static long cutBrokenLine(FileChannel channel) throws IOException {
        var last = ByteBuffer.allocate(1);
        var end = channel.size();
        for (; end > 0; end--) {
            last.clear();
            channel.read(last, end - 1);
            if (last.get(0) == '\n') {
                break;
            }
        }
        channel.truncate(end);
        return end;
    }

    /** How many bytes wait to be read back. */
    long size() {
        return size(appended) + size(readBack);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException _) {
            return 0; // It was read back and deleted between the two calls.
        }
    }

    /**
     * The next entries to be read back; empty when there are none. The same ones come again until they are {@link #confirm
     * confirmed}, and after a crash all of the file, so whoever writes them has to bear seeing one twice.
     */
    List<Entry> next(int limit) throws IOException {
        if (unconfirmed.isEmpty()) {
            unconfirmed = read(limit);
        }
        return unconfirmed;
    }

    /** What {@link #next} gave last is safe elsewhere. */
    void confirm() {
        unconfirmed = List.of();
    }

    private List<Entry> read(int limit) throws IOException {
        for (var from = reader(); from.isPresent(); from = reader()) {
            var entries = read(from.get(), limit);
            if (!entries.isEmpty()) {
                return entries;
            }
            from.get().close();
            reader = null;
            Files.delete(readBack);
        }
        return List.of();
    }

    private static List<Entry> read(BufferedReader reader, int limit) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            parse(line).ifPresent(entries::add);
            if (entries.size() == limit) {
                break;
            }
        }
        return entries;
    }

    /** Where reading goes on: the file that was being read, or the one that was appended to until now. */
    private Optional<BufferedReader> reader() throws IOException {
        if (reader == null && (Files.exists(readBack) || takeOver())) {
            reader = Files.newBufferedReader(readBack);
        }
        return Optional.ofNullable(reader);
    }

    private synchronized boolean takeOver() throws IOException {
        if (!Files.exists(appended)) {
            return false;
        }
        Files.move(appended, readBack, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static Optional<Entry> parse(String line) {
        try {
            return Optional.of(JSON.readValue(line, Entry.class));
        } catch (JacksonException e) {
            log.error("A line of the audit's spill file cannot be read, as after a power cut: {}", line, e);
            return Optional.empty();
        }
    }
}
