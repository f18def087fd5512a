package org.almoner.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.almoner.bench.load.LoadReport.Run;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Rehearsed;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.TimedProcess;
import org.almoner.bench.measure.Workplace;
import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.almoner.sample.population.PopulationFolder;
import org.almoner.sample.population.SamplePopulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code almoner bench load} command. */
@Command(
        name = "load",
        description = {
            "Measures how a COMPLETE goes into DuckDB and PostgreSQL, beside DuckDB's read_csv and psql's \\copy of its files.",
            "Everything runs in temporary folders and on the loopback address and is gone when it ends; nothing else should be busy"
                    + " meanwhile."
        },
        sortOptions = false)
public final class LoadCommand implements Callable<Integer> {

    private static final Instant TIME = Instant.parse("2025-04-01T00:00:00Z");

    private static final int FEW = 3;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "a folder of NDJSON to make the extract of; else a sample population is made")
    private @Nullable Path source;

    @Option(names = "--patients", paramLabel = "N", description = "in the sample population (default ${DEFAULT-VALUE})")
    private int patients = 200;

    @Option(names = "--heap", paramLabel = "SIZE", description = "of the JVMs (default ${DEFAULT-VALUE})")
    private String heap = "512m";

    @Option(
            names = "--only",
            paramLabel = "CASE",
            description = "measure this case only; may be given again: unpack, read-csv, duckdb, copy, postgresql")
    private List<String> only = List.of();

    /** Made by the command line, which then fills in the options. */
    public LoadCommand() {}

    @Override
    public Integer call() throws IOException, SQLException {
        if (patients < 1) {
            throw options.usage("--patients takes a number from 1 on");
        }
        var cases = only.isEmpty()
                ? Arrays.asList(LoadCase.values())
                : only.stream().map(this::named).toList();
        options.requireSource(source);
        try (var workplace = Workplace.open();
                var postgres = EmbeddedPostgres.builder().start()) {
            var report = run(cases, workplace, postgres);
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private LoadCase named(String word) {
        return LoadCase.of(word).orElseThrow(() -> options.usage("There is no case '" + word + "'"));
    }

    private LoadReport run(List<LoadCase> cases, Workplace workplace, EmbeddedPostgres postgres)
            throws IOException, SQLException {
        var archive = archive(
                workplace, "measured", source == null ? sample(workplace, "sample", patientsMeasured()) : source);
        var worker = rehearsed(workplace);
        var unpacked = workplace.folder("unpacked");
        unpack(workplace, archive, unpacked);
        var psql = Programs.find("psql");
        var script = Files.write(workplace.folder().resolve("copy.sql"), LoadWorker.psqlScript(unpacked));
        Map<LoadCase, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (var one : cases) {
                options.say("Round " + (round + 1) + ": " + one.title());
                var place = workplace.folder(one.word() + "-" + round);
                var duckDb = place.resolve("warehouse.duckdb").toString();
                runs.computeIfAbsent(one, _ -> new ArrayList<>())
                        .add(
                                switch (one) {
                                    case UNPACK -> unpack(workplace, archive, place);
                                    case READ_CSV -> java(workplace, worker, "read-csv", unpacked, duckDb);
                                    case LOAD_DUCKDB -> java(workplace, worker, "load", archive, duckDb);
                                    case LOAD_POSTGRESQL ->
                                        inDatabase(postgres, url -> java(workplace, worker, "load", archive, url));
                                    case COPY ->
                                        inDatabase(
                                                postgres,
                                                url -> psql.isPresent()
                                                        ? run(workplace, psqlRun(psql.get(), script, url))
                                                        : java(workplace, worker, "copy", unpacked, url));
                                });
                Workplace.clear(place);
            }
        }
        return new LoadReport(
                Machine.here(),
                source == null ? patientsMeasured() + " sample patients" : String.valueOf(source.getFileName()),
                bytes(unpacked),
                Files.size(archive),
                psql.map(found -> Programs.firstLine(found, "--version"))
                        .orElse("the JDBC driver, as psql is not there"),
                runs);
    }

    private int patientsMeasured() {
        return options.quick() ? FEW : patients;
    }

    private Rehearsed rehearsed(Workplace workplace) throws IOException {
        var archive = archive(workplace, "rehearsed", sample(workplace, "rehearsal", FEW));
        return Rehearsed.program(
                workplace,
                LoadWorker.class,
                List.of("-XX:+UseSerialGC", "-Xmx" + heap),
                List.of(
                        "load",
                        archive.toString(),
                        workplace.folder("rehearsal-to").resolve("duckdb").toString()));
    }

    private static Path archive(Workplace workplace, String name, Path source) throws IOException {
        var longRec = CompiledDataSet.of(DataSets.longRec());
        var out = workplace.folder(name);
        return new Engine(EngineSettings.ofThisMachine())
                .make(
                        new Order(
                                longRec,
                                new Source.Folder(source),
                                new ExtractDescription(
                                        new ArchiveName(
                                                ExtractType.COMPLETE, "bench", "bench", longRec.version(), TIME),
                                        longRec.type(),
                                        TIME,
                                        TIME,
                                        Optional.empty()),
                                Optional.empty(),
                                out,
                                out.resolve("index"),
                                workplace.folder().resolve("workspace-" + name),
                                new BadInput.Fail()),
                        Watcher.NOBODY)
                .extract()
                .archive();
    }

    private static Path sample(Workplace workplace, String name, int patients) throws IOException {
        var folder = workplace.folder().resolve(name);
        new PopulationFolder(folder, true, false, Runtime.getRuntime().availableProcessors())
                .write(new SamplePopulation(1, patients, LocalDate.of(2025, 4, 1)), (_, _, _) -> {});
        return folder;
    }

    private static Run unpack(Workplace workplace, Path archive, Path folder) {
        return run(
                workplace,
                List.of("tar", "xzf", archive.toString(), "-C", folder.toString(), "--strip-components", "1"));
    }

    private static Run java(Workplace workplace, Rehearsed worker, String what, Path from, String to) {
        return run(workplace, worker.command(what, from.toString(), to));
    }

    /** A process from its start to its end. One of Java tells its own memory; of others only the time is taken. */
    private static Run run(Workplace workplace, List<String> command) {
        var process = TimedProcess.run(workplace, command);
        long memory = process.output()
                .lines()
                .filter(line -> line.matches("[0-9]+ [0-9]+"))
                .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
                .max()
                .orElse(0);
        return new Run(process.seconds(), process.cpuSeconds(), memory);
    }

    private static List<String> psqlRun(Path psql, Path script, String url) {
        return List.of(
                psql.toString(),
                "-qX1",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                script.toString(),
                url.substring("jdbc:".length()));
    }

    /**
     * A new one each time. Nobody pays for those before him: with a checkpoint before, and without a database that is left, which the
     * server would look through for its statistics in the middle of somebody else's run.
     */
    private static Run inDatabase(EmbeddedPostgres postgres, Function<String, Run> work) throws SQLException {
        var name = "measured";
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            statement.execute("CHECKPOINT");
            var run = work.apply(postgres.getJdbcUrl("postgres", name));
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            return run;
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : Unpacked.entities(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
