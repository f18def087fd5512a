package org.almoner.bench.codesets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.almoner.bench.codesets.CodeSetsReport.Measured;
import org.almoner.bench.codesets.CodeSetsReport.Round;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Rehearsed;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.TimedProcess;
import org.almoner.bench.measure.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code almoner bench codesets} command. */
@Command(
        name = "codesets",
        description = {
            "Measures checking a release of a code set and comparing it with the one before, beside sort and comm, which only compare lines.",
            "Releases are made up: of the size of ICD-10-CM, of the NDC directory, and of a Full release of SNOMED CT. Everything is in a"
                    + " temporary folder and gone when it ends; nothing else should be busy meanwhile."
        },
        sortOptions = false)
public final class CodeSetsCommand implements Callable<Integer> {

    /** How often work is done that is soon done, so that what the JVM learns of it counts. */
    private static final int WARM = 8;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--heap", paramLabel = "SIZE", description = "of the JVMs (default ${DEFAULT-VALUE})")
    private String heap = "512m";

    @Option(
            names = "--only",
            paramLabel = "RELEASE",
            description = "measure this only; may be given again: icd-10-cm, ndc, rf2-full")
    private List<String> only = List.of();

    /** Made by the command line, which then fills in the options. */
    public CodeSetsCommand() {}

    @Override
    public Integer call() throws IOException {
        var shapes = only.isEmpty()
                ? Arrays.asList(Shape.values())
                : only.stream()
                        .map(word ->
                                Shape.of(word).orElseThrow(() -> options.usage("There is no release '" + word + "'")))
                        .toList();
        for (var program : List.of("sort", "comm")) {
            if (Programs.find(program).isEmpty()) {
                throw new BenchFailure("There is no " + program + " to compare with");
            }
        }
        try (var workplace = Workplace.open()) {
            Map<Shape, Measured> measured = new LinkedHashMap<>();
            for (var shape : shapes) {
                measured.put(shape, measured(shape, workplace));
            }
            var report = new CodeSetsReport(Machine.here(), heap, measured);
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private Measured measured(Shape shape, Workplace workplace) throws IOException {
        options.say("Making " + shape.title());
        var before = workplace.folder(shape.profile() + "-0");
        var after = workplace.folder(shape.profile() + "-1");
        shape.write(0, options.quick(), before);
        shape.write(1, options.quick(), after);
        var script = Files.writeString(workplace.folder().resolve(shape.profile() + ".sh"), script(before, after));
        var worker = rehearsed(workplace, shape);
        var rounds = new ArrayList<Round>();
        for (int round = 0; round < options.rounds(); round++) {
            options.say("Round " + (round + 1) + " of " + shape.title());
            double sort = TimedProcess.run(
                            workplace,
                            List.of("sh", script.toString(), workplace.folder().toString()))
                    .seconds();
            var once =
                    Run.of(TimedProcess.run(workplace, worker.command(arguments(workplace, shape, 1, before, after))));
            // A release of gigabytes takes longer than a JVM to warm up.
            var warm = shape == Shape.RF2_FULL
                    ? once
                    : Run.of(TimedProcess.run(
                            workplace, worker.command(arguments(workplace, shape, WARM, before, after))));
            rounds.add(new Round(
                    sort,
                    once.seconds(),
                    once.checkSeconds(),
                    once.diffSeconds(),
                    warm.checkSeconds() + warm.diffSeconds(),
                    once.heap()));
        }
        long rows = 0;
        long bytes = 0;
        for (var file : files(after)) {
            bytes += Files.size(file);
            try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                rows += lines.count();
            }
        }
        Workplace.clear(before);
        Workplace.clear(after);
        return new Measured(rows, bytes, rounds);
    }

    /** What a process has told. */
    private record Run(double seconds, long heap, double checkSeconds, double diffSeconds) {

        private static Run of(TimedProcess process) {
            var figures = process.output().strip().split(" ", -1);
            return new Run(
                    process.seconds(),
                    Long.parseLong(figures[0]),
                    Long.parseLong(figures[1]) / 1e6,
                    Long.parseLong(figures[2]) / 1e6);
        }
    }

    /** Rehearsed on tiny releases of the same layout. */
    private Rehearsed rehearsed(Workplace workplace, Shape shape) throws IOException {
        var before = workplace.folder(shape.profile() + "-rehearsal-0");
        var after = workplace.folder(shape.profile() + "-rehearsal-1");
        shape.write(0, true, before);
        shape.write(1, true, after);
        return Rehearsed.program(
                workplace,
                CodeSetWorker.class,
                List.of("-XX:+UseSerialGC", "-Xmx" + heap),
                List.of(arguments(workplace, shape, 1, before, after)));
    }

    private static String[] arguments(Workplace workplace, Shape shape, int times, Path before, Path after) {
        return new String[] {
            shape.profile(),
            Integer.toString(times),
            workplace.folder().resolve("scratch").toString(),
            before.toString(),
            after.toString()
        };
    }

    /** Bytes are compared as bytes, which is the fastest that sort can do */
    private static String script(Path before, Path after) throws IOException {
        var script = new StringBuilder("set -e\nexport LC_ALL=C TMPDIR=$1\n");
        var old = files(before);
        var now = files(after);
        for (int i = 0; i < old.size(); i++) {
            script.append("sort '").append(old.get(i)).append("' > \"$1/old.sorted\"\n");
            script.append("sort '").append(now.get(i)).append("' > \"$1/new.sorted\"\n");
            script.append("comm -3 \"$1/old.sorted\" \"$1/new.sorted\" | wc -l\n");
        }
        return script.append("rm \"$1/old.sorted\" \"$1/new.sorted\"\n").toString();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
