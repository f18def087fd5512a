package org.almoner.dataset.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.almoner.dataset.programs.Programs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TextRoundTripTest {

    @Property(tries = 500)
    void comesBackFromOurReader(@ForAll("rows") List<List<Optional<String>>> cells, @ForAll Random random)
            throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        cells.forEach(row -> rows.add(cells(row)));

        assertThat(read(new Trickle(file(3, rows), random))).isEqualTo(rows);
    }

    @Test
    void comesBackFromDuckDbWithNullsAndEmptyStringsToldApart(@TempDir Path folder) throws IOException, SQLException {
        List<List<@Nullable String>> rows = hostileRows(4, 3000);
        Path file = Files.write(folder.resolve("Entity.txt"), file(4, rows));

        List<List<@Nullable String>> read = new ArrayList<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM read_csv('" + file
                        + "', header=true, delim='|', quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false,"
                        + " all_varchar=true, auto_detect=false, new_line='\\n', columns={'c0':'VARCHAR','c1':'VARCHAR',"
                        + "'c2':'VARCHAR','c3':'VARCHAR','hash_value':'VARCHAR'})")) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= 4; i++) {
                    row.add(result.getString(i));
                }
                read.add(row);
            }
        }

        assertThat(read).isEqualTo(rows);
    }

    @Test
    void comesBackFromPythonsCsvWithNul(@TempDir Path folder) throws IOException {
        List<List<@Nullable String>> rows = hostileRows(4, 3000);
        rows.add(List.of("a\0b", "\0", "\0|", "x"));
        Path file = Files.write(folder.resolve("Entity.txt"), file(4, rows));

        String output = Programs.python("""
                import csv, json, sys
                with open(sys.argv[1], encoding='utf-8', newline='') as file:
                    rows = list(csv.reader(file, delimiter='|', strict=True))
                print(json.dumps([row[:-1] for row in rows[1:]]))
                """, file.toString());

        var json = new ObjectMapper();
        assertThat(json.readTree(output))
                .isEqualTo(json.valueToTree(rows.stream()
                        .map(row -> row.stream()
                                .map(cell -> cell == null ? "" : cell)
                                .toList())
                        .toList()));
    }

    @Provide
    Arbitrary<List<List<Optional<String>>>> rows() {
        return Arbitraries.strings()
                .withChars("|\"\n\r ab,\\\0\u00fc\u20ac")
                .withChars('\ud83d', '\ude00')
                .ofMaxLength(12)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .optional(0.85)
                .list()
                .ofSize(3)
                .list()
                .ofMaxSize(20);
    }

    private static List<@Nullable String> cells(List<Optional<String>> row) {
        List<@Nullable String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell.orElse(null)));
        return cells;
    }

    static List<List<@Nullable String>> hostileRows(int columns, int count) {
        Random random = new Random(20260101);
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(_ -> TestRows.hostileRow(columns, random))
                .toList());
    }

    static byte[] file(int columns, List<List<@Nullable String>> rows) {
        TextBlock block = new TextBlock(columns, TextLimits.DEFAULT);
        rows.forEach(row -> TestRows.add(block, row));
        var file = new ByteArrayOutputStream();
        file.writeBytes(TextForm.header(
                IntStream.range(0, columns).mapToObj(i -> "c" + i).toList()));
        file.write(block.text(), 0, block.size());
        return file.toByteArray();
    }

    private static List<List<@Nullable String>> read(InputStream in) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (TextReader reader = TextReader.open("Entity.txt", in, 1 << 20)) {
            while (reader.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 0; i < reader.columns().size() - 1; i++) {
                    row.add(reader.text(i).orElse(null));
                }
                assertThat(reader.statedHash()).contains(reader.hashOfRow());
                rows.add(row);
            }
        }
        return rows;
    }

    /** Gives a few bytes at a time, as a decompressor may. */
    private static final class Trickle extends ByteArrayInputStream {

        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(9)));
        }
    }
}
