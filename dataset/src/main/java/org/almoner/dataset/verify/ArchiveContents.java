package org.almoner.dataset.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractSummary;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.text.MalformedTextException;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.text.TextForm;
import org.almoner.dataset.text.TextReader;

/** Goes through the files of one archive. */
final class ArchiveContents {

    private static final int MOST_FILES = 1000;
    private static final int LONGEST_NAME = 200;

    private static final Pattern FILE_FORM =
            Pattern.compile("(?<entity>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*?)(?<delete>_delete)?\\.txt");

    private final Optional<ArchiveName> name;
    private final int rowLimit;
    private final Findings findings;
    private final RowVisitor visitor;
    private final Set<String> seen = new HashSet<>();
    private final List<ArchivedFile> files = new ArrayList<>();
    private Optional<ExtractDescription> description = Optional.empty();

    ArchiveContents(String archive, int rowLimit, Findings findings, RowVisitor visitor) {
        this.name = ArchiveName.parse(archive).filter(parsed -> archive.equals(parsed.fileName()));
        this.rowLimit = rowLimit;
        this.findings = findings;
        this.visitor = visitor;
        if (name.isEmpty()) {
            findings.add("is not called as an extract is");
        }
    }

    List<ArchivedFile> files() {
        return files;
    }

    Optional<ExtractDescription> description() {
        return description;
    }

    void read(InputStream archive) throws IOException {
        try (GzipMember member = new GzipMember(archive)) {
            var entries = new TarEntries(member);
            boolean summarized = false;
            for (var next = entries.next(); next.isPresent(); next = entries.next()) {
                Optional<String> file = fileOf(next.get().path());
                if (file.isEmpty()) {
                    continue;
                }
                if (summarized) {
                    findings.add(file.get(), 0, "comes after " + ExtractSummary.FILE + ", which should be the last");
                }
                var content = new MeasuredStream(entries.content());
                if (file.get().equals(ExtractSummary.FILE)) {
                    summarized = true;
                    var summary = new SummaryCheck(name, files, findings);
                    summary.check(content);
                    description = summary.description();
                } else {
                    read(file.get(), content);
                }
            }
            if (!summarized) {
                findings.add("has no " + ExtractSummary.FILE);
            }
            checkPairs();
        }
    }

    /** The file's name in the folder; nothing if it should not be where it is. */
    private Optional<String> fileOf(String path) throws BrokenArchiveException {
        int slash = path.indexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String file = path.substring(slash + 1);
        if (file.length() > LONGEST_NAME || !FILE_FORM.matcher(file).matches()) {
            findings.add(shown(path), 0, "is not the path of an extract's file");
            return Optional.empty();
        }
        if (name.isPresent()
                ? !folder.equals(name.get().stem())
                : ArchiveName.parse(folder).isEmpty()) {
            findings.add(shown(path), 0, "is not in the folder that is called as the archive");
        }
        if (seen.size() == MOST_FILES) {
            throw new BrokenArchiveException("has more than " + MOST_FILES + " files");
        }
        if (!seen.add(file)) {
            findings.add(file, 0, "is there twice");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private void read(String file, MeasuredStream content) throws IOException {
        Matcher parts = FILE_FORM.matcher(file);
        if (!parts.matches()) {
            throw new IllegalStateException(file);
        }
        FileKind kind = parts.group("delete") == null ? FileKind.ROWS : FileKind.DELETES;
        String entity = parts.group("entity");
        if (kind == FileKind.DELETES && name.isPresent() && name.get().type() == ExtractType.COMPLETE) {
            findings.add(file, 0, "has no place in a COMPLETE");
        }
        long rows = 0;
        try (TextReader reader = TextReader.open(file, content, rowLimit)) {
            checkHeader(file, kind, reader.columns());
            while (reader.next()) {
                rows++;
                check(file, entity, kind, reader);
            }
        } catch (MalformedTextException e) {
            findings.add(file, e.line(), e.reason());
        }
        content.drain();
        files.add(new ArchivedFile(file, entity, kind, rows, content.size(), content.sha256()));
    }

    private void checkHeader(String file, FileKind kind, List<String> columns) {
        boolean right = columns.getLast().equals(TextForm.HASH_COLUMN)
                && switch (kind) {
                    case ROWS -> columns.size() > 1;
                    case DELETES -> columns.size() == 1;
                };
        if (!right) {
            findings.add(
                    file,
                    1,
                    "its header row does not end in " + TextForm.HASH_COLUMN
                            + (kind == FileKind.DELETES ? ", as the only column" : ", after at least one column"));
        }
    }

    private void check(String file, String entity, FileKind kind, TextReader reader) throws IOException {
        Optional<RowHash> stated = reader.statedHash();
        switch (kind) {
            case ROWS -> {
                RowHash computed = reader.hashOfRow();
                if (stated.isEmpty() || !stated.get().equals(computed)) {
                    findings.add(file, reader.line(), "its hash_value is not " + computed);
                }
                visitor.visit(entity, kind, reader, computed);
            }
            case DELETES -> {
                if (stated.isPresent()) {
                    visitor.visit(entity, kind, reader, stated.get());
                } else {
                    findings.add(file, reader.line(), "is not a hash_value: 32 lower-case hexadecimal digits");
                }
            }
        }
    }

    /** In an INCREMENTAL each entity has both files, so that nobody takes a lost one for an empty one. */
    private void checkPairs() {
        if (name.isEmpty() || name.get().type() == ExtractType.COMPLETE) {
            return;
        }
        for (ArchivedFile file : files) {
            String other = file.entity() + (file.kind() == FileKind.ROWS ? "_delete.txt" : ".txt");
            if (!seen.contains(other)) {
                findings.add(file.name(), 0, "is there without " + other);
            }
        }
    }

    /** A path for people: without what could do harm on a terminal, and not too long. */
    private static String shown(String path) {
        String harmless = path.replaceAll("[^ -~]", "?");
        return harmless.length() > 200 ? harmless.substring(0, 200) + "..." : harmless;
    }
}
