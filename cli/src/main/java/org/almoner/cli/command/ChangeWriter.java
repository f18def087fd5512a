package org.almoner.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.client.http.Json;
import org.almoner.codeset.diff.Change;

/** Writes changes into a file as they come. */
sealed interface ChangeWriter {

    void write(Change change) throws IOException;

    /** The form that a file's name tells. */
    static ChangeWriter of(Path file, Writer out) throws IOException {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? new JsonLines(out) : new Csv(out);
    }

    /** One object for each change. */
    record JsonLines(Writer out) implements ChangeWriter {

        @Override
        public void write(Change change) throws IOException {
            out.write(new String(Json.line(DiffResult.ChangeResult.of(change)), StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    /** A line for each cell that is different (RFC 4180), with a header. */
    final class Csv implements ChangeWriter {

        private final Writer out;

        Csv(Writer out) throws IOException {
            this.out = out;
            line(Stream.of("table", "change", "code", "in_force", "column", "before", "after"));
        }

        @Override
        public void write(Change change) throws IOException {
            for (var cell : change.cells()) {
                line(Stream.of(
                        change.table(),
                        change.kind().word(),
                        change.code(),
                        Boolean.toString(change.inForce()),
                        cell.column(),
                        cell.before().orElse(""),
                        cell.after().orElse("")));
            }
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
