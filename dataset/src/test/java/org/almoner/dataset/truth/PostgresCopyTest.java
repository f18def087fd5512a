package org.almoner.dataset.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL's {@code COPY}, with the options of docs/extracts.md, loads what an archive holds and nothing else. */
class PostgresCopyTest {

    /** Enough for every entity to have rows. */
    private static final int PATIENTS = 60;

    private static final List<String> HOSTILE = List.of(
            "|",
            "||",
            "\"",
            "\"\"",
            "a\"b",
            "\r",
            "\n",
            "\r\n",
            "\n\n",
            "a|b\"c\r\nd|\"",
            "",
            " ",
            " kept ",
            "\t",
            // Words that one or the other format takes for no value, and COPY's mark of the end of all.
            "\\N",
            "NULL",
            "\\.",
            "\n\\.\n",
            "back\\slash\\n",
            "'; DROP TABLE person; --",
            "\u0001\u001f\u007f\u0085\u2028\ufeff\ufffd\uffff",
            "e\u0301 \u0416 \u4e2d \ud83d\ude00 \ud800\udc00 \udbff\udfff");

    private static final List<String> NUMBERS = List.of(
            "1.10",
            "-0.0",
            "1e400",
            "1234567890123456789012345678901234567890",
            "0.1234567890123456789012345678901234567890",
            "12345678901234567890.12345678901234567890");

    @TempDir
    private Path folder;

    @Test
    void hostileValuesComeThrough() throws IOException, SQLException {
        var names = new ArrayList<List<@Nullable String>>();
        var patients = new ArrayList<String>();
        for (var text : HOSTILE) {
            var id = text.equals("\\.") ? text : "p" + names.size();
            patients.add("{\"resourceType\":\"Patient\",\"id\":%1$s,\"name\":[{\"text\":%2$s,\"family\":%2$s}]}"
                    .formatted(json(id), json(text)));
            names.add(List.of(id, text, text));
        }
        patients.add("{\"resourceType\":\"Patient\",\"id\":\"none\",\"name\":[{\"use\":\"old\"}]}");
        names.add(Arrays.asList("none", null, null));
        var results = new ArrayList<List<@Nullable String>>();
        var observations = new ArrayList<String>();
        for (var number : NUMBERS) {
            var id = "o" + results.size();
            observations.add("{\"resourceType\":\"Observation\",\"id\":\"%s\",\"valueQuantity\":{\"value\":%s}}"
                    .formatted(id, number));
            results.add(List.of(id, number));
        }
        var source = Files.createDirectory(folder.resolve("source"));
        Files.write(source.resolve("Patient.ndjson"), patients);
        Files.write(source.resolve("Observation.ndjson"), observations);

        var extract = Unpacked.complete(source, folder.resolve("extract"), "2026-01-01T00:00:00Z");
        try (var postgres = Postgres.open()) {
            assertThat(postgres.load("name", extract.rows("Person_Name"))).isEqualTo(names.size());
            assertThat(postgres.load("result", extract.rows("Result"))).isEqualTo(results.size());
            assertThat(postgres.rows("SELECT person_id, text, family_name FROM name"))
                    .containsExactlyInAnyOrderElementsOf(names);
            assertThat(postgres.rows("SELECT result_id, value_quantity_value FROM result"))
                    .containsExactlyInAnyOrderElementsOf(results);
        }
    }

    @Test
    void allFilesAreAsAnotherDatabaseReadsThemAndAsTheSummaryCounts() throws IOException, SQLException {
        var source = folder.resolve("source");
        PopulationFolder.in(source).write(new SamplePopulation(7, PATIENTS, LocalDate.of(2026, 4, 1)), (_, _, _) -> {});
        var extract = Unpacked.complete(source, folder.resolve("extract"), "2026-04-01T00:00:00Z");
        var loaded = new ArrayList<List<@Nullable String>>();
        try (var postgres = Postgres.open();
                var duckDb = DuckDb.open()) {
            for (var entity : Unpacked.entities()) {
                var file = extract.rows(entity);
                loaded.add(List.of(entity + ".txt", Long.toString(postgres.load(entity, file))));
                var inOrder = " ORDER BY hash_value";
                assertThat(postgres.rows("SELECT * FROM " + Postgres.quoted(entity) + inOrder + " COLLATE \"C\""))
                        .as(entity)
                        .isEqualTo(duckDb.rows("FROM " + DuckDb.text(file) + inOrder));
            }
            postgres.load("summary", extract.folder().resolve("SummaryOfExtract.txt"));
            assertThat(postgres.rows("SELECT file_name, row_count FROM summary WHERE kind = 'rows'"))
                    .containsExactlyInAnyOrderElementsOf(loaded);
        }
        assertThat(loaded).hasSize(70).extracting(List::getLast).doesNotContain("0");
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
