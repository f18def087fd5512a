package org.almoner.bench.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Loopback;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Programs.Program;
import org.almoner.bench.measure.Rehearsed;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.TimedProcess;
import org.almoner.bench.measure.Workplace;
import org.almoner.bench.sync.Source.Served;
import org.almoner.bench.sync.SyncReport.Run;
import org.almoner.client.catalog.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    static final String LINE = "a long line";
    static final String ALMONER = "Almoner";

    private static final Map<String, String> WORDS = Map.of("large", LARGE, "small", SMALL, "line", LINE);
    private static final int SMALL_SIZE = 10_000;
    private static final int LINE_PORT = 8080;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--only",
            paramLabel = "CASE",
            description =
                    "measure this case only; may be given again: large, small, line (only when asked for: it needs root,"
                            + " network namespaces and TUN, and takes long)")
    private List<String> only = List.of("large", "small");

    @Option(
            names = "--line-size",
            paramLabel = "MB",
            description = "of the file that is fetched over the long line (default ${DEFAULT-VALUE})")
    private int lineSize = 1000;

    private int folders;

    /** Made by the command line, which then fills in the options. */
    public SyncCommand() {}

    /** How a program fetches into a folder. */
    private interface Fetching {
        List<String> into(Path out);
    }

    @Override
    public Integer call() throws IOException {
        var cases = only.stream().map(this::named).toList();
        var needed = new ArrayList<>(List.of(
                new Program("nginx", "nginx-light"), new Program("curl", "curl"), new Program("aria2c", "aria2")));
        if (cases.contains(LINE)) {
            needed.add(new Program("ip", "iproute2"));
        }
        var programs = Programs.findOrInstall(needed);
        try (var workplace = Workplace.open()) {
            var report = run(cases, programs, workplace);
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private String named(String word) {
        var name = WORDS.get(word);
        if (name == null) {
            throw options.usage("There is no case '" + word + "'");
        }
        return name;
    }

    private SyncReport run(List<String> cases, List<Path> programs, Workplace workplace) throws IOException {
        var machine = Machine.here();
        var sizes = new Source.Sizes(
                cases.contains(LARGE) ? options.quick() ? 20L << 20 : 2L << 30 : 0,
                cases.contains(SMALL) ? options.quick() ? 200 : 10_000 : 0,
                SMALL_SIZE,
                cases.contains(LINE) ? options.quick() ? 1_000_000 : lineSize * 1_000_000L : 0);
        options.say("Writing the files");
        var source = Source.write(workplace, sizes);
        var nginx = List.of(programs.get(0).toString());
        var address = Loopback.free();
        var server = source.serve(nginx, workplace, "nginx", address);
        Loopback.awaitListener(address, server, Duration.ofSeconds(10));
        var base = "http://" + address.getHostString() + ":" + address.getPort() + "/";
        var curl = programs.get(1).toString();
        var aria2 = programs.get(2).toString();
        var program = Rehearsed.program(
                workplace,
                Worker.class,
                List.of("-XX:+UseSerialGC"),
                List.of(
                        base,
                        listing(workplace, source.rehearsal()).toString(),
                        workplace.folder("out-rehearsal").toString()));
        Map<String, Map<String, List<Run>>> runs = new LinkedHashMap<>();
        if (cases.contains(LARGE)) {
            var large = base + source.large().getFirst().name();
            var worker = worker(workplace, program, base, source.large());
            Map<String, Fetching> fetching = new LinkedHashMap<>();
            fetching.put(
                    "curl",
                    out -> List.of(curl, "-sf", "-o", out.resolve("large").toString(), large));
            fetching.put("aria2 -x8", out -> aria2(aria2, out, "-x8", "-s8", large));
            fetching.put(ALMONER, worker);
            runs.put(LARGE, inTurn(workplace, fetching, source.large()));
        }
        if (cases.contains(SMALL)) {
            var urls = Files.write(
                    workplace.folder().resolve("urls"),
                    source.small().stream().map(file -> base + file.name()).toList());
            var worker = worker(workplace, program, base, source.small());
            Map<String, Fetching> fetching = new LinkedHashMap<>();
            fetching.put("aria2 -j16", out -> aria2(aria2, out, "-j16", "-i", urls.toString()));
            fetching.put(ALMONER, worker);
            runs.put(SMALL, inTurn(workplace, fetching, source.small()));
        }
        if (cases.contains(LINE)) {
            runs.put(LINE, overLine(workplace, programs, program, source));
        }
        return new SyncReport(
                machine,
                List.of(
                        Programs.firstLine(programs.get(1), "--version"),
                        Programs.firstLine(programs.get(2), "--version")),
                sizes,
                runs);
    }

    private Map<String, List<Run>> overLine(Workplace workplace, List<Path> programs, Rehearsed program, Source source)
            throws IOException {
        var ip = programs.get(3);
        var line = Line.open(ip, workplace);
        source.serve(
                Line.at(ip, line.serverSide(), List.of(programs.get(0).toString())),
                workplace,
                "nginx-line",
                new InetSocketAddress(line.address(), LINE_PORT));
        var base = "http://" + line.address() + ":" + LINE_PORT + "/";
        var far = base + source.far().getFirst().name();
        var curl = programs.get(1).toString();
        // The server has a moment to come up.
        TimedProcess.run(
                workplace,
                Line.at(
                        ip,
                        line.clientSide(),
                        List.of(curl, "-sf", "--retry", "20", "--retry-connrefused", "-I", "-o", "/dev/null", far)));
        var worker = worker(workplace, program, base, source.far());
        Map<String, Fetching> fetching = new LinkedHashMap<>();
        fetching.put(
                "aria2 -x8",
                out -> Line.at(ip, line.clientSide(), aria2(programs.get(2).toString(), out, "-x8", "-s8", far)));
        fetching.put(ALMONER, out -> Line.at(ip, line.clientSide(), worker.into(out)));
        return inTurn(workplace, fetching, source.far());
    }

    /** Room for a file is not made beforehand: that would be a second write of it on some file systems. */
    private static List<String> aria2(String program, Path out, String... more) {
        var command = new ArrayList<>(List.of(program, "-q", "--file-allocation=none", "-d", out.toString()));
        command.addAll(List.of(more));
        return command;
    }

    /** As the launcher starts the command line. */
    private static Fetching worker(Workplace workplace, Rehearsed program, String base, List<Served> files)
            throws IOException {
        var listing = listing(workplace, files);
        return out -> program.command(base, listing.toString(), out.toString());
    }

    private static Path listing(Workplace workplace, List<Served> files) throws IOException {
        return Files.write(
                workplace.folder().resolve("listing-" + files.getFirst().name()),
                files.stream()
                        .map(file -> file.name() + " " + file.size() + " " + file.sha256())
                        .toList());
    }

    private Map<String, List<Run>> inTurn(Workplace workplace, Map<String, Fetching> fetching, List<Served> files)
            throws IOException {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (var each : fetching.entrySet()) {
                var out = workplace.folder("out-" + folders++);
                var run = run(workplace, each.getValue().into(out));
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
        // Some file systems make new files slowly while many were deleted a moment ago: many small ones stay to the
        // end.
        if (there.size() == 1) {
            Files.delete(there.getFirst());
        }
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
