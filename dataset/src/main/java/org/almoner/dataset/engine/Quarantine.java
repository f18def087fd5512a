package org.almoner.dataset.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Workspace;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Where bad lines go, or where the extract ends because of one. Each {@link Lane} has a section, and sections are joined in their
 * order: what is kept does not depend on threads. The folder is made under another name and appears whole.
 */
final class Quarantine implements AutoCloseable {

    private static final String PROBLEMS = "problems.ndjson";
    private static final String LINES = "lines";
    private static final String EXTRACT = "extract";
    private static final String GZIPPED = ".gz";
    private static final int SHOWN = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private final BadInput policy;
    private final ArchiveName extract;
    private final Workspace workspace;
    private final Disk disk;
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable Path making;
    private boolean published;
    private boolean kept;

    /**
     * Also throws away what a killed run of the same extract left half made.
     *
     * @param extract whose bad lines they are
     * @throws FileAlreadyExistsException if the folder is there and is not a quarantine of this extract
     */
    Quarantine(BadInput policy, ArchiveName extract, Workspace workspace, Disk disk) throws IOException {
        this.policy = policy;
        this.extract = extract;
        this.workspace = workspace;
        this.disk = disk;
        if (policy instanceof BadInput.Quarantine(var folder)) {
            if (Files.exists(folder) && !isOurs(folder)) {
                throw new FileAlreadyExistsException(
                        folder.toString(), null, "it is not the quarantine of " + extract + "; name another folder");
            }
            delete(unfinished(folder));
        }
    }

    private static Path unfinished(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".part");
    }

    private boolean isOurs(Path folder) throws IOException {
        var problems = folder.resolve(PROBLEMS);
        if (!Files.isRegularFile(problems)) {
            return false;
        }
        try (var lines = Files.newBufferedReader(problems);
                var json = JSON.createParser(ObjectReadContext.empty(), String.valueOf(lines.readLine()))) {
            json.nextToken();
            return EXTRACT.equals(json.nextName()) && extract.stem().equals(json.nextStringValue());
        } catch (JacksonException _) {
            return false;
        }
    }

    /** A part of its own for one resource type; in the order in which they are asked for. */
    Section section() {
        var section = new Section();
        sections.add(section);
        return section;
    }

    /** How many bad lines there were. */
    long count() {
        return sections.stream().mapToLong(section -> section.count).sum();
    }

    /** The first of them. */
    List<Problem> first() {
        return sections.stream()
                .flatMap(section -> section.first.stream())
                .limit(SHOWN)
                .toList();
    }

    /** Lets the folder appear, if there is anything to put into it; one that an earlier run of this extract left goes. */
    void publish() throws IOException {
        if (!(policy instanceof BadInput.Quarantine(var folder))) {
            return;
        }
        if (count() == 0) {
            delete(folder);
            return;
        }
        try (var joined = workspace.create()) {
            for (var section : sections) {
                section.finish(joined);
            }
            joined.publish(making().resolve(PROBLEMS));
        }
        delete(folder);
        disk.publish(making(), folder);
        published = true;
    }

    /** Leaves what was published where it is. */
    void keep() {
        kept = true;
    }

    /** Throws away what is not to be kept. */
    @Override
    public void close() throws IOException {
        if (making != null) {
            delete(making);
        }
        if (published && !kept && policy instanceof BadInput.Quarantine(var folder)) {
            delete(folder);
        }
    }

    private synchronized Path making() throws IOException {
        var known = making;
        if (known != null) {
            return known;
        }
        if (!(policy instanceof BadInput.Quarantine(var folder))) {
            throw new IllegalStateException("Nothing is kept");
        }
        var made = unfinished(folder);
        // First, so that it is taken away even if only half of it could be made.
        making = made;
        Files.createDirectories(made.resolve(LINES));
        return made;
    }

    private void publish(ScratchFile file, String name) throws IOException {
        file.publish(making().resolve(LINES).resolve(unused(name)));
        file.close();
    }

    /** A name that no other file has: Patient.ndjson and Patient.ndjson.gz may both be in a source. */
    private synchronized String unused(String name) {
        var free = name;
        for (int number = 2; !names.add(free); number++) {
            free = name.replaceFirst("(\\.ndjson)?$", "-" + number + "$1");
        }
        return free;
    }

    private static String plain(String file) {
        return file.endsWith(GZIPPED) ? file.substring(0, file.length() - GZIPPED.length()) : file;
    }

    /** Deletes what is in such a folder, and it; nothing else. */
    private static void delete(Path folder) throws IOException {
        for (var part : List.of(folder.resolve(LINES), folder)) {
            if (Files.isDirectory(part)) {
                try (var files = Files.list(part)) {
                    for (var file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(part);
            }
        }
    }

    private String told(Problem problem) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty(EXTRACT, extract.stem());
            json.writeStringProperty("file", problem.file());
            json.writeNumberProperty("line", problem.line());
            json.writeStringProperty("reason", problem.reason());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /** What is wrong with the files of one resource type, which are read one after the other. */
    final class Section {

        private final List<Problem> first = new ArrayList<>();
        private final Map<String, Integer> overlong = new HashMap<>();
        private long count;
        private @Nullable ScratchFile problems;
        private @Nullable ScratchFile lines;
        private String file = "";

        /**
         * Takes a bad line. One thread at a time, in the order of the source.
         *
         * @param length 0 if there is no line to keep
         * @throws BadInputException if the extract is to fail
         */
        void add(Problem problem, byte[] bytes, int offset, int length) throws IOException {
            if (policy instanceof BadInput.Fail) {
                throw new BadInputException(problem);
            }
            if (length > 0) {
                var kept = linesOf(problem.file());
                kept.append(ByteBuffer.wrap(bytes, offset, length));
                kept.append(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            var open = problems;
            if (open == null) {
                open = workspace.create();
                problems = open;
            }
            open.append(ByteBuffer.wrap(told(problem).getBytes(StandardCharsets.UTF_8)));
            count++;
            if (first.size() < SHOWN) {
                first.add(problem);
            }
        }

        private ScratchFile linesOf(String name) throws IOException {
            var open = lines;
            if (open == null || !file.equals(name)) {
                finishLines();
                open = workspace.create();
                lines = open;
                file = name;
            }
            return open;
        }

        private void finishLines() throws IOException {
            if (lines != null) {
                publish(lines, plain(file));
                lines = null;
            }
        }

        private void finish(ScratchFile joined) throws IOException {
            finishLines();
            if (problems != null) {
                joined.append(problems);
            }
        }

        /**
         * Where a line goes that is too long to be held in memory; {@link #add} tells of it when it is its turn. One thread at a
         * time, which need not be the one that adds.
         */
        OutputStream overlong(String name) throws IOException {
            if (policy instanceof BadInput.Fail) {
                return OutputStream.nullOutputStream();
            }
            int number = overlong.merge(name, 1, Integer::sum);
            var scratch = workspace.create();
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    scratch.append(ByteBuffer.wrap(bytes, offset, length));
                }

                @Override
                public void close() throws IOException {
                    write('\n');
                    publish(scratch, plain(name).replaceFirst("(\\.ndjson)?$", "-overlong-" + number + "$1"));
                }
            };
        }
    }
}
