package org.almoner.bench.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Programs.Program;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.TimedProcess;
import org.almoner.bench.measure.Workplace;
import org.almoner.bench.sync.Source.Served;
import org.almoner.bench.sync.SyncReport.Run;
import org.almoner.client.catalog.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The {@code almoner bench sync} command. */
@Command(
        name = "sync",
        description = {
            "Measures fetching with the SDK, which verifies, beside curl and aria2, which do not.",
            "Everything runs on the loopback address and in temporary folders, and is gone when it ends. What is missing is installed"
                    + " with apt-get if the user is root. A whole run needs 5 GB; nothing else should be busy meanwhile."
        },
        sortOptions = false)
public final class SyncCommand implements Callable<Integer> {

    static final String LARGE = "one large file";
    static final String SMALL = "many small files";
    static final String ALMONER = "Almoner";

    @Mixin
    private final RunOptions options = new RunOptions();

    /** Made by the command line, which then fills in the options. */
    public SyncCommand() {}

    @Override
    public Integer call() throws IOException {
        var programs = Programs.findOrInstall(List.of(
                new Program("nginx", "nginx-light"), new Program("curl", "curl"), new Program("aria2c", "aria2")));
        try (var workplace = Workplace.open()) {
            var report = run(programs, workplace);
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private SyncReport run(List<Path> programs, Workplace workplace) throws IOException {
        var machine = Machine.here();
        long largeSize = options.quick() ? 20L << 20 : 2L << 30;
        int smallFiles = options.quick() ? 200 : 10_000;
        int smallSize = 10_000;
        options.say("Writing the files");
        var source = Source.start(programs.get(0), workplace, largeSize, smallFiles, smallSize);
        var curl = programs.get(1).toString();
        var aria2 = programs.get(2).toString();
        var out = workplace.folder().resolve("out");
        var large = source.address() + source.large().getFirst().name();
        var urls = Files.write(
                workplace.folder().resolve("urls"),
                source.small().stream()
                        .map(file -> source.address() + file.name())
                        .toList());
        Map<String, List<String>> largeCommands = new LinkedHashMap<>();
        largeCommands.put(
                "curl", List.of(curl, "-sf", "-o", out.resolve("large").toString(), large));
        largeCommands.put("aria2 -x8", aria2(aria2, out, "-x8", "-s8", large));
        largeCommands.put(ALMONER, worker(workplace, source, source.large(), out));
        Map<String, List<String>> smallCommands = new LinkedHashMap<>();
        smallCommands.put("aria2 -j16", aria2(aria2, out, "-j16", "-i", urls.toString()));
        smallCommands.put(ALMONER, worker(workplace, source, source.small(), out));
        Map<String, Map<String, List<Run>>> runs = new LinkedHashMap<>();
        runs.put(LARGE, inTurn(workplace, largeCommands, source.large(), out));
        runs.put(SMALL, inTurn(workplace, smallCommands, source.small(), out));
        return new SyncReport(
                machine,
                List.of(
                        Programs.firstLine(programs.get(1), "--version"),
                        Programs.firstLine(programs.get(2), "--version")),
                largeSize,
                smallFiles,
                smallSize,
                runs);
    }

    /** Room for a file is not made beforehand: that would be a second write of it on some file systems. */
    private static List<String> aria2(String program, Path out, String... more) {
        var command = new ArrayList<>(List.of(program, "-q", "--file-allocation=none", "-d", out.toString()));
        command.addAll(List.of(more));
        return command;
    }

    /** As the launcher starts the command line. */
    private static List<String> worker(Workplace workplace, Source source, List<Served> files, Path out)
            throws IOException {
        var listing = Files.write(
                workplace.folder().resolve("listing-" + files.size()),
                files.stream()
                        .map(file -> file.name() + " " + file.size() + " " + file.sha256())
                        .toList());
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Djdk.httpclient.bufsize=524288",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                source.address(),
                listing.toString(),
                out.toString());
    }

    private Map<String, List<Run>> inTurn(
            Workplace workplace, Map<String, List<String>> commands, List<Served> files, Path out) throws IOException {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (var each : commands.entrySet()) {
                Files.createDirectory(out);
                var run = run(workplace, each.getValue());
                options.say(String.format("Round %d: %s %.2f s", round + 1, each.getKey(), run.seconds()));
                check(each.getKey(), files, out, round == 0);
                runs.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(run);
            }
        }
        return runs;
    }

    private static Run run(Workplace workplace, List<String> command) {
        var process = TimedProcess.run(workplace, command);
        return new Run(process.seconds(), process.cpuSeconds());
    }

    /** All files have arrived, and nothing else; in the first round their bytes are looked at, too. */
    private static void check(String program, List<Served> files, Path out, boolean closely) throws IOException {
        List<Path> there;
        try (var all = Files.list(out)) {
            there = all.collect(Collectors.toCollection(ArrayList::new));
        }
        if (there.size() != files.size()) {
            throw new BenchFailure(program + " left " + there.size() + " files, not " + files.size());
        }
        for (var file : files) {
            var path = out.resolve(file.name());
            if (Files.size(path) != file.size() || (closely && !hash(path).equals(file.sha256()))) {
                throw new BenchFailure(program + " fetched " + file.name() + " wrong");
            }
        }
        for (var path : there) {
            Files.delete(path);
        }
        Files.delete(out);
    }

    private static String hash(Path path) throws IOException {
        var digest = Sha256.digest();
        var block = ByteBuffer.allocate(1 << 16);
        try (var channel = FileChannel.open(path)) {
            while (channel.read(block.clear()) >= 0) {
                digest.update(block.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
