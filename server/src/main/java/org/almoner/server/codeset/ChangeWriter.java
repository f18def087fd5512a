package org.almoner.server.codeset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.codeset.diff.Change;
import org.almoner.codeset.diff.Change.Kind;
import org.almoner.codeset.diff.ChangeSink;
import org.almoner.server.codeset.ChangeFile.Section;
import tools.jackson.databind.json.JsonMapper;

/** Sorts changes by table and kind as they come, each into a file of its own, and puts these together in the end. */
final class ChangeWriter implements AutoCloseable {

    private final Path folder;
    private final JsonMapper json;
    private final List<Part> opened = new ArrayList<>();
    private final List<Part> kept = new ArrayList<>();

    /** @param folder for the files; there must be nothing else in it */
    ChangeWriter(Path folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /** The changes of one release, of which none is there before {@link #keep}: a file may turn out to be broken in its middle. */
    final class OfRelease implements ChangeSink {

        private final String profile;
        private final Map<String, Map<Kind, Part>> tables = new LinkedHashMap<>();

        private OfRelease(String profile) {
            this.profile = profile;
        }

        @Override
        public void take(Change change) throws IOException {
            var table = tables.computeIfAbsent(change.table(), _ -> new EnumMap<>(Kind.class));
            var part = table.get(change.kind());
            if (part == null) {
                part = new Part(folder.resolve(Integer.toString(opened.size())), profile, change);
                opened.add(part);
                table.put(change.kind(), part);
            }
            part.add(json.writeValueAsBytes(ChangeJson.of(profile, change)));
        }

        void keep() {
            tables.values().forEach(table -> kept.addAll(table.values()));
        }
    }

    /** The lines of one table and kind. */
    private static final class Part {

        private final Path file;
        private final String profile;
        private final String table;
        private final String kind;
        private final OutputStream out;
        private final List<Long> marks = new ArrayList<>();
        private long lines;
        private long length;

        Part(Path file, String profile, Change first) throws IOException {
            this.file = file;
            this.profile = profile;
            this.table = first.table();
            this.kind = first.kind().word();
            this.out = new BufferedOutputStream(Files.newOutputStream(file));
        }

        void add(byte[] line) throws IOException {
            if (lines % ChangeFile.STEP == 0) {
                marks.add(length);
            }
            out.write(line);
            out.write('\n');
            lines++;
            length += line.length + 1L;
        }

        Section at(long offset) {
            return new Section(
                    profile,
                    table,
                    kind,
                    lines,
                    marks.stream().map(mark -> offset + mark).toList());
        }
    }

    OfRelease release(String profile) {
        return new OfRelease(profile);
    }

    /** Puts all that is kept into one file; nothing can be added any more. */
    List<Section> join(Path to) throws IOException {
        close();
        var sections = new ArrayList<Section>();
        long offset = 0;
        try (var out = Files.newOutputStream(to)) {
            for (var part : kept) {
                Files.copy(part.file, out);
                Files.delete(part.file);
                sections.add(part.at(offset));
                offset += part.length;
            }
        }
        return sections;
    }

    @Override
    public void close() throws IOException {
        for (var part : opened) {
            part.out.close();
        }
    }
}
