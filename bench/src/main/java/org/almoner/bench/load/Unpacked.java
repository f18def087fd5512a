package org.almoner.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.almoner.dataset.archive.ExtractSummary;

/** An archive's files as a peer finds them. */
final class Unpacked {

    private Unpacked() {}

    /** The files of entities. */
    static List<Path> entities(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(ExtractSummary.FILE))
                    .sorted()
                    .toList();
        }
    }

    static String table(Path file) {
        return String.valueOf(file.getFileName()).replace(".txt", "").toLowerCase(Locale.ROOT);
    }

    /** All columns are text, so that nothing in an extract is refused. */
    static String createTable(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var columns = String.valueOf(lines.readLine()).split("\\|", -1);
            return Arrays.stream(columns)
                    .map(column -> '"' + column + "\" text")
                    .collect(Collectors.joining(", ", "CREATE TABLE " + table(file) + " (", ")"));
        }
    }
}
