package org.almoner.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The load generator wrk: asks for many small things over many connections that are kept open. */
public final class Wrk {

    private final Path program;
    private final Workplace workplace;
    private final Path script;
    private final int threads;

    /** @param program where wrk is */
    public Wrk(Path program, Workplace workplace, int threads) {
        this.program = program;
        this.workplace = workplace;
        this.threads = threads;
        this.script = workplace.folder().resolve("requests.lua");
        try (var text = Objects.requireNonNull(Wrk.class.getResourceAsStream("requests.lua"))) {
            Files.copy(text, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What to ask for.
     *
     * @param server scheme, host and port
     * @param targets request targets, path and query, asked for in turn
     * @param headers sent with each request
     */
    public record Requests(URI server, List<String> targets, Map<String, String> headers) {
        public Requests {
            targets = List.copyOf(targets);
            headers = Map.copyOf(headers);
        }
    }

    /**
     * What came of it.
     *
     * @param requests how many were answered
     * @param bytes how many bytes arrived, headers among them
     */
    public record Result(long requests, long bytes, Duration took, Latency latency) {}

    /** How long an answer took, at the median and at the slowest hundredth. */
    public record Latency(Duration p50, Duration p99) {}

    /**
     * Keeps the connections busy for a while.
     *
     * @throws BenchFailure if any request failed or was not answered with a success
     */
    public Result run(Requests requests, int connections, Duration duration) {
        try {
            var targets = Files.createTempFile(workplace.folder(), "targets-", ".txt");
            Files.write(targets, requests.targets());
            var process = workplace.start(
                    new ProcessBuilder(command(requests, connections, duration, targets)).redirectErrorStream(true));
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure("wrk failed: " + output.strip());
            }
            Files.delete(targets);
            return parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }

    private List<String> command(Requests requests, int connections, Duration duration, Path targets) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--threads=" + Math.min(threads, connections));
        command.add("--connections=" + connections);
        command.add("--duration=" + duration.toSeconds() + "s");
        command.add("--timeout=10s");
        command.add("--script=" + script);
        requests.headers().forEach((name, value) -> command.add("--header=" + name + ": " + value));
        command.addAll(List.of(requests.server().toString(), "--", targets.toString()));
        return command;
    }

    /** @param output what wrk printed, with the line of our script in it */
    static Result parse(String output) {
        var line = output.lines()
                .filter(text -> text.startsWith("result "))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("wrk gave no result: " + output.strip()));
        var figures = new HashMap<String, Long>();
        for (var figure : line.substring("result ".length()).split(" ", -1)) {
            var parts = figure.split("=", 2);
            figures.put(parts[0], Long.valueOf(parts[1]));
        }
        for (var error : List.of("connect", "read", "write", "status", "timeout")) {
            if (figure(figures, error) != 0) {
                throw new BenchFailure("wrk saw errors: " + line);
            }
        }
        if (figure(figures, "requests") == 0) {
            throw new BenchFailure("wrk got no answer: " + line);
        }
        return new Result(
                figure(figures, "requests"),
                figure(figures, "bytes"),
                microseconds(figures, "duration"),
                new Latency(microseconds(figures, "p50"), microseconds(figures, "p99")));
    }

    private static Duration microseconds(Map<String, Long> figures, String name) {
        return Duration.of(figure(figures, name), ChronoUnit.MICROS);
    }

    private static long figure(Map<String, Long> figures, String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }
}
