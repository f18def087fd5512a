package org.almoner.dataset.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An archive as somebody reads it who has but the format's description.
 *
 * @param files in the order of the archive
 */
record ReadExtract(SequencedMap<String, Table> files) {

    /** What stands here for no value. */
    static final String NONE = "(no value)";

    /** @param rows without the header */
    record Table(List<String> header, List<List<String>> rows) {

        /** Without {@code hash_value}. */
        List<List<String>> values() {
            return rows.stream().map(row -> row.subList(0, row.size() - 1)).toList();
        }

        List<String> hashes() {
            return rows.stream().map(List::getLast).toList();
        }
    }

    static ReadExtract of(Path archive) {
        var files = new LinkedHashMap<String, Table>();
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var rows = parsed(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                files.put(
                        entry.getName().substring(entry.getName().indexOf('/') + 1),
                        new Table(rows.getFirst(), List.copyOf(rows.subList(1, rows.size()))));
            }
        } catch (IOException e) {
            throw new AssertionError(archive + " cannot be read", e);
        }
        return new ReadExtract(files);
    }

    Table table(String file) {
        var table = files.get(file);
        if (table == null) {
            throw new AssertionError("No " + file + " among " + files.keySet());
        }
        return table;
    }

    List<List<String>> rows(String entity) {
        return table(entity + ".txt").values();
    }

    private static List<List<String>> parsed(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '"') {
                var cell = new StringBuilder();
                for (at++; text.charAt(at) != '"' || text.startsWith("\"\"", at); at++) {
                    if (text.charAt(at) == '"') {
                        at++;
                    }
                    cell.append(text.charAt(at));
                }
                at++;
                row.add(cell.toString());
            } else {
                int start = at;
                while (text.charAt(at) != '|' && text.charAt(at) != '\n') {
                    at++;
                }
                row.add(start == at ? NONE : text.substring(start, at));
            }
            if (text.charAt(at++) == '\n') {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
