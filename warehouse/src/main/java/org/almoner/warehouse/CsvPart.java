package org.almoner.warehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Some rows of a table as text in a file, on their way into DuckDB. */
final class CsvPart implements AutoCloseable {

    private static final String SUFFIX = ".csv";

    private final Path file;
    private final FileChannel channel;
    private long size;
    private long rows;
    private int longestRow;

    CsvPart(Path folder, long number) throws IOException {
        this.file = folder.resolve(number + SUFFIX);
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Removes the folder of parts, if there is one. */
    static void removeAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Then there is nothing to remove.
            return;
        }
    }

    void counted(int rowLength) {
        rows++;
        longestRow = Math.max(longestRow, rowLength);
    }

    void write(Bytes bytes) throws IOException {
        var content = bytes.content();
        while (content.hasRemaining()) {
            channel.write(content);
        }
        size += bytes.length();
        bytes.clear();
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    long rows() {
        return rows;
    }

    int longestRow() {
        return longestRow;
    }

    /** Ends the writing. The file stays until it is deleted. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
