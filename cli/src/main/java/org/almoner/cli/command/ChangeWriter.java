package org.almoner.cli.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.client.codeset.CodeChange;
import org.almoner.client.http.Json;
import org.jspecify.annotations.Nullable;

/** Writes changes into a file as they come. */
sealed interface ChangeWriter {

    void write(CodeChange change) throws IOException;

    /** Something that tells changes. */
    interface Telling<T> {
        T tell(ChangeWriter writer) throws IOException;
    }

    /**
     * Writes all changes that are told into a file, which has another name until it is whole.
     *
     * @return what the telling came to
     */
    static <T> T into(Path file, Telling<T> telling) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            T told;
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                told = telling.tell(isLines(file) ? new JsonLines(out) : new Csv(out));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return told;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether a file's name says that it is lines of JSON. */
    static boolean isLines(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    /** One object for each change. */
    record JsonLines(Writer out) implements ChangeWriter {

        @Override
        public void write(CodeChange change) throws IOException {
            out.write(new String(Json.line(change), StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    /** A line for each cell that is different (RFC 4180), with a header. */
    final class Csv implements ChangeWriter {

        private final Writer out;

        Csv(Writer out) throws IOException {
            this.out = out;
            line(Stream.of("profile", "table", "change", "code", "in_force", "column", "before", "after"));
        }

        @Override
        public void write(CodeChange change) throws IOException {
            for (var cell : change.cells()) {
                line(Stream.of(
                        given(change.profile()),
                        change.table(),
                        change.change().word(),
                        code(change),
                        Boolean.toString(change.inForce()),
                        cell.column(),
                        given(cell.before()),
                        given(cell.after())));
            }
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static String code(CodeChange change) {
            return change.key().values().stream()
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" "));
        }

        private void line(Stream<String> fields) throws IOException {
            out.write(fields.map(Csv::field).collect(Collectors.joining(",", "", "\r\n")));
        }

        private static String field(String text) {
            return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                    ? "\"" + text.replace("\"", "\"\"") + "\""
                    : text;
        }
    }
}
