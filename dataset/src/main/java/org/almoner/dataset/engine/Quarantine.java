package org.almoner.dataset.engine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Where bad lines go, or where the extract ends because of one. Safe for several threads. */
final class Quarantine implements AutoCloseable {

    private static final String PROBLEMS = "problems.ndjson";
    private static final int SHOWN = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private final BadInput policy;
    private final Map<String, OutputStream> files = new HashMap<>();
    private final List<Problem> first = new ArrayList<>();
    private @Nullable Path made;
    private long count;
    private int overlong;

    Quarantine(BadInput policy) {
        this.policy = policy;
    }

    /**
     * Takes a bad line.
     *
     * @param length 0 if there is no line to keep
     * @throws BadInputException if the extract is to fail
     */
    synchronized void add(Problem problem, byte[] bytes, int offset, int length) throws IOException {
        switch (policy) {
            case BadInput.Fail() -> throw new BadInputException(problem);
            case BadInput.Quarantine(var folder) -> {
                keep(unfinished(folder), problem, bytes, offset, length);
                count++;
                if (first.size() < SHOWN) {
                    first.add(problem);
                }
            }
        }
    }

    private void keep(Path folder, Problem problem, byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            var lines = file(folder, linesOf(problem.file()));
            lines.write(bytes, offset, length);
            lines.write('\n');
        }
        var told = file(folder, PROBLEMS);
        told.write(text(problem).getBytes(StandardCharsets.UTF_8));
        told.write('\n');
    }

    private static String text(Problem problem) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("file", problem.file());
            json.writeNumberProperty("line", problem.line());
            json.writeStringProperty("reason", problem.reason());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String linesOf(String file) {
        return file.endsWith(".gz") ? file.substring(0, file.length() - ".gz".length()) : file;
    }

    /** Under another name until the extract is made, so that an extract that failed leaves none. */
    private Path unfinished(Path folder) throws IOException {
        var known = made;
        if (known != null) {
            return known;
        }
        var making = folder.resolveSibling(folder.getFileName() + ".part");
        Files.createDirectories(making);
        made = making;
        return making;
    }

    private OutputStream file(Path folder, String name) throws IOException {
        var open = files.get(name);
        if (open == null) {
            open = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)));
            files.put(name, open);
        }
        return open;
    }

    /** Where a line goes that is too long to be held in memory; {@link #add} tells of it when it is its turn. */
    synchronized OutputStream overlong(String file) throws IOException {
        return switch (policy) {
            case BadInput.Fail() -> OutputStream.nullOutputStream();
            case BadInput.Quarantine(var folder) ->
                Files.newOutputStream(unfinished(folder).resolve("overlong-" + overlong++ + "-" + linesOf(file)));
        };
    }

    /** How many there were. */
    synchronized long count() {
        return count;
    }

    /** The first of them. */
    synchronized List<Problem> first() {
        return List.copyOf(first);
    }

    /** Puts the folder in its place, if there was anything to put into it. */
    synchronized void publish() throws IOException {
        closeFiles();
        if (made != null && policy instanceof BadInput.Quarantine(var folder)) {
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            made = null;
        }
    }

    private void closeFiles() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
        files.clear();
    }

    /** Throws away what was not published. */
    @Override
    public synchronized void close() throws IOException {
        closeFiles();
        if (made != null) {
            try (var left = Files.list(made)) {
                for (var file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(made);
            made = null;
        }
    }
}
