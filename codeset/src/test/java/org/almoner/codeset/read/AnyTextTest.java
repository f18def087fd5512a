package org.almoner.codeset.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.almoner.codeset.TestProfiles;

import static org.assertj.core.api.Assertions.assertThat;

class AnyTextTest {

    private static final String LAYOUT = """
            { "form": "delimited", "description": "Things.", "encoding": "utf-8", "delimiter": ",", "quotes": true, "header": 0,
              "columns": [ { "name": "a", "type": "text" }, { "name": "b", "type": "text" }, { "name": "c", "type": "text" } ] }
            """;

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return Arbitraries.strings()
                .withChars("ab,\"\n |\u00e9\ud7ff")
                .ofMaxLength(12)
                .list()
                .ofSize(3)
                .list()
                .ofMaxSize(20);
    }

    /** Whatever is in the cells: what RFC 4180 makes of them is read as they were. */
    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("rows") List<List<String>> rows) throws IOException {
        var folder = Files.createTempDirectory("any-text");
        try {
            var layout = TestProfiles.layout(folder, LAYOUT);
            var text = rows.stream()
                    .map(row -> row.stream()
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")))
                    .collect(Collectors.joining("\r\n"));
            var read = new ArrayList<List<String>>();
            try (var reader = RowReader.open(
                    "x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), layout, ReadLimits.USUAL)) {
                while (reader.next()) {
                    read.add(List.of(
                            reader.text(0).orElse(""),
                            reader.text(1).orElse(""),
                            reader.text(2).orElse("")));
                }
            }
            assertThat(read).isEqualTo(rows);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
