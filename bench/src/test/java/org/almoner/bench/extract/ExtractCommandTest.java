package org.almoner.bench.extract;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.stream.Collectors;

import org.almoner.bench.extract.DuckDbScript.Reading;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.row.ColumnType;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ExtractCommandTest {

    private static final String TEXT = """
            read_csv('%s', delim='|', header=true, quote='"', escape='"', nullstr='', allow_quoted_nulls=false, \
            all_varchar=true)""";

    @TempDir
    private Path folder;

    @Test
    void measuresAllCases() {
        var out = new StringWriter();
        int code = new CommandLine(new ExtractCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--quick", "--json");
        assertThat(code).isZero();
        var report = new JsonMapper().readTree(out.toString());
        assertThat(report.get("runs").propertyNames()).hasSize(6);
        assertThat(report.get("leftOut")).isEmpty();
        for (var runs : report.get("runs")) {
            assertThat(runs.get(0).get("seconds").asDouble()).isPositive();
        }
    }

    /** Both do the same work: all rows of all entities are the same, but for numbers, whose digits DuckDB does not keep. */
    @ParameterizedTest
    @EnumSource
    void bothMakeTheSameRows(Reading reading) throws IOException, SQLException, InterruptedException {
        var source = folder.resolve("source");
        PopulationFolder.in(source).write(new SamplePopulation(3, 6, LocalDate.of(2026, 1, 1)), (_, _, _) -> {});
        var script = DuckDbScript.of(source, folder, reading);
        assertThat(script.leftOut()).isEmpty();
        var statements = Files.write(folder.resolve("statements.sql"), script.statements());
        Worker.main(new String[] {"duckdb", statements.toString(), folder.toString(), "1"});
        Worker.main(new String[] {"complete", source.toString(), folder.toString(), "1", "jdk"});
        assertThat(new ProcessBuilder("sh", "-c", "tar xzf *.tar.gz --strip-components 1")
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            int compared = 0;
            for (var entity : CompiledDataSet.of(DataSets.longRec()).entities()) {
                var theirs = folder.resolve(entity.name() + ".csv.gz");
                if (Files.exists(theirs)) {
                    var columns = entity.columns().stream()
                            .filter(column -> column.type() != ColumnType.DECIMAL)
                            .map(column -> '"' + column.name() + '"')
                            .collect(Collectors.joining(", ", "SELECT ", " FROM "));
                    var ours = columns + TEXT.formatted(folder.resolve(entity.name() + ".txt"));
                    assertThat(surplus(statement, ours, columns + TEXT.formatted(theirs)))
                            .as(entity.name() + ": only the engine has")
                            .isEmpty();
                    assertThat(surplus(statement, columns + TEXT.formatted(theirs), ours))
                            .as(entity.name() + ": only DuckDB has")
                            .isEmpty();
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(50);
        }
    }

    private static String surplus(Statement statement, String first, String second) throws SQLException {
        try (var rows = statement.executeQuery(
                "SELECT d::VARCHAR FROM ((" + first + ") EXCEPT ALL (" + second + ")) AS d ORDER BY ALL LIMIT 1")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
