package org.almoner.client.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;

/** The reports of a copy: the last one under a name of its own, and those before it for as long as there are not too many. */
public final class Reports {

    private static final String LAST = "report.json";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "uuuuMMdd'T'HHmmss.SSS'Z.json'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final LocalCopy copy;
    private final int most;

    /** @param most how many are kept, 1 or more */
    public Reports(LocalCopy copy, int most) {
        this.copy = copy;
        this.most = most;
    }

    /**
     * Keeps a report.
     *
     * @return where it is, under a name that the next one does not take
     */
    public Path keep(SyncReport report) {
        var folder = copy.notes().resolve("reports");
        var path = folder.resolve(NAME.format(report.begun()));
        try {
            Files.createDirectories(folder);
            var text = Json.pretty(report) + "\n";
            write(path, text);
            write(copy.notes().resolve(LAST), text);
            forgetOld(folder);
            return path;
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write the report " + path + ": " + e.getMessage(), e);
        }
    }

    private static void write(Path path, String text) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void forgetOld(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var reports = files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
            for (var old : reports.subList(0, Math.max(0, reports.size() - most))) {
                Files.deleteIfExists(old);
            }
        }
    }
}
