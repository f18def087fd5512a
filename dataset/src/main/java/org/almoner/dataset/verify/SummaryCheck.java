package org.almoner.dataset.verify;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractSummary;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.text.MalformedTextException;
import org.almoner.dataset.text.TextReader;

/** Holds a summary against the archive's name and the files that were read before it. */
final class SummaryCheck {

    /** More rows than this are not an extract's, and their keys would fill the memory. */
    private static final int MOST_KEYS = 100;

    /** Bytes that the longest row may have. */
    private static final int ROW_LIMIT = 16 << 10;

    private final Optional<ArchiveName> name;
    private final Map<String, ArchivedFile> unlisted = new LinkedHashMap<>();
    private final Findings findings;
    private final Map<String, String> about = new LinkedHashMap<>();
    private boolean aboutIsRight;

    SummaryCheck(Optional<ArchiveName> name, List<ArchivedFile> files, Findings findings) {
        this.name = name;
        this.findings = findings;
        files.forEach(file -> unlisted.put(file.name(), file));
    }

    void check(MeasuredStream content) throws IOException {
        try (TextReader reader = TextReader.open(ExtractSummary.FILE, content, ROW_LIMIT)) {
            if (!reader.columns().equals(ExtractSummary.COLUMNS)) {
                findings.add(ExtractSummary.FILE, 1, "its columns are not " + String.join("|", ExtractSummary.COLUMNS));
                return;
            }
            while (reader.next()) {
                List<String> row = cells(reader);
                if (!row.get(2).equals(ExtractSummary.EXTRACT_KIND)) {
                    checkFile(row, reader.line());
                } else if (about.size() == MOST_KEYS || about.put(row.get(0), row.get(1)) != null) {
                    findings.add(ExtractSummary.FILE, reader.line(), "is there twice or too much");
                }
            }
            checkAbout();
            for (String file : unlisted.keySet()) {
                findings.add(file, 0, "is not in " + ExtractSummary.FILE);
            }
        } catch (MalformedTextException e) {
            findings.add(ExtractSummary.FILE, e.line(), e.reason());
        }
    }

    /** What the summary says of the extract; nothing unless all of that is right. */
    Optional<ExtractDescription> description() {
        return name.filter(_ -> aboutIsRight)
                .map(archive -> new ExtractDescription(
                        archive,
                        value("data_set"),
                        Instant.parse(value("source_time")),
                        Instant.parse(value("released_time")),
                        ArchiveName.parse(value("base"))));
    }

    private static List<String> cells(TextReader reader) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < reader.columns().size(); i++) {
            cells.add(reader.text(i).orElse(""));
        }
        return cells;
    }

    private void checkFile(List<String> row, long line) {
        ArchivedFile file = unlisted.remove(row.getFirst());
        if (file == null) {
            findings.add(ExtractSummary.FILE, line, "tells of a file that is not there, or of one twice");
            return;
        }
        List<String> actual = List.of(
                file.name(),
                file.entity(),
                file.kind().label(),
                Long.toString(file.rows()),
                Long.toString(file.size()),
                file.sha256());
        for (int i = 1; i < actual.size(); i++) {
            if (!actual.get(i).equals(row.get(i))) {
                findings.add(
                        file.name(),
                        0,
                        "its " + ExtractSummary.COLUMNS.get(i) + " is " + actual.get(i) + ", not as "
                                + ExtractSummary.FILE + " says");
            }
        }
    }

    private void checkAbout() {
        aboutIsRight = true;
        name.ifPresent(this::checkName);
        require("data_set", !value("data_set").isEmpty());
        require("source_time", isTime(value("source_time")));
        require("released_time", isTime(value("released_time")));
    }

    private void checkName(ArchiveName archive) {
        require("name", value("name").equals(archive.stem()));
        require("type", value("type").equals(archive.type().name()));
        require("data_set_version", value("data_set_version").equals(archive.version()));
        require("client", value("client").equals(archive.client()));
        require("population", value("population").equals(archive.population()));
        boolean hasBase = ArchiveName.parse(value("base"))
                .filter(base -> base.client().equals(archive.client())
                        && base.population().equals(archive.population())
                        && base.version().equals(archive.version()))
                .isPresent();
        require(
                "base",
                archive.type() == ExtractType.INCREMENTAL
                        ? hasBase
                        : value("base").isEmpty());
    }

    private String value(String key) {
        return about.getOrDefault(key, "");
    }

    private void require(String key, boolean isRight) {
        if (!isRight) {
            aboutIsRight = false;
            findings.add(ExtractSummary.FILE, 0, "its " + key + " is missing, or not that of this extract");
        }
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
